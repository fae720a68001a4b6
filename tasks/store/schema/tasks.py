"""Tasks in Label Studio, and what was about to be sent there."""

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
