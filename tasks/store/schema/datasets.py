"""Who may download a release, and what editors say about a dataset."""

DATASETS = """
-- The last row counts; a release without one is for everybody who is signed in.
create table release_audiences (
    choice_id integer primary key,
    name text not null,
    version text not null,
    audience text not null check (audience in ('public', 'signed_in')),
    chosen_by integer references people, -- null: chosen on the command line
    chosen_at text not null,
    superseded_at text,
    foreign key (name, version) references releases
) strict;
-- serves: who may download a release
create unique index one_live_audience
    on release_audiences (name, version) where superseded_at is null;
"""

PARTICULARS = """
-- What an editor says about a dataset: title, licence, datasheet. The last row counts.
create table dataset_particulars (
    particulars_id integer primary key,
    name text not null, -- of the dataset
    content text not null check (json_valid(content)), -- see exports/particulars.py
    said_by integer references people, -- null: said on the command line
    said_at text not null,
    superseded_at text
) strict;
-- serves: what is said of a dataset now
create unique index one_live_particulars on dataset_particulars (name) where superseded_at is null;
"""

HOLDINGS = """
-- A release's tables, and the models whose labels are in it, as a JSON list: a release without one of them
-- breaks the programs of those who read the last.
alter table releases add column holds text not null
    default '["claims", "annotations", "evidence", "verdict_history", "not_claims", "articles"]'
    check (json_valid(holds));
"""
