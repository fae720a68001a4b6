"""All measurements, or those named: ``python -m benchmarks [NAME...]``. `make bench` runs all."""

import subprocess
import sys

BENCHMARKS = {
    "segmentation": "sentences beside public libraries",
    "attribution": "who says what beside public libraries",
    "reading": "a large corpus in constant memory",
    "pages": "every page of the desk in a large store",
    "push": "push beside a bare bulk import",
    "pull": "a delta beside a full pull, and that beside a bare export",
    "releasing": "a complete release beside Label Studio's own export",
    "release_floor": "what the libraries alone take of a release",
    "label_studio_servers": "which server serves Label Studio best",
}
"""Not among them: ``python -m benchmarks.checkworthiness.evaluate`` (minutes of training, and the data),
``python -m benchmarks.checkers`` (300 of them for ten minutes) and ``python -m benchmarks.endurance``
(two hours of random trouble)."""


def main() -> None:
    wanted = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(wanted) - BENCHMARKS.keys():
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    failed = []
    for name in wanted:
        print(f"\n## {name}: {BENCHMARKS[name]}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
