"""The inputs that the fuzzer kept are played again: read, or refused in words."""

from pathlib import Path

import pytest

from tests.packs.reading import BASE, as_input, files_in, try_one

KEPT = Path(__file__).with_name("corpus")
GOOD = Path(__file__).with_name("good")


def test_every_kept_input_is_read_or_refused() -> None:
    kept = sorted(file for file in KEPT.iterdir() if file.is_file())
    assert len(kept) >= 50
    outcomes = {try_one(file.read_bytes()) for file in kept}
    assert len(outcomes) >= 20, "they are all refused for one reason: nothing is reached any more"


def test_a_good_pack_goes_through() -> None:
    """What the fuzzer begins with is read whole, and what it finds would be heard of."""
    files = {one.relative_to(GOOD).as_posix(): one.read_bytes() for one in sorted(GOOD.rglob("*")) if one.is_file()}
    data = as_input(files)
    assert {name: content.strip() for name, content in files_in(data).items()} == {
        name: content.strip() for name, content in files.items()
    }
    assert try_one(data) == ""
    assert "UTF-8" in try_one(as_input({"pack.toml": b"\xff"}))


def test_a_finding_would_be_heard_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carecompanion.content.tables.did_you_mean", lambda *_words: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        try_one(as_input({"pack.toml": BASE + b"unknown = 1\n"}))
