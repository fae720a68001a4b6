"""What the list pages show: articles and checkers with their progress."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    article_id: str
    title: str
    publisher: str
    published_on: str | None
    opening: str  # the first words, for articles without a headline
    sentences: int  # to be labelled
    labelled: int  # answered by as many checkers as the project asks for
    started: int  # answered by at least one


@dataclass(frozen=True, slots=True)
class CheckerProgress:
    person_id: int
    name: str
    email: str
    roles: str
    answered: int
    skipped: int
    last_at: str | None


_PROGRESS = """
select r.article_id, r.title, r.publisher, r.published_on, substr(r.text, 1, 140) as opening,
       count(s.sentence_id) as sentences,
       coalesce(sum(w.answers >= p.checkers_per_sentence), 0) as labelled,
       coalesce(sum(w.answers > 0), 0) as started
from shown
join article_revisions r on r.article_id = shown.article_id and r.superseded_at is null
join articles a on a.article_id = shown.article_id
join projects p using (project_id)
left join sentences s on s.article_id = shown.article_id
     and exists (select 1 from sentence_decisions d where d.sentence_id = s.sentence_id
                 and d.superseded_at is null and d.decision = 'label')
left join (select an.sentence_id, count(distinct coalesce(an.person_id, -an.annotation_id)) as answers
           from annotations an join sentences on sentences.sentence_id = an.sentence_id
           join annotation_versions v using (annotation_id)
           where v.superseded_at is null and v.state = 'answered'
             and sentences.article_id in (select article_id from shown)
           group by an.sentence_id) w on w.sentence_id = s.sentence_id
group by shown.article_id
order by a.added_at desc, a.article_id
"""


def list_articles(store: Store, *, limit: int, offset: int = 0) -> list[ArticleProgress]:
    """Articles, newest first."""
    shown = "select article_id from articles order by added_at desc, article_id limit ? offset ?"
    rows = store.rows(f"with shown as ({shown}) {_PROGRESS}", [limit, offset])
    return [ArticleProgress(**row) for row in rows]


def project_sizes(store: Store) -> dict[int, int]:
    """How many articles each project has, by its id."""
    return dict(store.execute("select project_id, count(*) from articles group by project_id").fetchall())


def list_checkers(store: Store) -> Sequence[CheckerProgress]:
    """Everybody with an account, with what they did."""
    rows = store.rows(
        """
        select p.person_id, p.name, p.email,
               coalesce((select group_concat(role, ', ') from roles r
                         where r.person_id = p.person_id and r.revoked_at is null), '') as roles,
               coalesce(sum(v.state = 'answered'), 0) as answered,
               coalesce(sum(v.state = 'skipped'), 0) as skipped,
               max(v.updated_at) as last_at
        from people p
        left join annotations a using (person_id)
        left join annotation_versions v on v.annotation_id = a.annotation_id and v.superseded_at is null
             and v.state <> 'deleted'
        group by p.person_id order by p.name, p.email
        """
    )
    return [CheckerProgress(**row) for row in rows]
