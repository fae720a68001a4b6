"""What an alarm is about: for pages that say it in the reader's language, and of which kinds there are."""

ALARM_PARTICULARS = """
-- JSON object; empty for alarms from before, of which only `detail` tells
alter table alarms add column particulars text not null default '{}' check (json_valid(particulars));
"""

ALARMS_OF_CHANGED_ANSWERS = """
-- SQLite cannot change a check: both tables are made anew, with one more kind.
create table alarms_anew (
    alarm_id integer primary key,
    label_studio_project integer not null references label_studio_projects,
    kind text not null
        check (kind in ('project_gone', 'project_changed', 'answers_deleted', 'answers_changed')),
    detail text not null, -- in words for people
    noticed_at text not null,
    settled_at text,
    settled_as text check (settled_as in ('put_back', 'accepted', 'over')),
    settled_by integer references people, -- null: the desk itself
    particulars text not null default '{}' check (json_valid(particulars)) -- JSON object
) strict;
insert into alarms_anew select alarm_id, label_studio_project, kind, detail, noticed_at, settled_at,
    settled_as, settled_by, particulars from alarms;
create table put_backs_anew (
    alarm_id integer primary key references alarms_anew,
    asked_by integer not null references people,
    asked_at text not null,
    done integer not null default 0 check (done >= 0), -- tasks or answers that stand again
    failure text -- what went wrong in the last try, in words for people
) strict;
insert into put_backs_anew select alarm_id, asked_by, asked_at, done, failure from put_backs;
drop table put_backs;
drop table alarms;
alter table alarms_anew rename to alarms;
alter table put_backs_anew rename to put_backs;
-- serves: what needs an editor's attention; the same thing is noticed once
create unique index one_open_alarm
    on alarms (label_studio_project, kind) where settled_at is null;
"""
