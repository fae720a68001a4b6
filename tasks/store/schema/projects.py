"""Projects, and where they live in Label Studio."""

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
