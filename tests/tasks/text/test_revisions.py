"""A text with most of a known article's sentences is that article, revised."""

from tasks.text.revisions import find_revised
from tasks.types import ArticleId

A, B = ArticleId("a-1"), ArticleId("a-2")
KNOWN = {A: {"one", "two", "three", "four"}, B: {"five", "six", "seven", "eight"}}


def test_a_few_changes_make_a_revision() -> None:
    assert find_revised(["one", "two", "three", "new"], KNOWN) == A


def test_another_article_is_another_article() -> None:
    assert find_revised(["nine", "ten", "eleven"], KNOWN) is None


def test_half_is_not_most() -> None:
    assert find_revised(["one", "two", "five", "six"], KNOWN) is None


def test_a_shared_disclaimer_makes_no_revision() -> None:
    assert find_revised(["one", "two"], {A: {"one", "two", "x"}}) is None


def test_a_long_report_that_quotes_a_short_one_is_no_revision_of_it() -> None:
    report = ["one", "two", "three", "four", *"abcdef"]
    assert find_revised(report, KNOWN) is None


def test_the_closest_is_revised() -> None:
    known = {A: {"one", "two", "three"}, B: {"one", "two", "three", "four"}}
    assert find_revised(["one", "two", "three", "four"], known) == B
