"""What a measured process says to the one that measures. Apart, and nearly empty: it counts in the bare window too."""

import sys


def report(found: dict[str, object]) -> None:
    """One line of JSON."""
    import json  # late: a bare window has none

    sys.stdout.write("\n" + json.dumps(found) + "\n")
    sys.stdout.flush()
