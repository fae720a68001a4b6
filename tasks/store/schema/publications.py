"""Which articles are shown to everybody, with their verdicts."""

PUBLICATIONS = """
-- Switching on makes a row, switching off ends it.
create table article_publications (
    publication_id integer primary key,
    article_id text not null references articles,
    published_at text not null,
    published_by integer not null references people,
    withdrawn_at text,
    withdrawn_by integer references people,
    check ((withdrawn_at is null) = (withdrawn_by is null))
) strict;
-- serves: whether an article is public; it is so once
create unique index one_live_publication on article_publications (article_id) where withdrawn_at is null;
"""
