"""Measure the check-worthiness model against TF-IDF with logistic regression, in one run.

    python -m benchmarks.checkworthiness.evaluate DATA.jsonl [--plot RELIABILITY.svg]

Whole blocks of neighbouring sentences (some debates each) are held out in
turn; everything, the calibration too, is fitted on the other blocks.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline, make_union

from benchmarks.checkworthiness.corpus import Corpus, read_corpus
from benchmarks.checkworthiness.fitting import ANY_LANGUAGE, ENGLISH, Kind, fit_calibrated
from benchmarks.checkworthiness.reliability import draw, expected_calibration_error
from tasks.text.checkworthiness import check_worthiness

Scores = npt.NDArray[np.float64]
Learner = Callable[[Corpus, Sequence[str]], Sequence[float]]
BLOCKS = 10


def ours(kind: Kind) -> Learner:
    def learn(corpus: Corpus, sentences: Sequence[str]) -> list[float]:
        return [1 / (1 + math.exp(-x)) for x in fit_calibrated(corpus, kind).log_odds(sentences)]

    return learn


def tf_idf(*vectorizers: TfidfVectorizer, penalty: float = 1.0) -> Learner:
    def learn(corpus: Corpus, sentences: Sequence[str]) -> Sequence[float]:
        pipeline = make_pipeline(make_union(*vectorizers), LogisticRegression(C=penalty, max_iter=2000))
        pipeline.fit(corpus.sentences, corpus.labels)
        scores: Sequence[float] = pipeline.predict_proba(sentences)[:, 1]
        return scores

    return learn


WORDS_AND_MARKS = r"(?u)\w+|[^\w\s]"
LEARNERS: dict[str, Learner] = {
    "ours": ours(ENGLISH),
    "ours, any language (figures and marks)": ours(ANY_LANGUAGE),
    "TF-IDF, words": tf_idf(TfidfVectorizer()),
    "TF-IDF, words and pairs": tf_idf(TfidfVectorizer(ngram_range=(1, 2))),
    "TF-IDF, words, pairs and letters, tuned": tf_idf(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORDS_AND_MARKS),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        penalty=4.0,
    ),
}


def held_out_scores(corpus: Corpus, learn: Learner) -> Scores:
    scores = np.zeros(len(corpus.labels))
    for group in sorted(set(corpus.groups)):
        outside, inside = corpus.split({group})
        scores[inside] = learn(corpus.part(outside), corpus.part(inside).sentences)
    return scores


def figures(corpus: Corpus, scores: Scores) -> dict[str, float]:
    labels, groups = np.array(corpus.labels), np.array(corpus.groups)
    by_block = [
        average_precision_score(labels[groups == group], scores[groups == group])
        for group in sorted(set(groups))
    ]
    return {
        "average_precision": average_precision_score(labels, scores),
        "mean_of_blocks": float(np.mean(by_block)),
        "worst_block": min(by_block),
        "roc_auc": roc_auc_score(labels, scores),
        "brier": brier_score_loss(labels, scores),
        "ece": expected_calibration_error(labels, scores),
    }


def speed(sentences: Sequence[str]) -> float:
    """Sentences a second on one core, best of five; the shipped model."""
    check_worthiness(sentences)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        check_worthiness(sentences)
        times.append(time.perf_counter() - start)
    return len(sentences) / min(times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--plot", type=Path, help="where to draw the reliability plot (SVG)")
    options = parser.parse_args()
    corpus = read_corpus(options.data, BLOCKS)
    results = {}
    for name, learn in LEARNERS.items():
        scores = held_out_scores(corpus, learn)
        results[name] = {figure: round(value, 4) for figure, value in figures(corpus, scores).items()}
        if name == "ours" and options.plot:
            draw(np.array(corpus.labels), scores, options.plot)
    print(json.dumps({"learners": results, "sentences_a_second": round(speed(corpus.sentences))}, indent=2))


if __name__ == "__main__":
    main()
