import pytest

from tasks.text.sentences import find_sentences

from .reference import LANGUAGES, PASSAGES, Passage, read_passages


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: f"{p.language}:{p.sentences[0][:20]}")
def test_cuts_where_people_do(passage: Passage) -> None:
    found = find_sentences(passage.text, passage.language)
    assert [span.of(passage.text) for span in found] == list(passage.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_do_not_influence_each_other(language: str) -> None:
    passages = read_passages(language)
    text = "\n\n".join(passage.text for passage in passages)
    expected = [sentence for passage in passages for sentence in passage.sentences]
    assert [span.of(text) for span in find_sentences(text, language)] == expected


@pytest.mark.parametrize("tag", ["de-AT", "DE", "de_CH"])
def test_understands_language_tags(tag: str) -> None:
    text = "Am 3. Oktober war Ruhe. Danach nicht."
    assert len(find_sentences(text, tag)) == 2


@pytest.mark.parametrize("tag", ["", "x-klingon", "tlh", "../en", "de\n"])
def test_any_other_language_is_read_with_common_rules(tag: str) -> None:
    text = "Dr. Krag qaStaH. nuqneH? Qapla'!"
    assert [span.of(text) for span in find_sentences(text, tag)] == ["Dr. Krag qaStaH.", "nuqneH?", "Qapla'!"]
