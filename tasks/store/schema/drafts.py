"""Articles that an editor looks at before they are added. Working papers, not part of the record."""

DRAFTS = """
-- Overwritten with each change, gone once added, discarded or expired.
create table article_drafts (
    draft_id text primary key, -- a random token
    person_id integer not null references people, -- nobody else sees it
    batch text not null, -- equal for what was handed in together, as the entries of a feed
    number integer not null, -- place in the batch, from 0
    title text not null, -- for the list of a batch: the headline, else the first words
    sentences integer not null,
    content text not null check (json_valid(content)), -- see tasks/store/drafts.py
    expires_at text not null
) strict;
-- serves: the list of a batch, page by page
create unique index drafts_by_batch on article_drafts (batch, number);
-- serves: what an editor has not finished
create index drafts_by_person on article_drafts (person_id, expires_at);
-- serves: throwing away what has expired
create index drafts_by_expiry on article_drafts (expires_at);
"""
