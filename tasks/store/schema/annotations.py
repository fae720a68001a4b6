"""Annotations in all their versions, what made no sense, and how far it was all read."""

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
