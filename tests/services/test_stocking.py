"""Contents: a pack is added whole or not at all, asked about where in doubt, and taken away with nothing lost."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, PackId
from carecompanion.content.signing import MakersKey, sign
from carecompanion.errors import (
    AddingStopped,
    ContentMissing,
    PackError,
    PackRefused,
    StorageError,
    StorageFull,
    StorageReadOnly,
)
from carecompanion.paths import find_paths
from carecompanion.services import stocking
from carecompanion.services.stocking import NEW, OLD, Progress, Stocking
from tests.packs.hostile.parts import as_folder, tiny, zipped
from tests.packs.reading import BASE, MemoryFiles

P = PackId("p")
HELP = b'[[lines]]\nid = "a"\nkind = "violence"\nnumber = "100"\nsource = "s"\nseen_on = 2026-01-01\n'
HELP += b"".join(b'[lines.%s]\nes = "x"\nen = "x"\n' % key for key in (b"title", b"who", b"hours"))


def version(number: str, files: dict[str, bytes] | None = None) -> dict[str, bytes]:
    return (files or tiny()) | {"pack.toml": BASE.replace(b'version = "1"', f'version = "{number}"'.encode())}


def signed(files: dict[str, bytes], name: str = "Casa Retama", secret: int = 1) -> dict[str, bytes]:
    return files | {"signature.toml": sign(MemoryFiles(files), MakersKey(name, bytes([secret]) * 32)).encode()}


class House:
    """A computer with one pack of the program's own, called "own", version 5."""

    def __init__(self, place: Path, clock: Callable) -> None:
        self.place, self.installed = place, place / "data" / "packs"
        self.bundled = place / "bundled"
        own = version("5")
        own["pack.toml"] = own["pack.toml"].replace(b'id = "p"', b'id = "own"')
        as_folder(self.bundled, own)
        self.library = Library([self.bundled, self.installed], own=self.installed)
        self.stocking = Stocking(self.installed, lambda: self.library, clock)

    def file(self, files: dict[str, bytes], name: str = "de la casa.carepack") -> Path:
        made = self.place / name
        made.write_bytes(zipped(files).bytes())
        return made

    def add(self, files: dict[str, bytes], name: str = "de la casa.carepack") -> tuple[str, ...]:
        offer = self.stocking.look_at(self.file(files, name), Progress())
        self.stocking.add(offer, Progress())
        return offer.doubts

    def versions(self) -> dict[str, str]:
        """As a program that starts now would see it."""
        fresh = Library([self.bundled, self.installed], own=self.installed)
        assert fresh.damaged() == ()
        return {placed.index.card.id: placed.index.card.version for placed in fresh.stock()}

    def left(self) -> list[str]:
        return sorted(one.name for one in self.installed.iterdir() if one.name.startswith("."))


@pytest.fixture
def house(tmp_path: Path, clock) -> House:
    i18n.speak("en", find_paths().resources / "i18n")
    return House(tmp_path, clock)


# adding


def test_a_pack_is_added_and_says_where_it_is_from(house: House, clock) -> None:
    assert house.add(tiny()) == ()
    found = next(one for one in house.stocking.packs() if one.index.card.id == P)
    assert (found.is_own, found.came_from, found.came_on) == (True, "de la casa.carepack", clock().astimezone().date())
    assert found.size == sum(map(len, tiny().values()))
    assert house.library.lesson(LessonId("p/a"), "es").title == "A"  # at once, without a new start
    assert house.left() == []


def test_a_newer_version_takes_the_place_of_an_older_one(house: House) -> None:
    house.add(tiny())
    offer = house.stocking.look_at(house.file(version("2")), Progress())
    assert (offer.before, offer.doubts) == ("1", ())
    house.stocking.add(offer, Progress())
    assert house.versions() == {"own": "5", "p": "2"}
    assert len(list(house.installed.iterdir())) == 1


def test_an_older_version_is_asked_about(house: House) -> None:
    house.add(version("2.10"))
    (doubt,) = house.add(version("2.9"))
    assert "older: it has version 2.9" in doubt
    assert house.versions()["p"] == "2.9"


def test_the_same_version_is_put_in_again(house: House) -> None:
    house.add(tiny())
    shutil.rmtree(next(house.installed.iterdir()) / "pictures")
    house.library.reload()
    assert house.add(tiny()) == ()
    assert (house.versions()["p"], len(list(house.installed.iterdir()))) == ("1", 1)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (signed(tiny()), tiny(), "was signed by Casa Retama. This file is not signed"),
        (signed(tiny()), signed(tiny(), "Casa Retama", 2), "signed with another key"),
        (signed(tiny()), signed(tiny()), ""),
        (tiny(), signed(tiny()), ""),
    ],
)
def test_another_hand_is_asked_about(house: House, before: dict, after: dict, says: str) -> None:
    house.add(before)
    doubts = house.add(after)
    assert [says in doubt for doubt in doubts] == ([True] if says else [])


def test_new_phone_numbers_are_asked_about(house: House) -> None:
    (doubt,) = house.add(tiny() | {"help/lines.toml": HELP})
    assert "brings 1 phone number" in doubt
    assert house.add(version("2", tiny() | {"help/lines.toml": HELP})) == ()  # they were there before


def test_the_programs_own_pack_is_replaced_only_by_a_newer_one_and_asked_about(house: House) -> None:
    def own(number: str) -> dict[str, bytes]:
        files = version(number)
        return files | {"pack.toml": files["pack.toml"].replace(b'id = "p"', b'id = "own"')}

    for number in ("4", "5"):
        with pytest.raises(PackRefused, match="already brings “P”, version 5"):
            house.add(own(number))
    (doubt,) = house.add(own("6"))
    assert "comes with the program" in doubt
    (found,) = house.stocking.packs()
    assert (found.is_own, found.instead_of, found.index.card.version) == (True, "5", "6")
    with pytest.raises(PackRefused):  # still no way below what the program brings
        house.add(own("3"))
    house.stocking.remove(PackId("own"))
    assert house.versions() == {"own": "5"}


def test_what_is_wrong_is_refused_and_nothing_is_written(house: House) -> None:
    with pytest.raises(PackError) as refused:
        house.add(tiny() | {"lessons/a.es.md": b"x"})
    assert (refused.value.file, refused.value.line) == ("lessons/a.es.md", 1)
    assert not house.installed.exists()


def test_a_file_that_changes_meanwhile_is_not_taken(house: House) -> None:
    offer = house.stocking.look_at(house.file(tiny()), Progress())
    house.file(version("7"))
    with pytest.raises(PackError, match="changed while it was being read"):
        house.stocking.add(offer, Progress())
    (house.place / "de la casa.carepack").unlink()
    with pytest.raises(PackError, match="no pack here"):
        house.stocking.add(offer, Progress())
    assert (house.versions(), house.left()) == ({"own": "5"}, [])


def test_a_person_may_stop_it_at_any_point(house: House) -> None:
    house.add(tiny())
    offer = house.stocking.look_at(house.file(version("2")), Progress())
    stops = 0
    while True:
        progress = StopsAfter(stops)
        try:
            house.stocking.add(offer, progress)
        except AddingStopped:
            assert (house.versions()["p"], house.left()) == ("1", [])
            stops += 1
        else:
            break
    assert stops > 8 and progress.share == pytest.approx(0.6) and house.versions()["p"] == "2"
    stopped = Progress()
    stopped.is_stopped = True
    with pytest.raises(AddingStopped):
        house.stocking.look_at(house.file(version("3")), stopped)


class StopsAfter(Progress):
    """A person presses Cancel at the nth file."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._left = count

    def went(self, count: int) -> None:
        self._left -= 1
        self.is_stopped = self._left < 0
        super().went(count)


# what goes wrong on the disk


class PowerCut(BaseException):
    """Nothing is tidied any more."""


@pytest.mark.parametrize("after", ["2", "0.5"])
def test_after_a_power_cut_there_is_the_old_or_the_new(
    house: House, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every step that touches the disk. (What a disk does with what was not synced is tried with the faults.)"""
    house.add(tiny())
    offer = house.stocking.look_at(house.file(version(after)), Progress())
    cuts, seen = 0, set()
    while _is_cut(house, offer, cuts, monkeypatch):
        found = house.versions()["p"]
        seen.add(found)
        assert found in ("1", after)
        cuts += 1
        house.library.reload()
        if found != "1":
            house.add(tiny(), "otra vez.carepack")
    assert cuts > 20 and "1" in seen
    house.add(version(after))
    assert (house.versions()["p"], house.left()) == (after, [])


def _is_cut(house: House, offer: stocking.Offer, count: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the power went at this step of the adding; False when it came to its end."""
    left = [count]

    def cutting(real: Callable) -> Callable:
        def call(*arguments, **named):
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut
            return real(*arguments, **named)

        return call

    with monkeypatch.context() as patched:
        for where, name in ((os, "rename"), (os, "fsync"), (stocking, "sync_folder"), (stocking.tempfile, "mkdtemp")):
            patched.setattr(where, name, cutting(getattr(where, name)))
        patched.setattr(stocking.shutil, "rmtree", cutting(shutil.rmtree))
        try:
            house.stocking.add(offer, Progress())
        except PowerCut:
            return True
    return False


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (errno.ENOSPC, StorageFull, "not enough room"),
        (errno.EACCES, StorageReadOnly, "does not let us write"),
        (errno.EIO, StorageError, "does not answer"),
    ],
)
def test_what_the_disk_refuses_is_said_and_everything_stays(
    house: House, code: int, kind: type, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.add(tiny())
    calls = []

    def refuse(_handle: int) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError(code, "x")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind, match=says):
        house.add(version("2"))
    assert (house.versions()["p"], house.left()) == ("1", [])


def test_room_is_asked_for_before_anything_is_written(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stocking.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with pytest.raises(StorageFull):
        house.add(tiny())
    assert list(house.installed.iterdir()) == []


def test_where_the_old_one_cannot_go_the_new_one_does_not_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.add(tiny())
    real, old = os.rename, next(house.installed.iterdir())

    def rename(one: Path, other: Path) -> None:
        if Path(one) == old:
            raise PermissionError(errno.EACCES, "in use")
        real(one, other)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(StorageReadOnly):
        house.add(version("2"))
    monkeypatch.undo()
    assert house.versions()["p"] == "1"


def test_what_a_power_cut_left_is_tidied_at_the_next_adding(house: House) -> None:
    for name in (NEW + "abc", OLD + "xyz"):
        (house.installed / name / "pack").mkdir(parents=True)
    house.add(tiny())
    assert house.left() == []


# taking away


def test_what_was_added_can_be_taken_away_and_come_back(house: House) -> None:
    house.add(tiny())
    house.stocking.remove(P)
    assert (house.versions(), house.left()) == ({"own": "5"}, [])
    with pytest.raises(ContentMissing, match="The pack is missing"):
        house.library.lesson(LessonId("p/a"), "es")
    house.add(tiny())
    assert house.library.lesson(LessonId("p/a"), "es").title == "A"


def test_the_programs_own_cannot_be_taken_away(house: House) -> None:
    for pack in ("own", "nowhere"):
        with pytest.raises(PackRefused, match="comes with the program"):
            house.stocking.remove(PackId(pack))
    assert house.versions() == {"own": "5"}


def test_a_damaged_one_can_be_taken_away(house: House, allows_warnings) -> None:
    allows_warnings("carecompanion.content.shelves", "is damaged")
    house.add(tiny())
    (next(house.installed.iterdir()) / "pack.toml").write_text("x", encoding="utf-8")
    (house.bundled / "pack" / "pack.toml").write_text("x", encoding="utf-8")
    house.library.reload()
    bundled, own = house.stocking.damaged()
    assert (bundled.is_own, own.is_own) == (False, True)
    with pytest.raises(PackRefused):
        house.stocking.remove_damaged(bundled)
    house.stocking.remove_damaged(own)
    assert list(house.installed.iterdir()) == []


def test_what_somebody_changes_in_a_signed_pack_later_is_seen(house: House, allows_warnings) -> None:
    allows_warnings("carecompanion.content.shelves", "is damaged")
    house.add(signed(tiny()))
    lesson = next(house.installed.iterdir()) / "lessons" / "a.es.md"
    lesson.write_bytes(lesson.read_bytes() + b"Otra cosa.\n")
    house.library.reload()
    (damaged,) = house.stocking.damaged()
    assert "lessons/a.es.md" in damaged.problem and "not as it was signed" in damaged.problem


def test_a_pack_put_there_by_hand_is_listed_without_a_note(house: House) -> None:
    house.installed.mkdir(parents=True)
    shutil.copy(house.file(tiny()), house.installed / "a mano.carepack")
    found = next(one for one in house.stocking.packs() if one.index.card.id == P)
    assert (found.is_own, found.came_from, found.came_on) == (True, "", None)
    house.stocking.remove(P)
    assert house.versions() == {"own": "5"}
