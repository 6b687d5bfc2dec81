"""`make bench`: measure, show a table, write build/bench.json. The work itself is in tests/benchmarks."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "benchmarks"), str(ROOT)]
runpy.run_path(str(ROOT / "tests" / "benchmarks" / "measure.py"), run_name="__main__")
