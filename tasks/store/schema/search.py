"""What the search page looks things up in: words through SQLite's full-text index, and what to narrow by.

All of it is derived: triggers keep it in step with the record and the standings.
"""

from sqlite_utils import Database

TOKENIZER = "unicode61 remove_diacritics 2"
"""Words regardless of case and accents, in every script that puts spaces between words."""

SEARCH = """
-- What people said in words of their own about a sentence: notes, and addresses of evidence.
create table remarks (
    remark_id integer primary key,
    sentence_id text not null references sentences,
    annotation_id integer, -- said in this version of an annotation …
    version integer,
    adjudication_id integer references adjudications, -- … or by an editor
    text text not null,
    check ((annotation_id is null) = (version is null)),
    check ((annotation_id is null) <> (adjudication_id is null))
) strict;

create trigger remark_after_note after insert on judgements when new.note <> '' begin
    insert into remarks (sentence_id, annotation_id, version, text)
    select sentence_id, new.annotation_id, new.version, new.note
    from annotations where annotation_id = new.annotation_id;
end;
create trigger remark_after_evidence after insert on judgement_evidence begin
    insert into remarks (sentence_id, annotation_id, version, text)
    select sentence_id, new.annotation_id, new.version, new.url
    from annotations where annotation_id = new.annotation_id;
end;
create trigger remark_after_settled_note after insert on adjudications when new.note <> '' begin
    insert into remarks (sentence_id, adjudication_id, text)
    values (new.sentence_id, new.adjudication_id, new.note);
end;
create trigger remark_after_settled_evidence after insert on adjudication_evidence begin
    insert into remarks (sentence_id, adjudication_id, text)
    select sentence_id, new.adjudication_id, new.url
    from adjudications where adjudication_id = new.adjudication_id;
end;

insert into remarks (sentence_id, annotation_id, version, text)
    select sentence_id, annotation_id, version, note
    from judgements join annotations using (annotation_id) where note <> '';
insert into remarks (sentence_id, annotation_id, version, text)
    select sentence_id, annotation_id, version, url
    from judgement_evidence join annotations using (annotation_id);
insert into remarks (sentence_id, adjudication_id, text)
    select sentence_id, adjudication_id, note from adjudications where note <> '';
insert into remarks (sentence_id, adjudication_id, text)
    select sentence_id, adjudication_id, url from adjudication_evidence join adjudications
    using (adjudication_id);

-- What sentences can be narrowed by. Newer sentences have higher numbers.
create table search_facets (
    number integer primary key, -- of the sentence: its rowid, which is the full-text index's as well
    sentence_id text not null unique,
    article_id text not null,
    label text not null, -- as in sentence_standings; '' for null
    state text not null,
    claimant text not null, -- '' where none is suggested
    publisher text not null,
    published_on text not null -- '' where it is not known
) strict;
-- serves: searches narrowed by one thing, newest first
create index facets_by_label on search_facets (label, number);
create index facets_by_state on search_facets (state, number);
create index facets_by_article on search_facets (article_id, number);
"""


def _put_facets(standing: str, tables: str = "") -> str:
    return f"""
    insert into search_facets
    select s.rowid, s.sentence_id, s.article_id, coalesce({standing}.label, ''),
           coalesce({standing}.state, ''), coalesce(p.claimant, ''), r.publisher,
           coalesce(r.published_on, '')
    from {tables} sentences s
    join article_revisions r on r.article_id = s.article_id and r.superseded_at is null
    left join predictions p on p.sentence_id = s.sentence_id and p.superseded_at is null
    where s.sentence_id = {standing}.sentence_id
    on conflict (number) do update set label = excluded.label, state = excluded.state,
        claimant = excluded.claimant, publisher = excluded.publisher,
        published_on = excluded.published_on;
"""  # noqa: S608


FACETS = f"""
create trigger facets_after_standing after insert on sentence_standings begin {_put_facets("new")} end;
create trigger facets_after_change after update on sentence_standings begin {_put_facets("new")} end;
{_put_facets("standing", "sentence_standings standing,")}
"""


def enable_full_text(db: Database) -> None:
    """Full-text indexes over what is said in articles and about them, kept by triggers."""
    for table, columns in (
        ("sentences", ["text"]),
        ("remarks", ["text"]),
        ("search_facets", ["claimant", "publisher"]),
    ):
        db.table(table).enable_fts(columns, create_triggers=True, tokenize=TOKENIZER)
