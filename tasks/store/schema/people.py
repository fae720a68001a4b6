"""People and what they may do."""

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
