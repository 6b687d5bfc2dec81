"""`make audit`: are holes known in what ships? Asks the network; for maintainers, before a version goes out.

Exit 0 only where every pinned package was looked up and none has a known hole. pip-audit alone says "No known
vulnerabilities" about packages it could not ask for; here no answer is never a good one. Whatever is given goes to
pip-audit, `-s osv` for example, which asks another list.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from licences import pinned

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "packaging" / "release.txt"
ASK = ("-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
NO_ANSWER = (
    "The list of known holes did not answer, so nothing is known about what ships. Try again with a connection; "
    'another list answers to `make audit ARGS="-s osv"`.'
)


def ask(arguments: list[str]) -> str:
    """What pip-audit says, as JSON. Its own summary calls a list it could not ask a clean one, so nobody sees that."""
    command = [sys.executable, *ASK, "--requirement", str(PINS), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if not done.stdout:
        print("\n".join(done.stderr.splitlines()[-1:]), file=sys.stderr)
    return done.stdout


def verdict(answer: str, pins: dict[str, str]) -> tuple[int, list[str]]:
    """The exit code, and the sentences that go with it."""
    try:
        found: list[dict[str, Any]] = json.loads(answer)["dependencies"]
        holes = list(holes_in(found))
        looked_at = {(one["name"], one["version"]) for one in found if "vulns" in one}
    except (ValueError, KeyError, TypeError):
        return 2, [NO_ANSWER]
    unknown = [f"{name} {version}" for name, version in pins.items() if (name, version) not in looked_at]
    if len(unknown) == len(pins):
        return 2, [NO_ANSWER]
    if unknown:
        holes.append(f"Not looked up, so nothing is known about them: {', '.join(unknown)}.")
    return (1, holes) if holes else (0, [f"{len(pins)} packages ship; no hole is known in any of them."])


def holes_in(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in found
        for hole in one.get("vulns", ())
    ]


def main(arguments: list[str]) -> int:
    code, words = verdict(ask(arguments), pinned(PINS))
    print("\n".join(words), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
