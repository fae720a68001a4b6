"""What makes long lists of sentences quick."""

SENTENCE_LISTS = """
-- serves: sentences in one state, page by page
create index standings_by_state on sentence_standings (state, sentence_id) where position is not null;
-- serves: sentences of one verdict, page by page
create index standings_by_label on sentence_standings (label, sentence_id) where label is not null;
-- serves: sentences about which checkers differ, page by page
create index disagreeing_by_id on sentence_standings (sentence_id) where disagree = 1;
-- serves: sentences with a verdict without evidence, page by page
create index without_evidence_by_id on sentence_standings (sentence_id) where without_evidence = 1;
"""
