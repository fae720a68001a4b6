"""What the desk set out to do in Label Studio: take tasks away, put back what somebody changed."""

WITHDRAWN_TASKS = """
-- When we set out to delete the sentence's task, because the sentence was withdrawn and nobody
-- had answered. A task that is gone and has this time is no loss.
alter table tasks add column withdrawn_at text;
-- serves: the tasks that we set out to delete and have not deleted yet
create index withdrawn_live_tasks on tasks (label_studio_project)
    where gone_at is null and withdrawn_at is not null;
-- serves: the sentences whose tasks are to be deleted
create index withdrawn_sentences on sentence_decisions (sentence_id)
    where superseded_at is null and decision = 'withdraw';
"""

PUT_BACKS = """
-- An editor wants what an alarm is about put back. Carried out at the next look at Label Studio.
create table put_backs (
    alarm_id integer primary key references alarms,
    asked_by integer not null references people,
    asked_at text not null,
    done integer not null default 0 check (done >= 0), -- tasks or answers that stand again
    failure text -- what went wrong in the last try, in words for people
) strict;
"""
