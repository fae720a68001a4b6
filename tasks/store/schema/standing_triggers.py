"""What marks standings as stale, and what keeps their counts."""


def _marks(name: str, event: str, sentences: str) -> str:
    """A trigger on the record.

    :param sentences: what selects the sentences that the change is about
    """
    return f"""
create trigger stale_after_{name} after {event} begin
    insert or ignore into stale_standings select article_id, sentence_id from sentences s where {sentences};
end;
"""  # noqa: S608


_ANNOTATED = "s.sentence_id = (select sentence_id from annotations where annotation_id = new.annotation_id)"
_ITSELF = "s.sentence_id = new.sentence_id"
_OF_ARTICLE = "s.article_id = new.article_id"
_OF_BATCH = "s.sentence_id in (select sentence_id from push_batch_sentences where batch_id = new.batch_id)"
_OF_PROJECT = "s.article_id in (select article_id from articles where project_id = new.project_id)"

# What is written along with one of these in the same transaction (places, judgements, evidence) needs no
# trigger of its own.
_MARKING = (
    ("revision", "insert on article_revisions", _OF_ARTICLE),
    ("move", "update of project_id on articles", _OF_ARTICLE),
    ("sentence", "insert on sentences", _ITSELF),
    ("decision", "insert on sentence_decisions", _ITSELF),
    ("superseded_decision", "update of superseded_at on sentence_decisions", _ITSELF),
    ("task", "insert on tasks", _ITSELF),
    ("gone_task", "update of gone_at on tasks", _ITSELF),
    ("batch", "insert on push_batch_sentences", _ITSELF),
    ("settled_batch", "update of settled_at on push_batches", _OF_BATCH),
    ("version", "insert on annotation_versions", _ANNOTATED),
    ("superseded_version", "update of superseded_at on annotation_versions", _ANNOTATED),
    ("case", "insert on quarantine", _ITSELF),
    ("settled_case", "update of settled_at on quarantine", _ITSELF),
    ("adjudication", "insert on adjudications", _ITSELF),
    ("superseded_adjudication", "update of superseded_at on adjudications", _ITSELF),
    ("more_checkers", "update of checkers_per_sentence on projects", _OF_PROJECT),
)

MARKING = "".join(_marks(*each) for each in _MARKING)

MARKING_OF_WITHDRAWN_TASKS = _marks("withdrawn_task", "update of withdrawn_at on tasks", _ITSELF)


def _count_sentences(row: str, sign: str) -> str:
    amounts = f"{sign}1, {sign}{row}.disagree, {sign}{row}.without_evidence"
    added = """do update set sentences = sentences + excluded.sentences,
        disagree = disagree + excluded.disagree,
        without_evidence = without_evidence + excluded.without_evidence;"""
    key = f"coalesce({row}.state, ''), coalesce({row}.label, '')"
    return f"""
    insert into standing_counts values ({row}.article_id, {key}, {amounts})
        on conflict (article_id, state, label) {added}
    insert into standing_totals values ({key}, {amounts}) on conflict (state, label) {added}"""  # noqa: S608


def _count_claim(row: str, sign: str) -> str:
    return f"""
    insert into claim_counts values ({row}.label, {row}.reason, substr({row}.decided_at, 1, 10), {sign}1)
        on conflict (label, reason, day) do update set claims = claims + excluded.claims;
    insert into stale_agreement values (substr({row}.decided_at, 1, 7), 1)
        on conflict (month) do update set changes = changes + 1;"""  # noqa: S608


def _count_answer(row: str, sign: str) -> str:
    """What Label Studio deleted counts for nothing."""
    return f"""
    insert into checker_counts
        select coalesce(person_id, 0), substr({row}.updated_at, 1, 10), {sign}({row}.state = 'answered'),
               {sign}({row}.state = 'skipped'), {row}.updated_at
        from annotations where annotation_id = {row}.annotation_id
        on conflict (person_id, day) do update set answered = answered + excluded.answered,
            skipped = skipped + excluded.skipped, last_at = max(last_at, excluded.last_at);"""  # noqa: S608


def _count_task(sign: str) -> str:
    return f"""
    insert into task_counts values (new.label_studio_project, {sign}1)
        on conflict (label_studio_project) do update set live = live + excluded.live;"""  # noqa: S608


COUNTING = f"""
create trigger count_new_standing after insert on sentence_standings begin{_count_sentences("new", "")}
end;
create trigger count_changed_standing after update on sentence_standings
when (old.state, old.label, old.disagree, old.without_evidence)
     is not (new.state, new.label, new.disagree, new.without_evidence)
begin{_count_sentences("old", "-")}{_count_sentences("new", "")}
end;
create trigger count_deleted_standing after delete on sentence_standings begin{_count_sentences("old", "-")}
end;
create trigger count_new_claim after insert on claim_standings begin{_count_claim("new", "")}
end;
create trigger count_deleted_claim after delete on claim_standings begin{_count_claim("old", "-")}
end;
create trigger count_answer after insert on annotation_versions
when new.superseded_at is null and new.state <> 'deleted'
begin{_count_answer("new", "")}
end;
create trigger count_superseded_answer after update of superseded_at on annotation_versions
when old.superseded_at is null and new.superseded_at is not null and new.state <> 'deleted'
begin{_count_answer("new", "-")}
end;
create trigger count_task after insert on tasks when new.gone_at is null begin{_count_task("")}
end;
create trigger count_gone_task after update of gone_at on tasks
when old.gone_at is null and new.gone_at is not null begin{_count_task("-")}
end;
create trigger count_task_again after update of gone_at on tasks
when old.gone_at is not null and new.gone_at is null begin{_count_task("")}
end;
"""

FILLING = """
insert into stale_standings select article_id, sentence_id from sentences;
insert into checker_counts
    select coalesce(a.person_id, 0), substr(v.updated_at, 1, 10),
           sum(v.state = 'answered'), sum(v.state = 'skipped'), max(v.updated_at)
    from annotation_versions v join annotations a using (annotation_id)
    where v.superseded_at is null and v.state <> 'deleted'
    group by 1, 2;
insert into task_counts
    select label_studio_project, count(*) from tasks where gone_at is null group by label_studio_project;
"""
