"""Answers on their way back into Label Studio."""

SENT_ANSWERS = """
-- Answers that went out along with a rebuilt task, until it is first read: in between, somebody may have
-- edited or deleted them there.
create table sent_answers (
    batch_id integer not null references push_batches,
    annotation_id integer not null references annotations,
    task_id integer references tasks, -- null: not known whether it arrived
    primary key (batch_id, annotation_id)
) strict, without rowid;
-- serves: what to look for under a task
create index sent_answers_by_task on sent_answers (task_id);
"""
