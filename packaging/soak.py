"""The faults of the tests, again and again with other seeds, until a time is over.

    make soak                           half an hour
    make soak ARGS="--minutes 480"      a night
    make soak ARGS="--seed 7 --only kill"     what begins with that word; begin with a seed that was told

What it found is added to build/faults.json, in entries that begin with "soak". Exit 1 where something was lost.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.faults import watching  # noqa: E402 - the tests are not installed
from tests.faults.figures import Figures, add  # noqa: E402
from tests.faults.pool import PLAN, Asked, Broke, Pool  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (default: half an hour)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the first round; each next is one more")
    parser.add_argument("--only", default="", metavar="WORD", help="runs whose name begins with it")
    chosen = parser.parse_args()
    if not watching.may_watch():
        print("Only Linux lets its SQLite be watched: nothing was tried.")
        return 1
    end, seed, bad = time.monotonic() + 60 * chosen.minutes, chosen.seed, 0
    while time.monotonic() < end:
        bad += one_round(seed, chosen.only, end)
        seed += 1
    print(f"{'Nothing was lost.' if not bad else f'{bad} runs went wrong; their seeds stand above.'}")
    return 1 if bad else 0


def one_round(seed: int, only: str, end: float) -> int:
    """Every run once; returns how many went wrong."""
    runs = [run for run in PLAN if run.startswith(only)]
    pool = Pool(Asked(run, PLAN[run], seed) for run in runs)
    tried = bad = 0
    try:
        for run in runs:
            if time.monotonic() > end:
                break
            figures = told(pool, run)
            tried += figures.tried
            add(figures)
            if not is_fine(figures):
                bad += 1
                print(f"seed {seed}, {run}: {figures.told}", flush=True)
    finally:
        pool.close()
    print(f"seed {seed}: {tried} faults, {bad} runs went wrong", flush=True)
    return bad


def told(pool: Pool, run: str) -> Figures:
    try:
        return pool.figures_of(run)
    except Broke as error:
        return Figures(run, faults=[str(error)])


def is_fine(figures: Figures) -> bool:
    return figures.is_fine or any(words.startswith("skipped") for words in figures.more)


if __name__ == "__main__":
    sys.exit(main())
