"""How checkers work and agree: derived from the record and the standings, for the page about people.

Like the standings, nothing here is a record. Votes are put down along with the
standings of their sentences; triggers on them keep the counts.
"""

VOTES = """
-- What each checker says of each claim, as it counts for the verdict; person 0 is an editor's word.
create table votes (
    claim_id text not null,
    person_id integer not null,
    sentence_id text not null,
    label text not null,
    primary key (claim_id, person_id)
) strict, without rowid;
-- serves: the votes of a sentence, to be put down anew
create index votes_by_sentence on votes (sentence_id);

-- Claims on which one person said this and another that; each pair of people in both orders.
create table vote_pairs (
    person_id integer not null,
    other_id integer not null,
    label text not null,
    other_label text not null,
    claims integer not null,
    primary key (person_id, other_id, label, other_label)
) strict, without rowid;

-- How long answers took: seconds, in steps of 10 from a minute on and of a minute from ten minutes on.
create table lead_times (
    person_id integer not null,
    seconds integer not null,
    answers integer not null,
    primary key (person_id, seconds)
) strict, without rowid;
"""


def _pair(row: str, sign: str) -> str:
    added = "on conflict do update set claims = claims + excluded.claims;"
    others = f"from votes v where v.claim_id = {row}.claim_id and v.person_id <> {row}.person_id {added}"
    return f"""
    insert into vote_pairs select {row}.person_id, v.person_id, {row}.label, v.label, {sign}1 {others}
    insert into vote_pairs select v.person_id, {row}.person_id, v.label, {row}.label, {sign}1 {others}"""


def _step(seconds: str) -> str:
    return f"""case when {seconds} < 60 then cast({seconds} as integer)
        when {seconds} < 600 then cast({seconds} / 10 as integer) * 10
        else cast(min({seconds}, 86400) / 60 as integer) * 60 end"""


def _lead_time(row: str, sign: str) -> str:
    return f"""
    insert into lead_times select person_id, {_step(f"{row}.lead_time")}, {sign}1 from annotations
        where annotation_id = {row}.annotation_id and person_id is not null
        on conflict do update set answers = answers + excluded.answers;"""  # noqa: S608


COUNTING_VOTES = f"""
create trigger pair_new_vote after insert on votes begin{_pair("new", "")}
end;
create trigger pair_deleted_vote after delete on votes begin{_pair("old", "-")}
end;
create trigger time_answer after insert on annotation_versions
when new.superseded_at is null and new.state = 'answered' and new.lead_time is not null
begin{_lead_time("new", "")}
end;
create trigger time_superseded_answer after update of superseded_at on annotation_versions
when old.superseded_at is null and new.superseded_at is not null and new.state = 'answered'
     and new.lead_time is not null
begin{_lead_time("new", "-")}
end;
"""

FILLING_VOTES = f"""
insert into lead_times
    select a.person_id, {_step("v.lead_time")}, count(*)
    from annotation_versions v join annotations a using (annotation_id)
    where v.superseded_at is null and v.state = 'answered' and v.lead_time is not null
      and a.person_id is not null
    group by 1, 2;
insert or ignore into stale_standings select article_id, sentence_id from sentences;
"""  # noqa: S608
