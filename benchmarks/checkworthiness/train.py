"""Train the check-worthiness models and write their weights where the package ships them.

python -m benchmarks.checkworthiness.train ../shared/data/checkworthiness/claimbuster_train.jsonl
"""

import json
import sys
from pathlib import Path

from benchmarks.checkworthiness.corpus import read_corpus
from benchmarks.checkworthiness.fitting import ANY_LANGUAGE, ENGLISH, Fitted, fit_calibrated

PACKAGE = Path(__file__).parents[2] / "tasks" / "text" / "checkworthiness"
SMALLEST_WEIGHT = 5e-4  # of log-odds; whatever is smaller changes no ranking that anybody sees
DIGITS = 4


def main(data: Path) -> None:
    corpus = read_corpus(data, blocks=10)
    for name, kind in (("english", ENGLISH), ("any_language", ANY_LANGUAGE)):
        target = PACKAGE / f"{name}.json"
        target.write_text(as_json(fit_calibrated(corpus, kind)), "utf-8")
        print(f"{target.name}: {target.stat().st_size:,} bytes")


def as_json(fitted: Fitted) -> str:
    weights = {
        # Words stay even where they weigh nothing: they tell a name from a word that opens a sentence.
        family: {
            n: round(w, DIGITS) for n, w in named.items() if family == "words" or abs(w) >= SMALLEST_WEIGHT
        }
        for family, named in fitted.weights.items()
    }
    content = {"intercept": round(fitted.intercept, DIGITS), "weights": weights}
    return json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
