"""What tells that sentences read alike."""

LIKENESS = """
-- Keys under which sentences that read alike are found (tasks/text/duplicates.py).
-- serves: by its primary key, the sentences that share a key with a new one
create table sentence_likeness_keys (
    key integer not null,
    sentence_id text not null references sentences,
    primary key (key, sentence_id)
) strict, without rowid;
"""
