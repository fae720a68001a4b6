"""How everything stands: derived from the record, kept for pages that must be quick.

Nothing here is a record. All of it follows from the other tables through
`tasks.ledger.state_of` and `exports.verdicts.decide`, and may be deleted and
worked out again. Triggers on the record mark sentences as stale, whoever
writes; `exports.standings.refresh` works those out anew; triggers on the
standings keep the counts. So a standing that is not stale is true.
"""

STANDINGS = """
-- Sentences about which something was recorded since their standing was worked out.
-- Without foreign keys: each row is written by a trigger that has just seen the sentence.
create table stale_standings (
    article_id text not null,
    sentence_id text not null,
    primary key (article_id, sentence_id)
) strict, without rowid;

create table sentence_standings (
    sentence_id text primary key,
    article_id text not null,
    position integer, -- in the revision that stands; null: not in it
    state text, -- tasks.ledger.SentenceState; null: it was never decided whether to label it
    label text, -- a verdict, not_a_claim, undecided, several; null: nothing was said
    method text, -- exports.verdicts.Method where the sentence has one outcome
    answered integer not null, -- checkers whose answer stands
    skipped integer not null, -- checkers who declined, and answered nothing
    claims integer not null,
    disagree integer not null, -- 1: checkers differ about a claim, and no editor settled it
    without_evidence integer not null, -- 1: a claim is verified or disputed without any address
    decided_at text -- when the last judgement that counts was made
) strict, without rowid;
-- serves: the sentences of an article in reading order
create index standings_by_article on sentence_standings (article_id, position);
-- serves: what needs somebody, by kind of trouble
create index standings_in_trouble on sentence_standings (state, sentence_id)
    where state in ('in_doubt', 'missing', 'quarantined');
-- serves: sentences that nobody decided about
create index standings_never_decided on sentence_standings (sentence_id) where state is null;
-- serves: the queue of disagreements, oldest first
create index standings_in_disagreement on sentence_standings (decided_at, sentence_id) where disagree = 1;
-- serves: the queue of verdicts without evidence, oldest first
create index standings_without_evidence
    on sentence_standings (decided_at, sentence_id) where without_evidence = 1;

-- Claims with what was decided about them. A sentence that was found to hold no claim has a row as
-- well, as a whole and with the label not_a_claim, because it was judged and counts as an outcome.
create table claim_standings (
    claim_id text primary key,
    sentence_id text not null,
    article_id text not null,
    char_start integer, -- in the sentence; null: all of it
    char_end integer,
    label text not null, -- a verdict, not_a_claim, undecided
    method text not null, -- exports.verdicts.Method
    reason text not null, -- why it is unverifiable; empty where nothing was said, or it is not
    votes_verified integer not null,
    votes_disputed integer not null,
    votes_unverifiable integer not null,
    votes_not_a_claim integer not null,
    evidence integer not null, -- addresses given with the judgements that count
    decided_at text not null -- Label Studio's clock; ours where an editor settled it
) strict, without rowid;
-- serves: the claims of a sentence
create index claim_standings_by_sentence on claim_standings (sentence_id);
-- serves: unverifiable claims that are due for another look, oldest first
create index unverifiable_claims on claim_standings (decided_at, claim_id)
    where label = 'unverifiable' and reason <> 'too_vague';
-- serves: agreement in one month
create index claim_standings_by_month on claim_standings (
    substr(decided_at, 1, 7), article_id,
    votes_verified, votes_disputed, votes_unverifiable, votes_not_a_claim
);

-- Sentences by article, state and label ('' for null).
create table standing_counts (
    article_id text not null,
    state text not null,
    label text not null,
    sentences integer not null,
    disagree integer not null,
    without_evidence integer not null,
    primary key (article_id, state, label)
) strict, without rowid;

-- The same over all articles.
create table standing_totals (
    state text not null,
    label text not null,
    sentences integer not null,
    disagree integer not null,
    without_evidence integer not null,
    primary key (state, label)
) strict, without rowid;

-- Claims by label, reason and the day of the last judgement that counts.
create table claim_counts (
    label text not null,
    reason text not null,
    day text not null,
    claims integer not null,
    primary key (label, reason, day)
) strict, without rowid;

-- What checkers did, by the day of Label Studio's clock. Kept by triggers on the record itself.
create table checker_counts (
    person_id integer not null, -- 0: Label Studio does not say who
    day text not null,
    answered integer not null,
    skipped integer not null,
    last_at text not null, -- of the last answer or skip that came in on that day, standing or not
    primary key (person_id, day)
) strict, without rowid;

-- Tasks that Label Studio has. Kept by triggers on the record itself.
create table task_counts (
    label_studio_project integer primary key,
    live integer not null
) strict;

-- Agreement by month of the last judgement: Krippendorff's alpha with its 95 % interval.
create table agreement_standings (
    month text primary key,
    units integer not null, -- claims, and sentences found to hold none, with two judgements or more
    alpha real, -- null: cannot be worked out
    low real, -- null: no interval can be given
    high real
) strict, without rowid;

-- serves: what was ever settled about a sentence, which its standing is worked out from
create index adjudications_by_sentence on adjudications (sentence_id);

-- Months in which something changed since their agreement was worked out.
create table stale_agreement (
    month text primary key,
    changes integer not null -- so that one that comes while it is worked out is not lost
) strict, without rowid;
"""
