"""What the machine suggests about a sentence, as scripts read it: the same as the panel shows."""

from datetime import date

import pytest

from annotator.intake import add
from annotator.web.sentence_panel import sentence_panel
from exports.standings import refresh
from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.text.reading import RawArticle
from tests.annotator.web.api.conftest import Scripts

NEWS = (
    "It rained. \U0001f6a2 Divers found fragments of a mine near the third pier on Wednesday, said Dr. No. "
    "President Reik said that two boats sank last month and that repairs will cost nine million."
)
ELSEWHERE = "Divers found fragments of a mine near the third pier on Wednesday, said Dr. No."


@pytest.fixture
def article_id(desk_store: Store) -> str:
    added = add(
        desk_store,
        RawArticle("a", NEWS, url="https://one.example/a", published_on=date(2022, 9, 8), title="Mines"),
    )
    add(desk_store, RawArticle("b", ELSEWHERE, url="https://two.example/b", title="The third pier"))
    refresh(desk_store)
    return added.article.article_id


def test_dates_claims_and_what_reads_alike_are_those_of_the_panel(
    script_of: Scripts, desk_store: Store, article_id: str
) -> None:
    script = script_of("checker")
    article = get_article(desk_store, article_id)
    assert article
    seen = set()
    for sentence in script.get(f"/articles/{article_id}/sentences")["items"]:
        found = script.get(f"/sentences/{sentence['sentence_id']}/suggestions")
        panel = sentence_panel(desk_store, article, sentence["sentence_id"], with_names=False)
        assert panel
        text = sentence["text"]
        dates = [(text[one["start"] : one["end"]], one["first"], one["last"]) for one in found["dates"]]
        assert dates == [(words, str(one.first), str(one.last)) for words, one in panel.dates]
        claims = [text[one["start"] : one["end"]] for one in found["claims"]]
        assert claims == list(panel.suggested_claims) or len(claims) < 2
        assert (found["claimant"], found["score"]) == (panel.claimant, panel.score)
        assert [one["sentence_id"] for one in found["alike"]] == [
            one.sentence.sentence_id for one in panel.alike
        ]
        seen |= {name for name, value in found.items() if value}
    assert seen == {"dates", "claims", "claimant", "score", "alike"}, "nothing was compared with nothing"


def test_what_reads_alike_says_where_it_is_and_what_became_of_it(script_of: Scripts, article_id: str) -> None:
    script = script_of("editor")
    [divers] = [
        one for one in script.get(f"/articles/{article_id}/sentences")["items"] if "Divers" in one["text"]
    ]
    path = f"/sentences/{divers['sentence_id']}/suggestions"
    [alike] = script.get(path)["alike"]
    assert (alike["title"], alike["text"], alike["label"]) == ("The third pier", ELSEWHERE, None)
    assert alike["same_claim"]
    settled = script("POST", f"/sentences/{alike['sentence_id']}/adjudications", json={"label": "verified"})
    assert settled.status_code == 201
    assert script.get(path)["alike"] == [{**alike, "label": "verified"}]


def test_days_count_from_the_day_of_publication(script_of: Scripts, article_id: str) -> None:
    script = script_of("checker")
    [divers] = [
        one for one in script.get(f"/articles/{article_id}/sentences")["items"] if "Divers" in one["text"]
    ]
    [day] = script.get(f"/sentences/{divers['sentence_id']}/suggestions")["dates"]
    assert divers["text"][day["start"] : day["end"]] == "Wednesday"
    assert (day["first"], day["last"], day["how"]) == (
        "2022-09-07",
        "2022-09-07",
        "nearest before publication",
    )
