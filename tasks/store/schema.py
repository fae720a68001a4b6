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

migrations = Migrations("annotator")

PROJECTS = """
create table projects (
    project_id integer primary key,
    uid text not null unique, -- written into Label Studio, to find the project again after a crash
    title text not null,
    checkers_per_sentence integer not null check (checkers_per_sentence >= 1),
    created_at text not null,
    archived_at text
) strict;

-- Where a project lives in Label Studio. A rebuilt one is a new row.
create table label_studio_projects (
    id integer primary key,
    project_id integer not null references projects,
    label_studio_id integer not null,
    webhook_id integer,
    created_at text not null,
    lost_at text -- when it was found to be gone
) strict;
-- serves: the live Label Studio project of a project; there is at most one
create unique index one_live_label_studio_project
    on label_studio_projects (project_id) where lost_at is null;
"""

PEOPLE = """
create table people (
    person_id integer primary key,
    email text not null unique,
    name text not null,
    label_studio_id integer unique, -- null once Label Studio no longer knows them
    recorded_at text not null
) strict;

create table roles (
    role_id integer primary key,
    person_id integer not null references people,
    role text not null check (role in ('admin', 'editor', 'checker', 'researcher')),
    granted_at text not null,
    granted_by integer references people,
    revoked_at text
) strict;
-- serves: what a signed-in person may do; each role is held once
create unique index one_live_role on roles (person_id, role) where revoked_at is null;
"""

ARTICLES = """
create table articles (
    article_id text primary key,
    identity text not null unique, -- what makes it the same article when it comes again
    project_id integer not null references projects,
    added_at text not null
) strict;
-- serves: the articles page, newest first
create index articles_by_time on articles (added_at);

-- The article as it was read, each time its text or its particulars differed.
create table article_revisions (
    article_id text not null references articles,
    revision integer not null,
    title text not null,
    publisher text not null,
    byline text not null default '',
    url text not null,
    published_on text,
    language text not null,
    text text not null,
    text_sha256 text not null,
    recorded_at text not null,
    superseded_at text,
    primary key (article_id, revision)
) strict;
-- serves: the article as it stands
create unique index one_live_revision
    on article_revisions (article_id) where superseded_at is null;

create table sentences (
    sentence_id text primary key,
    article_id text not null references articles,
    words_sha256 text not null, -- of the words alone: equal in every article that has them
    text text not null -- as first read; places say where it stands in each revision
) strict;
-- serves: the sentences of an article
create index sentences_by_article on sentences (article_id);
-- serves: articles that share sentences
create index sentences_by_words on sentences (words_sha256);

-- Where a sentence stands in a revision: text[char_start:char_end] is the sentence.
create table sentence_places (
    article_id text not null,
    revision integer not null,
    position integer not null,
    sentence_id text not null references sentences,
    char_start integer not null check (char_start >= 0),
    char_end integer not null check (char_end > char_start),
    kind text not null,
    primary key (article_id, revision, position),
    foreign key (article_id, revision) references article_revisions
) strict, without rowid;
-- serves: the place of one sentence, newest revision last
create unique index places_by_sentence on sentence_places (sentence_id, revision);

-- Which sentences are to be labelled, and why others are not. The last row counts.
create table sentence_decisions (
    decision_id integer primary key,
    sentence_id text not null references sentences,
    decision text not null check (decision in ('label', 'leave_out', 'withdraw')),
    reason text not null,
    decided_by integer references people, -- null: by rule
    decided_at text not null,
    superseded_at text
) strict;
-- serves: the decision that holds for a sentence
create unique index one_live_decision
    on sentence_decisions (sentence_id) where superseded_at is null;

-- What the machine suggests. Never a label.
create table predictions (
    sentence_id text not null references sentences,
    model_version text not null,
    score real check (score between 0 and 1),
    claimant text,
    result text not null check (json_valid(result)), -- claims and attributions, sentence offsets
    recorded_at text not null,
    superseded_at text,
    primary key (sentence_id, model_version)
) strict;
-- serves: the suggestion that holds for a sentence
create unique index one_live_prediction on predictions (sentence_id) where superseded_at is null;
"""

LIKENESS = """
-- Keys under which sentences that read alike are found (tasks/text/duplicates.py).
-- serves: by its primary key, the sentences that share a key with a new one
create table sentence_likeness_keys (
    key integer not null,
    sentence_id text not null references sentences,
    primary key (key, sentence_id)
) strict, without rowid;
"""

TASKS = """
create table tasks (
    task_id integer primary key,
    label_studio_project integer not null references label_studio_projects,
    label_studio_id integer not null,
    sentence_id text not null references sentences,
    revision integer not null, -- the revision whose words the checkers see
    recorded_at text not null,
    gone_at text -- when Label Studio was found without it, or kept another task of the sentence
) strict;
-- serves: from Label Studio's id to ours. Label Studio gives the ids of deleted tasks away again.
create unique index live_tasks_by_label_studio_id
    on tasks (label_studio_project, label_studio_id) where gone_at is null;
-- serves: the task of a sentence; and keeps it to one
create unique index one_live_task on tasks (sentence_id) where gone_at is null;
-- serves: the ledger's look at all tasks of a sentence
create index tasks_by_sentence on tasks (sentence_id);

-- Written before Label Studio is called. An unsettled batch may or may not have arrived.
create table push_batches (
    batch_id integer primary key,
    label_studio_project integer not null references label_studio_projects,
    intended_at text not null,
    settled_at text
) strict;
-- serves: what to look up after a crash
create index unsettled_batches on push_batches (batch_id) where settled_at is null;

create table push_batch_sentences (
    batch_id integer not null references push_batches,
    sentence_id text not null references sentences,
    revision integer not null,
    primary key (batch_id, sentence_id)
) strict, without rowid;
"""

ANNOTATIONS = """
create table annotations (
    annotation_id integer primary key,
    sentence_id text not null references sentences,
    person_id integer references people, -- null: Label Studio does not say who
    recorded_at text not null
) strict;
-- serves: all answers about a sentence
create index annotations_by_sentence on annotations (sentence_id);
-- serves: one checker's work
create index annotations_by_person on annotations (person_id);

-- The ids an annotation has had in Label Studio, which gives those of deleted annotations away again.
create table annotation_ids (
    label_studio_project integer not null references label_studio_projects,
    label_studio_id integer not null,
    annotation_id integer not null references annotations,
    task_id integer not null references tasks, -- under which Label Studio lists it
    created_at text not null, -- Label Studio's clock; another time is another annotation
    rebuilt_at text, -- Label Studio's time of change where we put the annotation back
    retired_at text -- when the id was found to be another annotation's
) strict;
-- serves: from Label Studio's annotation to ours
create unique index live_annotation_ids
    on annotation_ids (label_studio_project, label_studio_id) where retired_at is null;
-- serves: what stands under a task
create index annotation_ids_by_task on annotation_ids (task_id) where retired_at is null;
-- serves: from our annotation back to Label Studio's
create index ids_by_annotation on annotation_ids (annotation_id);

create table annotation_versions (
    annotation_id integer not null references annotations,
    version integer not null,
    task_id integer not null references tasks,
    state text not null check (state in ('answered', 'skipped', 'deleted')),
    created_at text not null, -- Label Studio's clock
    updated_at text not null, -- Label Studio's clock
    changed_by integer references people, -- who made it this version; null: not known
    recorded_at text not null, -- our clock
    superseded_at text, -- our clock
    lead_time real, -- seconds
    ground_truth integer not null check (ground_truth in (0, 1)),
    result text not null check (json_valid(result)), -- as Label Studio sent it
    repairs text not null check (json_valid(repairs)), -- what was mended while reading it
    primary key (annotation_id, version)
) strict;
-- serves: an annotation as it stands
create unique index one_live_version
    on annotation_versions (annotation_id) where superseded_at is null;
-- serves: what stands in the state a page or the ledger asks for
create index live_versions_by_task
    on annotation_versions (task_id, state) where superseded_at is null;

-- What a version says, claim by claim. Offsets are in the sentence; null means all of it.
create table judgements (
    annotation_id integer not null,
    version integer not null,
    ordinal integer not null,
    char_start integer,
    char_end integer,
    label text not null check (label in ('verified', 'disputed', 'unverifiable', 'not_a_claim')),
    reason text,
    was_it_said text,
    note text not null,
    primary key (annotation_id, version, ordinal),
    foreign key (annotation_id, version) references annotation_versions,
    check ((char_start is null) = (char_end is null))
) strict, without rowid;

create table judgement_evidence (
    annotation_id integer not null,
    version integer not null,
    ordinal integer not null,
    evidence integer not null,
    url text not null, -- as typed: hostile until shown otherwise
    primary key (annotation_id, version, ordinal, evidence),
    foreign key (annotation_id, version, ordinal) references judgements
) strict, without rowid;

-- What Label Studio sent that makes no sense, kept with the reason.
create table quarantine (
    quarantine_id integer primary key,
    source text not null check (source in ('pull', 'webhook')),
    label_studio_project integer references label_studio_projects,
    label_studio_task_id integer,
    label_studio_annotation_id integer,
    sentence_id text references sentences,
    reason text not null,
    payload text not null,
    payload_sha256 text not null,
    recorded_at text not null,
    settled_at text,
    settled_as text check (settled_as in ('released', 'superseded', 'dismissed')),
    settled_by integer references people, -- null: the desk itself
    note text not null default '' -- why, in the words of who settled it
) strict;
-- serves: the same rubbish is kept once, however often it is sent
create unique index one_open_case on quarantine (source, payload_sha256) where settled_at is null;
-- serves: sentences that wait for somebody to look
create index open_cases_by_sentence on quarantine (sentence_id) where settled_at is null;

-- How far a project has been pulled. One row a mark; Label Studio's clock.
create table pull_marks (
    label_studio_project integer primary key references label_studio_projects,
    updated_at text not null, -- every change up to here has been read
    newest_at text not null, -- the newest change seen; others of about this time may still appear
    newest_seen_at text not null, -- our clock
    pulled_at text not null -- our clock
) strict;

-- What somebody changed in Label Studio that Label Studio's Community edition cannot forbid.
create table alarms (
    alarm_id integer primary key,
    label_studio_project integer not null references label_studio_projects,
    kind text not null check (kind in ('project_gone', 'project_changed', 'answers_deleted')),
    detail text not null, -- in words for people
    noticed_at text not null,
    settled_at text,
    settled_as text check (settled_as in ('put_back', 'accepted', 'over')),
    settled_by integer references people -- null: the desk itself
) strict;
-- serves: what needs an editor's attention; the same thing is noticed once
create unique index one_open_alarm
    on alarms (label_studio_project, kind) where settled_at is null;
"""

DECISIONS = """
-- An editor settles a claim. The annotations stay as they were.
create table adjudications (
    adjudication_id integer primary key,
    sentence_id text not null references sentences,
    char_start integer,
    char_end integer,
    label text not null check (label in ('verified', 'disputed', 'unverifiable', 'not_a_claim')),
    reason text,
    note text not null,
    decided_by integer not null references people,
    decided_at text not null,
    superseded_at text,
    check ((char_start is null) = (char_end is null))
) strict;
-- serves: what an editor settled about a claim; the last word counts
create unique index one_live_adjudication
    on adjudications (sentence_id, coalesce(char_start, -1), coalesce(char_end, -1))
    where superseded_at is null;

create table adjudication_evidence (
    adjudication_id integer not null references adjudications,
    evidence integer not null,
    url text not null,
    primary key (adjudication_id, evidence)
) strict, without rowid;

create table releases (
    name text not null,
    version text not null,
    as_of text not null, -- nothing recorded later is in it
    created_at text not null,
    created_by integer references people,
    manifest_sha256 text not null,
    claims integer not null,
    annotations integer not null,
    primary key (name, version)
) strict;

-- What a release said of each sentence: frozen, so that splits never move and changes show.
create table release_claims (
    name text not null,
    version text not null,
    claim_id text not null,
    sentence_id text not null references sentences,
    verdict text not null,
    split text not null,
    primary key (name, version, claim_id),
    foreign key (name, version) references releases
) strict, without rowid;
-- serves: where a sentence has been exported
create index released_sentences on release_claims (sentence_id);

create table audit_log (
    entry_id integer primary key,
    at text not null,
    person_id integer references people, -- null: the desk itself
    action text not null,
    subject text not null,
    detail text not null check (json_valid(detail))
) strict;
-- serves: what was done to one thing
create index audit_by_subject on audit_log (subject, at);
"""


@migrations(name="0001_the_record")
def the_record(db: Database) -> None:
    for part in (PROJECTS, PEOPLE, ARTICLES, LIKENESS, TASKS, ANNOTATIONS, DECISIONS):
        db.executescript(part)


PARTICULARS = """
-- What an editor says about a dataset: title, licence, datasheet. The last word counts.
create table dataset_particulars (
    particulars_id integer primary key,
    name text not null, -- of the dataset
    content text not null check (json_valid(content)), -- see exports/particulars.py
    said_by integer references people, -- null: from the command line
    said_at text not null,
    superseded_at text
) strict;
-- serves: what is said of a dataset now
create unique index one_live_particulars on dataset_particulars (name) where superseded_at is null;
"""


@migrations(name="0002_dataset_particulars")
def dataset_particulars(db: Database) -> None:
    db.executescript(PARTICULARS)
