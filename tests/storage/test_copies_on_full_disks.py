"""Copies where there is no room: on the stick, and on the disk while one is joined. Nothing is left half done."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, StepId
from carecompanion.errors import StorageFull
from carecompanion.learning.records import Note
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.storage import whole
from carecompanion.storage.files import DATABASE


def with_a_note(app: App) -> OpenProfile:
    profile = app.profiles.create(NewProfile("Retama"))
    profile.keeper.keep(Note(LessonId("a/uno"), StepId("s1"), "", "en casa", app.clock()))
    return profile


def test_a_full_stick_gets_nothing(app_parts: App, mount: Callable[..., Path]) -> None:
    stick = mount("-t", "tmpfs", "-o", "size=100k", "tmpfs")
    profile = with_a_note(app_parts)
    with pytest.raises(StorageFull):
        app_parts.profiles.copies_of(profile).save(stick / "copia.copia")
    assert list(stick.iterdir()) == []
    profile.close()


def test_a_disk_that_fills_up_while_joining_leaves_all_as_it_was(
    mount: Callable[..., Path], paths: Paths, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=4m", "tmpfs")
    app = open_app(replace(paths, data=disk / "data"), clock=clock, cost=2**4)
    profile = with_a_note(app)
    copies = app.profiles.copies_of(profile)
    copies.save(tmp_path / "copia.copia")
    joining = copies.joining(copies.look_into(tmp_path / "copia.copia"))
    profile.close()
    file, build = disk / "data/profiles" / profile.id / DATABASE, whole.build
    before = file.read_bytes()

    def build_without_room(*args: object, **kwargs: object) -> Path:
        (disk / "lastre").write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - 60_000))
        assert file.read_bytes() == before
        return build(*args, **kwargs)

    monkeypatch.setattr(whole, "build", build_without_room)
    changed = joining.start()
    assert "lleno" in changed.words
    (disk / "lastre").unlink()
    assert {note.text for note in changed.profile.keeper.journal.notes()} == {"en casa"}
    assert not list(file.parent.glob("*.built*"))
    changed.profile.close()
