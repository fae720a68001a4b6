"""The schema, as migrations. What stands here is the record that everything else is derived from.

Three rules shape it. What a person or Label Studio said is appended and never
overwritten: a newer row supersedes the older one, and a partial unique index
keeps one live row. What the machine suggests (``predictions``) and what people
decide (``judgements``, ``adjudications``) share no table. Ids of Label Studio
are looked up through the project they belong to there, because a rebuilt
project brings new ids for old work.

Times are UTC as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``, so that text order is time
order; dates are ``YYYY-MM-DD``. Offsets are code points, ends exclusive.
"""

from sqlite_utils import Database, Migrations

from tasks.store.schema.alarms import ALARM_PARTICULARS, ALARMS_OF_CHANGED_ANSWERS
from tasks.store.schema.annotations import ANNOTATIONS
from tasks.store.schema.articles import ARTICLES
from tasks.store.schema.by_others import FILLING_VERSIONS_BY_OTHERS, VERSIONS_BY_OTHERS
from tasks.store.schema.consensus import CONSENSUS
from tasks.store.schema.datasets import DATASETS, HOLDINGS, PARTICULARS
from tasks.store.schema.decisions import DECISIONS
from tasks.store.schema.drafts import DRAFTS
from tasks.store.schema.intents import PUT_BACKS, WITHDRAWN_TASKS
from tasks.store.schema.likeness import LIKENESS
from tasks.store.schema.mends import MENDS
from tasks.store.schema.people import PEOPLE
from tasks.store.schema.project_changes import PROJECT_CHANGES, SET_UP_AS
from tasks.store.schema.projects import PROJECTS
from tasks.store.schema.publications import PUBLICATIONS
from tasks.store.schema.reviews import REVIEWS, STALING, TELLING
from tasks.store.schema.search import FACETS, SEARCH, enable_full_text
from tasks.store.schema.sent_answers import SENT_ANSWERS
from tasks.store.schema.sentence_lists import SENTENCE_LISTS
from tasks.store.schema.standing_triggers import COUNTING, FILLING, MARKING, MARKING_OF_WITHDRAWN_TASKS
from tasks.store.schema.standings import STANDINGS
from tasks.store.schema.tasks import TASKS
from tasks.store.schema.tokens import TOKENS
from tasks.store.schema.votes import COUNTING_VOTES, FILLING_VOTES, VOTES

migrations = Migrations("annotator")


@migrations(name="0001_the_record")
def the_record(db: Database) -> None:
    for part in (PROJECTS, PEOPLE, ARTICLES, LIKENESS, TASKS, ANNOTATIONS, DECISIONS):
        db.executescript(part)


@migrations(name="0002_standings")
def standings(db: Database) -> None:
    for part in (STANDINGS, MARKING, COUNTING, FILLING):
        db.executescript(part)


@migrations(name="0003_access")
def access(db: Database) -> None:
    for part in (TOKENS, SENTENCE_LISTS):
        db.executescript(part)


@migrations(name="0004_reviews")
def reviews(db: Database) -> None:
    for part in (REVIEWS, TELLING, STALING, VOTES, COUNTING_VOTES, FILLING_VOTES):
        db.executescript(part)


@migrations(name="0005_new_articles")
def new_articles(db: Database) -> None:
    for part in (DRAFTS, MENDS, PUBLICATIONS):
        db.executescript(part)


@migrations(name="0006_datasets")
def datasets(db: Database) -> None:
    db.executescript(DATASETS)


@migrations(name="0007_project_changes")
def project_changes(db: Database) -> None:
    db.executescript(PROJECT_CHANGES)


@migrations(name="0008_search")
def search(db: Database) -> None:
    for part in (SEARCH, FACETS):
        db.executescript(part)
    enable_full_text(db)


@migrations(name="0009_withdrawn_tasks_and_put_backs")
def withdrawn_tasks_and_put_backs(db: Database) -> None:
    for part in (WITHDRAWN_TASKS, MARKING_OF_WITHDRAWN_TASKS, PUT_BACKS):
        db.executescript(part)


@migrations(name="0010_dataset_particulars")
def dataset_particulars(db: Database) -> None:
    db.executescript(PARTICULARS)


@migrations(name="0011_sent_answers")
def sent_answers(db: Database) -> None:
    db.executescript(SENT_ANSWERS)


@migrations(name="0012_consensus")
def consensus(db: Database) -> None:
    db.executescript(CONSENSUS)


@migrations(name="0013_alarm_particulars")
def alarm_particulars(db: Database) -> None:
    db.executescript(ALARM_PARTICULARS)


@migrations(name="0014_holdings")
def holdings(db: Database) -> None:
    db.executescript(HOLDINGS)


@migrations(name="0015_changed_answers")
def changed_answers(db: Database) -> None:
    for part in (VERSIONS_BY_OTHERS, FILLING_VERSIONS_BY_OTHERS, ALARMS_OF_CHANGED_ANSWERS):
        db.executescript(part)


@migrations(name="0016_set_up_as")
def set_up_as(db: Database) -> None:
    db.executescript(SET_UP_AS)
