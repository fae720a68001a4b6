"""What makes long lists quick."""

SENTENCE_LISTS = """
-- serves: sentences in one state, page by page
create index standings_by_state on sentence_standings (state, sentence_id) where position is not null;
-- serves: sentences of one verdict, page by page
create index standings_by_label on sentence_standings (label, sentence_id) where label is not null;
-- serves: articles, newest first, page by page; many come at one moment
drop index articles_by_time;
create index articles_by_time on articles (added_at, article_id);
-- serves: everything that was ever decided about a sentence
create index decisions_by_sentence on sentence_decisions (sentence_id, decision_id);
-- serves: sentences about which checkers differ, page by page
create index disagreeing_by_id on sentence_standings (sentence_id) where disagree = 1;
-- serves: sentences with a verdict without evidence, page by page
create index without_evidence_by_id on sentence_standings (sentence_id) where without_evidence = 1;
"""
