"""A new article before it is added: how it would be cut, and what an editor changes about it.

Each function takes a draft's content and gives the next; nothing is stored
here but by `add_draft`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.intake import Incoming, receive, record
from tasks.errors import InputError
from tasks.store.adding import Added
from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.store.decisions import EditorsWord, live_decisions
from tasks.store.drafts import DraftContent, DraftSentence
from tasks.store.likeness import find_alike
from tasks.store.places import iter_places
from tasks.store.projects import Project, open_project
from tasks.text import cuts
from tasks.text.analysis import read_sentences
from tasks.text.identity import sentence_ids
from tasks.text.mends import find_mends, held_mends
from tasks.text.reading import RawArticle
from tasks.text.selection import EVERYTHING, Selection, choose
from tasks.text.sentences import find_sentences
from tasks.types import Article, Span

MOST_COMPARED = 60
"""About how many sentences of a draft are looked up in other articles: enough to know a near duplicate by."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of a draft, and what the desk knows of its article already."""

    article_id: str | None  # of the known article that it is again; None: it is new
    title: str  # of that article
    is_unchanged: bool
    new: int  # sentences that were never in the article
    gone: int  # sentences of the known article that are not in the draft
    labelled: frozenset[int]  # places of the sentences that will be labelled
    known: frozenset[int]  # places of the sentences that the desk knows from this article


def draft_of(
    store: Store, raw: RawArticle, selection: Selection = EVERYTHING, project: Project | None = None
) -> DraftContent:
    """An article as it would be added if nobody changed anything.

    :param project: of an article that is new; a known one stays where it is
    """
    incoming = receive(store, raw)
    language = incoming.article.language
    sentences = _read(raw, language, incoming.spans, ())
    project_id = project.project_id if project else None
    return _recognised(store, DraftContent(raw, language, sentences, selection, project_id), incoming)


def correct(
    store: Store,
    content: DraftContent,
    raw: RawArticle,
    selection: Selection,
    project_id: int | None = None,
) -> DraftContent:
    """The draft with other particulars, another selection and another project.

    :param raw: with the text as it was
    :param project_id: of an article that is new; a known one stays where it is
    :raises InputError: there is no such project, or it is archived
    """
    if project_id is not None and project_id != content.project_id:
        open_project(store, project_id)
    changed = replace(content, raw=raw, selection=selection, project_id=project_id)
    if raw.url == content.raw.url:
        return changed
    return _recognised(store, changed, receive(store, raw))


def _recognised(store: Store, content: DraftContent, incoming: Incoming) -> DraftContent:
    """The draft with what the desk knows of its article."""
    this = incoming.article.article_id
    every = max(1, len(content.sentences) // MOST_COMPARED)
    texts = (one.span.of(content.raw.text) for one in content.sentences[::every])
    alike = tuple(find_alike(store, texts, besides=this))
    return replace(content, known=this if incoming.is_known else None, alike=alike)


def merge(content: DraftContent, at: int) -> DraftContent:
    """Join the sentence that starts at ``at`` to the one before it.

    :raises InputError: there is no such cut
    """
    return _cut_again(content, cuts.merge(_spans(content), at))


def split(content: DraftContent, at: int) -> DraftContent:
    """Begin a new sentence at ``at``.

    :raises InputError: that is no place for it
    """
    return _cut_again(content, cuts.split(content.raw.text, _spans(content), at))


def wish(content: DraftContent, at: int, is_in: bool | None) -> DraftContent:
    """Say whether the sentence that starts at ``at`` is to be labelled; ``None``: as the selection says.

    :raises InputError: no sentence starts there
    """
    if all(sentence.start != at for sentence in content.sentences):
        raise InputError("There is no such sentence any more. The page shows how they stand now.")
    return replace(
        content,
        sentences=tuple(
            replace(sentence, wish=is_in) if sentence.start == at else sentence
            for sentence in content.sentences
        ),
    )


def look(store: Store, content: DraftContent) -> Outlook:
    """What would become of a draft if it were added now."""
    texts = [one.span.of(content.raw.text) for one in content.sentences]
    known = get_article(store, content.known) if content.known else None
    if known is None:
        labelled = _to_be_labelled(content, {})
        return Outlook(None, "", False, len(texts), 0, frozenset(labelled), frozenset())
    this = known.article_id
    ids = sentence_ids(this, texts)
    decided = live_decisions(store, this)
    standing = {row["sentence_id"] for row in iter_places(store, this)}
    return Outlook(
        article_id=this,
        title=known.title or known.text[:90],
        is_unchanged=standing == set(ids) and not _changes(content.raw, known),
        new=sum(one not in decided for one in ids),
        gone=len(standing.difference(ids)),
        labelled=frozenset(
            _to_be_labelled(content, {i: decided[one] for i, one in enumerate(ids) if one in decided})
        ),
        known=frozenset(i for i, one in enumerate(ids) if one in decided),
    )


def _changes(raw: RawArticle, known: Article) -> bool:
    """Whether the source says something about an article that is not known so."""
    said = (raw.text, raw.title, raw.publisher, raw.byline, raw.url, raw.published_on)
    stands = (known.text, known.title, known.publisher, known.byline, known.url, known.published_on)
    return any(new and new != old for new, old in zip(said, stands, strict=True))


def _to_be_labelled(content: DraftContent, known: Mapping[int, str]) -> set[int]:
    """The places of the sentences that will be labelled.

    :param known: what was decided earlier, by place
    """
    wishes = _wishes(content)
    fresh = [i for i in range(len(content.sentences)) if i not in known]
    chosen = choose(
        [content.sentences[i].score for i in fresh],
        content.selection,
        {at: wishes[i] for at, i in enumerate(fresh) if i in wishes},
    )
    earlier = {i for i, decision in known.items() if wishes.get(i, decision != "leave_out")}
    return {fresh[at] for at in chosen.label} | earlier


def add_draft(store: Store, content: DraftContent, person_id: int) -> Added:
    """Add the article as its editor left it. Its sentences wait for the next push.

    :raises InputError: its project is archived by now
    """
    project = open_project(store, content.project_id) if content.project_id else None
    incoming = receive(store, content.raw)
    text, spans = content.raw.text, _spans(content)
    mends = find_mends(text, incoming.machine, spans)
    undone = [mend for mend in held_mends(text, incoming.machine, incoming.mends) if mend not in mends]
    return record(
        store,
        incoming,
        read_sentences(text, content.language, spans),
        content.selection,
        EditorsWord(person_id, _wishes(content), mends, undone),
        project,
    )


def _wishes(content: DraftContent) -> dict[int, bool]:
    return {i: one.wish for i, one in enumerate(content.sentences) if one.wish is not None}


def _spans(content: DraftContent) -> list[Span]:
    return [sentence.span for sentence in content.sentences]


def _cut_again(content: DraftContent, spans: Sequence[Span]) -> DraftContent:
    return replace(content, sentences=_read(content.raw, content.language, spans, content.sentences))


def _read(
    raw: RawArticle, language: str, spans: Sequence[Span], before: Sequence[DraftSentence]
) -> tuple[DraftSentence, ...]:
    """The sentences with what the machine says of them, and with the wishes of those they were cut from."""
    machine = set(find_sentences(raw.text, language))
    starts, ends = [one.start for one in before], [one.end for one in before]
    return tuple(
        DraftSentence(
            found.span.start,
            found.span.end,
            found.kind,
            found.score,
            found.claimant,
            found.span not in machine,
            _joint_wish(before[bisect_right(ends, found.span.start) : bisect_left(starts, found.span.end)]),
        )
        for found in read_sentences(raw.text, language, spans)
    )


def _joint_wish(parts: Sequence[DraftSentence]) -> bool | None:
    """Joined sentences are wanted where one of them is, and left out where all are."""
    if any(part.wish for part in parts):
        return True
    return False if parts and all(part.wish is False for part in parts) else None
