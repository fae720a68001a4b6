"""Articles, their sentences, and what the machine suggests about them."""

ARTICLES = """
create table articles (
    article_id text primary key,
    identity text not null unique, -- what makes it the same article when it comes again
    project_id integer not null references projects,
    added_at text not null
) strict;
-- serves: the articles page, newest first
create index articles_by_time on articles (added_at);

-- The article as it was read, each time its text or its particulars differed.
create table article_revisions (
    article_id text not null references articles,
    revision integer not null,
    title text not null,
    publisher text not null,
    byline text not null default '',
    url text not null,
    published_on text,
    language text not null,
    text text not null,
    text_sha256 text not null,
    recorded_at text not null,
    superseded_at text,
    primary key (article_id, revision)
) strict;
-- serves: the article as it stands
create unique index one_live_revision
    on article_revisions (article_id) where superseded_at is null;

create table sentences (
    sentence_id text primary key,
    article_id text not null references articles,
    words_sha256 text not null, -- of the words alone: equal in every article that has them
    text text not null -- as first read; places say where it stands in each revision
) strict;
-- serves: the sentences of an article
create index sentences_by_article on sentences (article_id);
-- serves: articles that share sentences
create index sentences_by_words on sentences (words_sha256);

-- Where a sentence stands in a revision: text[char_start:char_end] is the sentence.
create table sentence_places (
    article_id text not null,
    revision integer not null,
    position integer not null,
    sentence_id text not null references sentences,
    char_start integer not null check (char_start >= 0),
    char_end integer not null check (char_end > char_start),
    kind text not null,
    primary key (article_id, revision, position),
    foreign key (article_id, revision) references article_revisions
) strict, without rowid;
-- serves: the place of one sentence, newest revision last
create unique index places_by_sentence on sentence_places (sentence_id, revision);

-- Which sentences are to be labelled, and why others are not. The last row counts.
create table sentence_decisions (
    decision_id integer primary key,
    sentence_id text not null references sentences,
    decision text not null check (decision in ('label', 'leave_out', 'withdraw')),
    reason text not null,
    decided_by integer references people, -- null: by rule
    decided_at text not null,
    superseded_at text
) strict;
-- serves: the decision that holds for a sentence
create unique index one_live_decision
    on sentence_decisions (sentence_id) where superseded_at is null;

-- What the machine suggests. Never a label.
create table predictions (
    sentence_id text not null references sentences,
    model_version text not null,
    score real check (score between 0 and 1),
    claimant text,
    result text not null check (json_valid(result)), -- claims and attributions, sentence offsets
    recorded_at text not null,
    superseded_at text,
    primary key (sentence_id, model_version)
) strict;
-- serves: the suggestion that holds for a sentence
create unique index one_live_prediction on predictions (sentence_id) where superseded_at is null;
"""
