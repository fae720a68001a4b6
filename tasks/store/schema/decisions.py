"""What editors settled, what was released, and who did what."""

DECISIONS = """
-- An editor settles a claim. The annotations stay as they were.
create table adjudications (
    adjudication_id integer primary key,
    sentence_id text not null references sentences,
    char_start integer,
    char_end integer,
    label text not null check (label in ('verified', 'disputed', 'unverifiable', 'not_a_claim')),
    reason text,
    note text not null,
    decided_by integer not null references people,
    decided_at text not null,
    superseded_at text,
    check ((char_start is null) = (char_end is null))
) strict;
-- serves: what an editor settled about a claim; the last word counts
create unique index one_live_adjudication
    on adjudications (sentence_id, coalesce(char_start, -1), coalesce(char_end, -1))
    where superseded_at is null;

create table adjudication_evidence (
    adjudication_id integer not null references adjudications,
    evidence integer not null,
    url text not null,
    primary key (adjudication_id, evidence)
) strict, without rowid;

create table releases (
    name text not null,
    version text not null,
    as_of text not null, -- nothing recorded later is in it
    created_at text not null,
    created_by integer references people,
    manifest_sha256 text not null,
    claims integer not null,
    annotations integer not null,
    primary key (name, version)
) strict;

-- What a release said of each sentence: frozen, so that splits never move and changes show.
create table release_claims (
    name text not null,
    version text not null,
    claim_id text not null,
    sentence_id text not null references sentences,
    verdict text not null,
    split text not null,
    primary key (name, version, claim_id),
    foreign key (name, version) references releases
) strict, without rowid;
-- serves: where a sentence has been exported
create index released_sentences on release_claims (sentence_id);

create table audit_log (
    entry_id integer primary key,
    at text not null,
    person_id integer references people, -- null: the desk itself
    action text not null,
    subject text not null,
    detail text not null check (json_valid(detail))
) strict;
-- serves: what was done to one thing
create index audit_by_subject on audit_log (subject, at);
"""
