"""Throw made-up packs at the pack reader, guided by what each of them reaches (atheris, libFuzzer).

    make fuzz ARGS="--seconds 3600"      new inputs go to build/fuzz/corpus, what breaks to build/fuzz/found
    make fuzz ARGS="--keep 200"          afterwards: the smallest inputs that reach as much, into tests/packs/corpus

A maintainer's tool with an environment of its own; `make test` only plays the kept inputs again.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "packs" / "corpus"
PLACE = ROOT / "build" / "fuzz"
LONGEST = 6_000  # bytes of an input
WORDS = (
    "=== pack.toml\\x0a", "=== lessons/a.es.md\\x0a", "=== lessons/a.en.md\\x0a", "=== scenes/a.es.md\\x0a",
    "=== practices/a.es.md\\x0a", "=== cards/a.es.md\\x0a", "=== checkins/a.toml\\x0a", "=== help/lines.toml\\x0a",
    "=== workshops/a.toml\\x0a", "=== pictures/a.svg\\x0a", "=== signature.toml\\x0a", "---\\x0a", "\\x0a## ", "{#a}",
    "::: check id=a\\x0a", "::: room\\x0a# ", "::: notes\\x0a", "::: keys\\x0a- ", "::: notice\\x0a", ":::\\x0a",
    "- [ ] ", "- [x] ", "  > ", "](#a) {care=cares}", "{{w}}", "needs=\\x22trust>=3\\x22", "[[", "]]", "../",
    " = { es = \\x22a\\x22, en = \\x22b\\x22 }", "<svg xmlns=\\x22http://www.w3.org/2000/svg\\x22>", "<!ENTITY",
    "PK\\x01\\x02", "PK\\x03\\x04", "PK\\x05\\x06", "PK\\x06\\x07",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, help="how long (default: ten minutes)")
    parser.add_argument("--keep", type=int, default=0, metavar="N", help="renew the kept inputs, N at most")
    parser.add_argument("--inside", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside is not None:
        return _run_inside(arguments.inside)
    found = PLACE / "found"
    for folder in (KEPT, PLACE / "corpus", PLACE / "first", found):
        folder.mkdir(parents=True, exist_ok=True)
    if arguments.keep:
        return _keep(arguments.keep)
    _write_first(PLACE / "first")
    words = PLACE / "words.dict"
    words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
    limits = [f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=1500", f"-max_total_time={arguments.seconds}"]
    done = _again(*limits, f"-dict={words}", f"-artifact_prefix={found}/", "-print_final_stats=1", *_places())
    return done or int(any(found.iterdir()))


def _again(*inside: str) -> int:
    """In a process of its own: libFuzzer ends the one it runs in."""
    return subprocess.run([sys.executable, __file__, "--inside", *inside], cwd=ROOT, check=False).returncode


def _places() -> list[str]:
    return [str(folder) for folder in (PLACE / "corpus", PLACE / "first", KEPT)]


def _run_inside(arguments: list[str]) -> int:
    import atheris  # only in this environment

    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["carecompanion", "tomllib", "zipfile", "yaml"]):
        from tests.packs.reading import try_one

    def take(data: bytes) -> None:
        try_one(data)

    atheris.Setup([sys.argv[0], *arguments], take)
    atheris.Fuzz()
    return 0


def _write_first(folder: Path) -> None:
    """What to begin with: the documents of the tests' packs one by one, each pack zipped, and every hostile pack."""
    sys.path.insert(0, str(ROOT))
    from tests.packs.hostile.cases import every_case
    from tests.packs.reading import as_input

    for pack in (ROOT / "tests" / "packs" / "good", ROOT / "tests" / "packs" / "rehearsal"):
        for number, (name, content) in enumerate(_contents(pack).items()):
            (folder / f"{pack.name}-{number}").write_bytes(as_input({name: content}))
        shutil.make_archive(str(folder / pack.name), "zip", pack)
    workshop = ROOT / "tests" / "packs" / "training" / "jornada.toml"
    (folder / "workshop").write_bytes(as_input({"workshops/jornada.toml": workshop.read_bytes()}))
    for number, case in enumerate(every_case()):
        with tempfile.TemporaryDirectory() as place:
            pack = case.make(Path(place))
            made = pack.read_bytes() if pack.is_file() else as_input(_contents(pack))
        if len(made) <= LONGEST:
            (folder / f"hostile-{number}").write_bytes(made)


def _contents(pack: Path) -> dict[str, bytes]:
    files = (file for file in sorted(pack.rglob("*")) if file.is_file() and not file.is_symlink())
    return {file.relative_to(pack).as_posix(): file.read_bytes() for file in files}


def _keep(most: int) -> int:
    """Of all inputs, from the smallest on, those that reach a line of the reader that no smaller one reached."""
    sys.path.insert(0, str(ROOT))
    from tests.packs.reading import try_one

    inputs = sorted(
        {file.read_bytes() for place in _places() for file in Path(place).iterdir()}, key=lambda one: (len(one), one)
    )
    reached: set[tuple[str, int]] = set()
    kept = []
    for data in inputs:
        lines = _lines_of(lambda data=data: try_one(data))
        if lines - reached and len(kept) < most:
            reached |= lines
            kept.append(data)
    for old in KEPT.iterdir():
        old.unlink()
    for data in kept:
        (KEPT / sha256(data).hexdigest()[:16]).write_bytes(data)
    print(f"{len(kept)} of {len(inputs)} inputs are kept; they reach {len(reached)} lines of the reader")
    return 0


def _lines_of(work: Callable[[], object]) -> set[tuple[str, int]]:
    """Which lines of the reader `work` goes through."""
    reader, lines = str(ROOT / "carecompanion" / "content"), set()

    def trace(frame: FrameType, event: str, _value: object) -> Any:
        if not frame.f_code.co_filename.startswith(reader):
            return None
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return lines


if __name__ == "__main__":
    sys.exit(main())
