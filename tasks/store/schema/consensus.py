"""How far checkers agree about a sentence, and which sentences all their checkers have answered."""

CONSENSUS = """
-- Of the claims about which checkers differ, the smallest share that the most frequent answer has;
-- 1: they differ about none.
alter table sentence_standings add column consensus real not null default 1;
update sentence_standings set consensus = coalesce((
    select min(
        1.0 * max(votes_verified, votes_disputed, votes_unverifiable, votes_not_a_claim)
            / (votes_verified + votes_disputed + votes_unverifiable + votes_not_a_claim))
    from claim_standings c
    where c.sentence_id = sentence_standings.sentence_id and c.method in ('majority', 'undecided')
), 1) where disagree = 1;

drop index standings_in_disagreement;
drop index standings_without_evidence;
-- serves: the queue of disagreements, oldest first, once all checkers answered
create index standings_in_disagreement on sentence_standings (decided_at, sentence_id)
    where disagree = 1 and state <> 'partly_labelled';
-- serves: the queue of disagreements, most disputed first
create index standings_by_consensus on sentence_standings (consensus, decided_at, sentence_id)
    where disagree = 1 and state <> 'partly_labelled';
-- serves: the queue of verdicts without evidence, oldest first, once all checkers answered
create index standings_without_evidence on sentence_standings (decided_at, sentence_id)
    where without_evidence = 1 and state <> 'partly_labelled';
"""
