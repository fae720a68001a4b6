"""Random labelling, editing, deleting and dying for as long as you like; the account at the end.

    python -m benchmarks.endurance [--minutes N] [--seed N]

Ends with exit status 1 when anything was lost or doubled, and keeps the data folder then.
"""

import sys
import tempfile
import time
from pathlib import Path

import click

from annotator.services.environment_build import ensure_environment
from annotator.settings import load_settings
from benchmarks.endurance.run import endure


@click.command()
@click.option("--minutes", default=120.0, show_default=True, help="How long.")
@click.option("--seed", type=int, help="Of all that is random; made up and printed without it.")
def main(minutes: float, seed: int | None) -> None:
    seed = time.time_ns() % 1_000_000 if seed is None else seed
    folder = Path(tempfile.mkdtemp(prefix="annotator-endurance-"))
    print(f"Seed {seed}, {minutes:g} minutes, in {folder}", flush=True)
    environment = ensure_environment(load_settings().environment_folder).folder
    outcome = endure(folder, environment, minutes * 60, seed, lambda line: print(line, flush=True))
    print("\n| what | times |\n|---|---|")
    for name, times in sorted((outcome.acts + outcome.events).items()):
        print(f"| {name.replace('_', ' ')} | {times:,} |")
    print(f"\n{outcome.sentences:,} sentences, {outcome.answers:,} answers begun;")
    print(f"{outcome.unread} destroyed with their task before the desk could read them as they stood.")
    print(f"Alarms at the end: {'; '.join(outcome.alarms) or 'none'}.")
    if outcome.wrong:
        sys.exit("Wrong:\n" + "\n".join(outcome.wrong[:50]))
    print("Every sentence has one task, every acknowledged answer stands once, the ledger balances.")


if __name__ == "__main__":
    main()
