"""Where people cut an article otherwise than the machine."""

MENDS = """
-- A stretch of an article and its sentences as people decided. See tasks/text/mends.py.
create table mended_cuts (
    mend_id integer primary key,
    article_id text not null references articles,
    text text not null, -- of the stretch as it was read
    occurrence integer not null check (occurrence >= 1), -- which of the places that have these words
    starts text not null check (json_valid(starts)), -- of its sentences but the first, in visible characters
    decided_by integer not null references people,
    decided_at text not null,
    superseded_at text
) strict;
-- serves: the mends that hold for an article when it is read again
create index live_mends on mended_cuts (article_id) where superseded_at is null;
"""
