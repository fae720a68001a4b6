"""Personal access tokens: what scripts come with instead of a person's session."""

TOKENS = """
create table tokens (
    token_id integer primary key,
    person_id integer not null references people,
    name text not null, -- what it is for, in its owner's words
    scopes text not null check (json_valid(scopes)), -- what it may do, a list of words
    sha256 text not null unique, -- of the token, which is kept nowhere
    created_at text not null,
    expires_at text,
    last_used_at text, -- to within a minute
    revoked_at text
) strict;
-- serves: a person's tokens on their account page
create index tokens_of_person on tokens (person_id, token_id);
"""
