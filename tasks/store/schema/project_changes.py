"""What editors change about projects, and whether Label Studio knows."""

PROJECT_CHANGES = """
alter table projects add column guidelines text not null default ''; -- Markdown, before the desk's own

-- How a project was set up from then on. The newest row says what stands in projects.
create table project_changes (
    change_id integer primary key,
    project_id integer not null references projects,
    title text not null,
    checkers_per_sentence integer not null check (checkers_per_sentence >= 1),
    guidelines text not null,
    changed_by integer references people, -- null: on the command line
    changed_at text not null
) strict;
-- serves: the newest change of a project, by its last row
create index changes_by_project on project_changes (project_id, change_id);

-- serves: how many articles a project has
create index articles_by_project on articles (project_id);

-- The change that the Label Studio project was last set up by; null: as it was made.
alter table label_studio_projects add column set_up_by integer references project_changes;
"""

SET_UP_AS = """
-- SHA-256 of the settings that Label Studio was last given. The labelling page is the desk's own and changes
-- with the desk: what is not as wanted then was changed by nobody. Null: not noted yet.
alter table label_studio_projects add column set_up_as text;
"""
