"""What editors say about datasets."""

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
