"""All measurements, or those named: ``python -m benchmarks [NAME...]``. `make bench` runs all."""

import subprocess
import sys

BENCHMARKS = {
    "segmentation": "sentences beside public libraries",
    "attribution": "who says what beside public libraries",
    "reading": "a large corpus in constant memory",
    "push": "push beside a bare bulk import",
    "releasing": "a complete release beside Label Studio's own export",
    "label_studio_servers": "which server serves Label Studio best",
}
"""Check-worthiness is measured by ``python -m benchmarks.checkworthiness.evaluate``: it takes minutes
of training and the data."""


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
