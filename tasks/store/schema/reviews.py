"""What editors ask about claims, and what Label Studio has to be told of what they decided."""

REVIEWS = """
-- What an editor asks about a claim. It stands until it has ended; null offsets are all of the sentence.
create table review_requests (
    request_id integer primary key,
    kind text not null check (kind in ('flag', 'opinion', 'send_back')),
    sentence_id text not null references sentences,
    char_start integer,
    char_end integer,
    note text not null, -- why, in the editor's words
    checkers integer, -- of an opinion: how many are to answer the sentence
    asked_by integer not null references people,
    asked_at text not null,
    ended_at text,
    ended_as text check (ended_as in ('settled', 'answered', 'withdrawn')),
    ended_by integer references people, -- null while it stands, or the desk itself
    check ((char_start is null) = (char_end is null)),
    check ((kind = 'opinion') = (checkers is not null)),
    check ((ended_at is null) = (ended_as is null))
) strict;
-- serves: what is asked about a sentence; the same thing is asked once
create unique index one_live_request
    on review_requests (sentence_id, kind, coalesce(char_start, -1), coalesce(char_end, -1))
    where ended_at is null;
-- serves: the queues of what editors flagged and of what waits for checkers, oldest first
create index live_requests_by_time on review_requests (kind, asked_at, sentence_id) where ended_at is null;
-- serves: how many checkers a sentence needs, and what was asked about it before
create index requests_by_sentence on review_requests (sentence_id);

-- The checkers to whom a sentence was sent back.
create table review_request_people (
    request_id integer not null references review_requests,
    person_id integer not null references people,
    primary key (request_id, person_id)
) strict, without rowid;
-- serves: what was sent back to one checker
create index sent_back_to on review_request_people (person_id, request_id);

-- Sentences about which editors decided something that Label Studio was not told yet. Triggers write
-- it along with the decision, so that no crash comes between; `tasks.tell` takes rows away.
create table untold_decisions (
    sentence_id text primary key,
    round integer not null -- goes up with each decision: the row was not meant where it moved meanwhile
) strict, without rowid;

-- The editor's word as it stands in Label Studio under a task.
create table ground_truths (
    task_id integer primary key references tasks,
    result text not null check (json_valid(result)),
    told_at text not null
) strict;
"""

_UNTOLD = """
    insert into untold_decisions values (new.sentence_id, 1)
        on conflict (sentence_id) do update set round = round + 1;
"""

_DECIDED = """
    (exists (select 1 from adjudications j where j.sentence_id = new.sentence_id and j.superseded_at is null)
     or exists (select 1 from review_requests r where r.sentence_id = new.sentence_id and r.kind = 'opinion'))
"""


def _untold_after(name: str, event: str, when: str = "true") -> str:
    return f"create trigger untold_after_{name} after {event} when {when} begin{_UNTOLD}end;\n"


# Another opinion changes how many checkers a sentence needs, and so where it stands.
_STALE = """
    insert or ignore into stale_standings
        select article_id, sentence_id from sentences where sentence_id = new.sentence_id;
"""

TELLING = "".join(
    (
        _untold_after("adjudication", "insert on adjudications"),
        _untold_after("superseded_adjudication", "update of superseded_at on adjudications"),
        _untold_after("opinion", "insert on review_requests", "new.kind = 'opinion'"),
        _untold_after("ended_opinion", "update of ended_at on review_requests", "new.kind = 'opinion'"),
        _untold_after("task", "insert on tasks", f"new.gone_at is null and {_DECIDED}"),
        _untold_after("returned_task", "update of gone_at on tasks", f"new.gone_at is null and {_DECIDED}"),
    )
)

STALING = "".join(
    f"create trigger stale_after_{name} after {event} on review_requests"
    f" when new.kind = 'opinion' begin{_STALE}end;\n"
    for name, event in (("opinion", "insert"), ("ended_opinion", "update of ended_at"))
)
