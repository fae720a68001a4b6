"""Articles as they stand, each with the place and the fate of its sentences.

For readers that go through everything once, in a fixed order: articles by id,
sentences in reading order. Memory does not grow with the number of articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from tasks.store.articles import read_article
from tasks.store.connection import Store
from tasks.types import Article, SentenceKind, Span


@dataclass(frozen=True, slots=True)
class StandingSentence:
    """A sentence of the live revision of its article."""

    sentence_id: str
    position: int
    span: Span  # in the article
    kind: SentenceKind
    decision: str | None  # label or leave_out
    claimant: str | None  # as the machine suggests


@dataclass(frozen=True, slots=True)
class StandingArticle:
    """An article's live revision with its sentences in reading order."""

    article: Article
    revision: int
    text_sha256: str
    sentences: tuple[StandingSentence, ...]

    @property
    def article_id(self) -> str:
        return self.article.article_id


def iter_standing_articles(store: Store, article_id: str | None = None) -> Iterator[StandingArticle]:
    """All articles that have sentences, by article id; one of them where it is named."""
    only = "and r.article_id = ?" if article_id else ""
    rows = store.query(
        f"""
        select p.article_id, p.revision, p.sentence_id, p.position, p.char_start, p.char_end,
               p.kind, d.decision, m.claimant
        from article_revisions r
        join sentence_places p using (article_id, revision)
        left join sentence_decisions d on d.sentence_id = p.sentence_id and d.superseded_at is null
        left join predictions m on m.sentence_id = p.sentence_id and m.superseded_at is null
        where r.superseded_at is null {only}
        order by p.article_id, p.position
        """,  # noqa: S608
        [article_id] if article_id else [],
    )
    for (article_id, revision), places in groupby(rows, key=itemgetter("article_id", "revision")):
        found = store.row(
            "select * from article_revisions where article_id = ? and revision = ?", [article_id, revision]
        )
        if found is None:
            raise AssertionError(f"revision {revision} of {article_id} has places and is not there")
        yield StandingArticle(
            article=read_article(found),
            revision=revision,
            text_sha256=found["text_sha256"],
            sentences=tuple(
                StandingSentence(
                    sentence_id=place["sentence_id"],
                    position=place["position"],
                    span=Span(place["char_start"], place["char_end"]),
                    kind=SentenceKind(place["kind"]),
                    decision=place["decision"],
                    claimant=place["claimant"],
                )
                for place in places
            ),
        )


def sentence_text(store: Store, sentence_id: str, revision: int) -> str:
    """The sentence as it was written in that revision of its article."""
    return str(
        store.value(
            "select substr(r.text, p.char_start + 1, p.char_end - p.char_start)"
            " from sentence_places p join article_revisions r using (article_id, revision)"
            " where p.sentence_id = ? and p.revision = ?",
            [sentence_id, revision],
        )
    )


def newest_record(store: Store) -> str | None:
    """When the last thing was recorded that a release could show; ``None`` in an empty store."""
    moment = store.value(
        """
        select max(moment) from (
            select max(created_at) as moment from projects
            union all select max(recorded_at) from article_revisions
            union all select max(decided_at) from sentence_decisions
            union all select max(recorded_at) from annotation_versions
            union all select max(decided_at) from adjudications
        )
        """
    )
    return None if moment is None else str(moment)
