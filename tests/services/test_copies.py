"""Copies carried away and brought back: whole or not at all, looked into first, joined or gone back to."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, StepId
from carecompanion.errors import CopyUnreadable, StorageError, StorageFull, UserError, WrongPassphrase
from carecompanion.learning.records import CheckInDone, Note
from carecompanion.paths import Paths
from carecompanion.services.certificate_text import LABELS, Certificate, lines_of, text_of
from carecompanion.services.copies import Changed, Copies
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.proving import check_sealed, check_text
from carecompanion.storage import carrying, whole
from carecompanion.storage.outside import PART

LESSON = LessonId("cuidarme/por-que-cuidarme")
DAY = date(2026, 11, 24)


@pytest.fixture
def opened(app_parts: App) -> OpenProfile:
    """Retama, with a passphrase, a recovery phrase and one note."""
    profile = app_parts.profiles.create(NewProfile("Retama", passphrase="molle 7"))
    write(profile, "en casa")
    return profile


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "memoria USB"
    place.mkdir()
    return place


def write(profile: OpenProfile, text: str, step: str = "s1") -> None:
    profile.keeper.keep(Note(LESSON, StepId(step), "", text, profile._clock()))


def notes(profile: OpenProfile) -> set[str]:
    return {note.text for note in profile.keeper.journal.notes()}


def copies_of(app: App, profile: OpenProfile) -> Copies:
    return app.profiles.copies_of(profile)


def carried(app: App, profile: OpenProfile, stick: Path, name: str = "copia.copia") -> Path:
    copies_of(app, profile).save(stick / name)
    return stick / name


def change(profile: OpenProfile, make: Callable) -> Changed:
    profile.close()
    return make.start()


def another_laptop(tmp_path: Path, paths: Paths, clock: Callable) -> App:
    place = tmp_path / "otra laptop"
    return open_app(replace(paths, data=place / "data", cache=paths.cache, log=place / "log"), clock=clock, cost=2**4)


def test_a_copy_on_a_stick_opens_with_the_passphrase_on_another_laptop(
    app_parts: App, opened: OpenProfile, stick: Path, tmp_path: Path, paths: Paths, clock
) -> None:
    file = carried(app_parts, opened, stick)
    assert [one.name for one in stick.iterdir()] == ["copia.copia"]
    assert b"en casa" not in file.read_bytes()
    assert not list((paths.profiles / opened.id).glob("carried*"))
    opened.close()
    there = another_laptop(tmp_path, paths, clock)
    other = there.profiles.create(NewProfile("Molle"))
    write(other, "en la comisaría", "s2")
    brought = copies_of(there, other).look_into(file)
    assert brought.needs_secret
    with pytest.raises(WrongPassphrase, match="abre"):
        brought.unlock("molle 8")
    brought.unlock("molle 7")
    assert (brought.held.notes, brought.held.checkins) == (1, 0)
    changed = change(other, copies_of(there, other).joining(brought))
    assert changed.words == ""
    assert notes(changed.profile) == {"en casa", "en la comisaría"}
    assert changed.profile.nickname == "Molle"  # who sits here stays who she is
    assert "1" in changed.profile.notice or "registro" in changed.profile.notice
    changed.profile.close()


def test_the_recovery_phrase_opens_it_too(app_parts: App, stick: Path, tmp_path: Path, paths: Paths, clock) -> None:
    phrase = app_parts.profiles.new_recovery_phrase()
    profile = app_parts.profiles.create(NewProfile("Retama", passphrase="olvidada", recovery=phrase))
    file = carried(app_parts, profile, stick)
    profile.close()
    there = another_laptop(tmp_path, paths, clock)
    other = there.profiles.create(NewProfile("Molle"))
    brought = copies_of(there, other).look_into(file)
    brought.unlock(phrase.upper())
    assert brought.held is not None
    other.close()


def test_there_and_back_again_loses_nothing(
    app_parts: App, opened: OpenProfile, stick: Path, tmp_path: Path, paths: Paths, clock
) -> None:
    """The same profile on two laptops, both go on, and each joins the other's copy: both have all of it, and alike."""
    file = carried(app_parts, opened, stick)
    there = another_laptop(tmp_path, paths, clock)
    shutil.copytree(paths.profiles / opened.id, there.paths.profiles / opened.id)  # as a saved folder
    other = there.profiles.open(opened.id, there.profiles.key_of(opened.id, "molle 7"))
    write(other, "en la comisaría")
    write(opened, "en casa, más tarde")
    back = carried(there, other, stick, "vuelta.copia")
    file = carried(app_parts, opened, stick)
    brought = copies_of(app_parts, opened).look_into(back)
    assert not brought.needs_secret  # it is the same profile: its key is here
    here = change(opened, copies_of(app_parts, opened).joining(brought)).profile
    over_there = change(other, (c := copies_of(there, other)).joining(c.look_into(file))).profile
    assert notes(here) == notes(over_there) == {"en la comisaría", "en casa, más tarde"}
    assert [n.prompt for n in here.keeper.journal.notes()] == [n.prompt for n in over_there.keeper.journal.notes()]
    kinds = [one.kind for one in copies_of(app_parts, here).listed()]
    assert kinds == ["merge"]
    here.close()
    over_there.close()


def test_every_certificate_of_both_laptops_is_ones_own_after_joining(
    app_parts: App, stick: Path, tmp_path: Path, paths: Paths, clock
) -> None:
    """Each laptop made a key before they met. Certificates prove themselves; that they are hers, the profile knows."""
    apps = (app_parts, another_laptop(tmp_path, paths, clock))
    people = [app.profiles.create(NewProfile("Retama")) for app in apps]
    app_parts.profiles.keep_daily_copy(people[0])  # of the time before there was a key
    files, pages = [], []
    for name, profile in zip(("Ana Ruiz", "Luis Paz"), people, strict=True):
        pen, one = profile.signer.own(), Certificate(name, "Taller", 465, DAY)
        files.append(pen.sealed(b"%PDF", [text_of(one)]))
        pages.append("\n".join((*lines_of(one), f"{LABELS['es']}: {pen.code(one)}.")))
    keys = {profile.signer.keys[0] for profile in people}
    assert len(keys) == 2

    def all_are_hers(profile: OpenProfile) -> None:
        own = profile.signer.keys
        assert {*own} == keys and own[0] == profile.signer.own().key
        assert all(check_sealed(file, own).is_own for file in files)
        assert all(check_text(page, own).is_own for page in pages)
        together = check_text("\n".join(pages), own)
        assert together.is_own and len(together.says) == 2
        assert check_text("\n".join(pages)).kind == "mixed"

    for here, there in ((0, 1), (1, 0), (0, 1)):
        file = carried(apps[there], people[there], stick)
        copies = copies_of(apps[here], people[here])
        people[here] = change(people[here], copies.joining(copies.look_into(file))).profile
        all_are_hers(people[here])
    assert people[0].signer.keys == people[1].signer.keys, "from now on both sign with the same one"
    copies = copies_of(app_parts, people[0])
    before = next(one for one in copies.listed() if one.kind == "")
    people[0] = change(people[0], copies.going_back(copies.look_at(before))).profile
    all_are_hers(people[0])
    for profile in people:
        profile.close()


def test_going_back_keeps_the_file_from_before_for_a_day(app_parts: App, opened: OpenProfile, clock) -> None:
    app_parts.profiles.keep_daily_copy(opened)
    clock.move(hours=2)
    write(opened, "lo de después", "s2")
    copies = copies_of(app_parts, opened)
    (kept,) = copies.listed()
    changed = change(opened, copies.going_back(copies.look_at(kept)))
    profile = changed.profile
    assert notes(profile) == {"en casa"}
    assert "24 de noviembre" in profile.notice
    copies = copies_of(app_parts, profile)
    before = next(one for one in copies.listed() if one.kind == "restore")
    undone = change(profile, copies.going_back(copies.look_at(before))).profile
    assert notes(undone) == {"en casa", "lo de después"}
    clock.move(days=1, minutes=5)
    app_parts.profiles.keep_daily_copy(undone)
    assert {one.kind for one in copies_of(app_parts, undone).listed()} == {""}
    undone.close()


def test_an_old_copy_from_a_stick_brings_no_erased_day_back(app_parts: App, opened: OpenProfile, stick: Path) -> None:
    at = opened._clock()
    opened.keeper.keep(CheckInDone("cuidarme/un-minuto", "1", "1", "{}", "", "{}", "de noche", DAY, 540, at))
    file = carried(app_parts, opened, stick)
    opened.own_data.erase_days({DAY})
    copies = copies_of(app_parts, opened)
    changed = change(opened, copies.going_back(copies.look_into(file)))
    assert changed.profile.own_data.count_of_days({DAY}) == 0
    assert notes(changed.profile) == {"en casa"}
    copies = copies_of(app_parts, changed.profile)
    again = change(changed.profile, copies.joining(copies.look_into(file))).profile
    assert again.own_data.count_of_days({DAY}) == 0
    again.close()


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _newer(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("copy.json", json.dumps({"format": 2, "more": []}))


def _turned(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _bomb(file: Path) -> None:
    """Says of itself that it is ours, and swells when it is opened."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("copy.json", json.dumps({"format": 1, "sums": {"keys.json": "", "profile.db": ""}}))
        packed.writestr("keys.json", b"0" * 200_000)
        packed.writestr("profile.db", b"\0" * 30_000_000)


def _more_inside(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("../../fuera.txt", b"x")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda file: _write(file, b""), "vacío"),
        (lambda file: _write(file, b"una carta"), "no es una copia"),
        (lambda file: _write(file, b"PK\x05\x06" + b"\0" * 18), "no es una copia"),
        (_turned, "dañada"),
        (lambda file: _write(file, file.read_bytes()[: file.stat().st_size // 2]), "dañada"),
        (_newer, "versión más nueva"),
        (_bomb, "dañada"),
        (_more_inside, "dañada"),
        (lambda file: file.unlink(), "no se puede leer"),
    ],
)
def test_a_file_that_is_no_good_copy_has_its_sentence(
    app_parts: App, opened: OpenProfile, stick: Path, home: Path, harm: Callable[[Path], None], words: str
) -> None:
    file = carried(app_parts, opened, stick)
    harm(file)
    with pytest.raises(CopyUnreadable, match=words) as caught:
        copies_of(app_parts, opened).look_into(file)
    assert "No se cambió nada" in caught.value.words
    assert notes(opened) == {"en casa"}
    assert not list(home.rglob("fuera.txt"))
    opened.close()


def test_a_damaged_daily_copy_and_one_of_a_newer_version_have_theirs(
    app_parts: App, opened: OpenProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    app_parts.profiles.keep_daily_copy(opened)
    copies = copies_of(app_parts, opened)
    (kept,) = copies.listed()
    monkeypatch.setattr("carecompanion.services.copies.SCHEMA", "0000")
    with pytest.raises(CopyUnreadable, match="más nueva"):
        copies.look_at(kept)
    kept.file.write_bytes(b"junk")
    with pytest.raises(CopyUnreadable, match="dañada"):
        copies.look_at(kept)
    opened.close()


def test_a_file_that_is_no_profile_is_told_from_a_saved_folder(
    app_parts: App, opened: OpenProfile, stick: Path
) -> None:
    (stick / "fotos.db").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(CopyUnreadable):
        copies_of(app_parts, opened).look_into(stick / "fotos.db")
    opened.close()


def test_a_stick_that_gives_back_something_else_is_noticed(
    app_parts: App, opened: OpenProfile, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def forgetful(handle: int) -> None:
        fsync(handle)
        name = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if PART.fullmatch(name.name):
            _turned(name)

    if not Path("/proc/self/fd").exists():
        pytest.skip("only where open files have names")
    monkeypatch.setattr(os, "fsync", forgetful)
    with pytest.raises(StorageError):
        copies_of(app_parts, opened).save(stick / "copia.copia")
    assert list(stick.iterdir()) == []
    opened.close()


def test_when_joining_fails_all_is_as_it_was(
    app_parts: App, opened: OpenProfile, stick: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = carried(app_parts, opened, stick)
    write(opened, "lo de después", "s2")
    copies = copies_of(app_parts, opened)
    joining = copies.joining(copies.look_into(file))

    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageFull("Disco lleno.")

    monkeypatch.setattr(whole, "build", full)
    changed = change(opened, joining)
    assert changed.words == "Disco lleno."
    assert notes(changed.profile) == {"en casa", "lo de después"}
    assert not list((paths.profiles / opened.id).glob("*.built*"))
    changed.profile.close()


def test_a_name_says_neither_what_nor_whose(app_parts: App, opened: OpenProfile) -> None:
    assert copies_of(app_parts, opened).file_name() == "copia 2026-11-24.copia"
    opened.close()


def test_what_was_looked_into_is_gone_at_the_next_start(
    app_parts: App, opened: OpenProfile, stick: Path, paths: Paths
) -> None:
    file = carried(app_parts, opened, stick)
    copies_of(app_parts, opened).look_into(file)
    folder = paths.profiles / opened.id
    assert (folder / "bringing").is_dir()
    key = opened.database.key
    opened.close()
    for name in ("profile.db.built", "profile.db.built.new-wal", "carried.db"):  # the power went
        (folder / name).write_bytes(b"x")
    app_parts.profiles.open(opened.id, key).close()
    assert sorted(one.name for one in folder.iterdir()) == ["keys.bak.json", "keys.json", "profile.db"]


def test_the_copy_of_a_profile_without_a_passphrase_opens_by_itself(
    app_parts: App, stick: Path, opened: OpenProfile, tmp_path: Path, paths: Paths, clock
) -> None:
    there = another_laptop(tmp_path, paths, clock)
    plain = there.profiles.create(NewProfile("Molle"))
    write(plain, "sin clave", "s3")
    file = carried(there, plain, stick)
    plain.close()
    assert not copies_of(app_parts, opened).look_into(file).needs_secret
    opened.close()


def test_a_daily_copy_is_not_mistaken_for_one_of_another_key(
    app_parts: App, opened: OpenProfile, tmp_path: Path, paths: Paths, clock
) -> None:
    there = another_laptop(tmp_path, paths, clock)
    other = there.profiles.create(NewProfile("Molle", passphrase="otra"))
    there.profiles.keep_daily_copy(other)
    other.close()
    (file,) = (there.paths.profiles / other.id / "copies").iterdir()
    brought = copies_of(app_parts, opened).look_into(file)  # its keys lie one folder up
    assert brought.needs_secret
    brought.unlock("otra")
    alone = Path(shutil.copy(file, tmp_path))
    with pytest.raises(CopyUnreadable):
        copies_of(app_parts, opened).look_into(alone)
    opened.close()


def test_every_reason_is_words_for_a_person() -> None:
    for words in (carrying.damaged_words(), carrying.too_new_words()):
        assert "No se cambió nada" in words
    assert issubclass(CopyUnreadable, UserError)
