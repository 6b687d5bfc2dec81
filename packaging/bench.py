"""`make bench`: measure, show a table, write build/bench.json. The work is in tests/benchmarks, where pytest finds it."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "benchmarks"))
runpy.run_path(str(Path(sys.path[0]) / "measure.py"), run_name="__main__")
