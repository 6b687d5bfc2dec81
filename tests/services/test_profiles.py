"""Who is here: making, opening, leaving, losing and deleting a profile, on real encrypted files."""

import json
import shutil
from pathlib import Path

import pytest

from carecompanion.app import App, open_app
from carecompanion.errors import UserError, WrongPassphrase
from carecompanion.paths import Paths
from carecompanion.services.profile_list import ProfileList
from carecompanion.services.profiles import NewProfile

LOWEST = 2**4


@pytest.fixture
def app(paths: Paths, clock) -> App:
    return open_app(paths, clock=clock, cost=LOWEST)


def files_under(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_new_profile_is_on_the_list_and_opens_without_a_passphrase(app: App) -> None:
    app.profiles.create(NewProfile("Colibrí", picture="bird", role="police", facilitates=True)).close()
    (listed,) = app.profiles.listed()
    assert (listed.nickname, listed.picture, listed.is_locked) == ("Colibrí", "bird", False)
    profile = app.profiles.open(listed.id, app.profiles.key_of(listed.id))
    assert profile.preferences.role == "police"
    assert profile.preferences.is_on("facilitates")
    assert profile.notice == ""
    profile.close()


def test_the_list_holds_nickname_picture_and_lock_and_nothing_else(app: App, paths: Paths) -> None:
    app.profiles.create(NewProfile("Retama", role="volunteer", passphrase="molle 7")).close()
    (line,) = json.loads((paths.profiles / "profiles.json").read_text(encoding="utf-8"))
    assert set(line) == {"id", "nickname", "picture", "is_locked"}
    assert line["is_locked"] is True


def test_a_passphrase_opens_and_a_wrong_one_says_so(app: App) -> None:
    app.profiles.create(NewProfile("Retama", passphrase="molle 7")).close()
    (listed,) = app.profiles.listed()
    with pytest.raises(WrongPassphrase) as wrong:
        app.profiles.key_of(listed.id, "molle 8")
    assert wrong.value.words == "Esa clave no abre este perfil. Prueba otra vez."
    profile = app.profiles.open(listed.id, app.profiles.key_of(listed.id, "molle 7"))
    assert profile.has_passphrase
    profile.close()


def test_the_recovery_phrase_opens_and_a_new_passphrase_can_be_chosen(app: App) -> None:
    phrase = app.profiles.new_recovery_phrase()
    app.profiles.create(NewProfile("Retama", passphrase="olvidada", recovery=phrase)).close()
    (listed,) = app.profiles.listed()
    key = app.profiles.key_by_recovery(listed.id, phrase.upper())
    profile = app.profiles.open(listed.id, key)
    app.profiles.change_passphrase(profile, key, "nueva")
    profile.close()
    assert app.profiles.key_of(listed.id, "nueva") == key
    with pytest.raises(WrongPassphrase):
        app.profiles.key_of(listed.id, "olvidada")


def test_taking_the_passphrase_away_takes_the_lock_off_the_list(app: App) -> None:
    profile = app.profiles.create(NewProfile("Retama", passphrase="molle 7"))
    key = app.profiles.key_of(profile.id, "molle 7")
    app.profiles.change_passphrase(profile, key, "")
    profile.close()
    (listed,) = app.profiles.listed()
    assert not listed.is_locked
    assert app.profiles.key_of(listed.id) == key


def test_a_profile_without_a_nickname_is_not_made(app: App, paths: Paths) -> None:
    with pytest.raises(UserError, match="apodo"):
        app.profiles.create(NewProfile("   "))
    assert not files_under(paths.profiles)


def test_when_making_fails_nothing_is_left_behind(app: App, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ProfileList, "add", no_room)
    with pytest.raises(UserError, match="No se pudo crear el perfil"):
        app.profiles.create(NewProfile("Colibrí"))
    assert not files_under(paths.profiles)


def test_a_guest_leaves_no_trace(app: App, home: Path) -> None:
    before = set(files_under(home))
    guest = app.profiles.guest()
    run = guest.study.open_lesson(guest.study.today().current.card.id)
    run.begin()
    run.write("solo en memoria")
    guest.close()
    new = set(files_under(home)) - before
    assert not [one for one in new if "cache" not in one.parts], new
    assert all("solo en memoria" not in one.read_text(encoding="utf-8", errors="ignore") for one in new)


def test_closing_without_goodbye_is_said_kindly_and_once(app: App) -> None:
    profile = app.profiles.create(NewProfile("Colibrí"))
    key = app.profiles.key_of(profile.id)
    profile.database.close()  # a crash: nobody says goodbye
    again = app.profiles.open(profile.id, key)
    assert again.notice == "Se cerró sin avisar. Seguimos donde quedaste."
    again.close()
    third = app.profiles.open(profile.id, key)
    assert third.notice == ""
    third.close()


def test_a_damaged_file_leads_to_yesterdays_copy_with_a_plain_sentence(
    app: App, paths: Paths, clock, allows_warnings
) -> None:
    allows_warnings("carecompanion.storage.backups")
    profile = app.profiles.create(NewProfile("Colibrí"))
    key = app.profiles.key_of(profile.id)
    app.profiles.keep_daily_copy(profile)
    profile.close()
    file = paths.profiles / profile.id / "profile.db"
    file.write_bytes(b"\0" * file.stat().st_size)
    clock.move(days=1)
    again = app.profiles.open(profile.id, key)
    assert again.notice.startswith("El archivo estaba dañado, así que abrimos la copia de ayer a las ")
    assert again.nickname == "Colibrí"
    again.close()
    assert [one for one in file.parent.iterdir() if "damaged" in one.name]


def test_a_lost_list_is_made_anew_from_the_folders(app: App, paths: Paths) -> None:
    app.profiles.create(NewProfile("Colibrí")).close()
    app.profiles.create(NewProfile("Retama", passphrase="x")).close()
    (paths.profiles / "profiles.json").write_text("{ not json", encoding="utf-8")
    listed = app.profiles.listed()
    assert sorted(one.is_locked for one in listed) == [False, True]
    opened = next(one for one in listed if not one.is_locked)
    app.profiles.open(opened.id, app.profiles.key_of(opened.id)).close()
    assert "Colibrí" in [one.nickname for one in app.profiles.listed()]


def test_deleting_takes_the_file_the_copies_and_the_line(app: App, paths: Paths) -> None:
    profile = app.profiles.create(NewProfile("Colibrí"))
    app.profiles.keep_daily_copy(profile)
    profile.close()
    app.profiles.delete(profile.id)
    assert app.profiles.listed() == ()
    assert not (paths.profiles / profile.id).exists()


def test_one_profile_cannot_open_anothers_file(app: App, paths: Paths) -> None:
    first = app.profiles.create(NewProfile("Colibrí"))
    second = app.profiles.create(NewProfile("Retama"))
    key = app.profiles.key_of(first.id)
    first.close()
    second.close()
    shutil.rmtree(paths.profiles / second.id / "copies", ignore_errors=True)
    with pytest.raises(UserError):
        app.profiles.open(second.id, key)


def test_nothing_readable_lies_in_the_folder_of_a_locked_profile(app: App, paths: Paths) -> None:
    profile = app.profiles.create(NewProfile("Colibrí", passphrase="molle 7"))
    run = profile.study.open_lesson(profile.study.today().current.card.id)
    run.write("palabra que nadie debe leer")
    profile.close()
    for file in files_under(paths.profiles / profile.id):
        content = file.read_bytes()
        assert b"palabra que nadie" not in content, file.name
        assert b"molle 7" not in content, file.name


def test_a_clock_set_back_changes_nothing_of_the_order(app: App, clock) -> None:
    profile = app.profiles.create(NewProfile("Colibrí"))
    lessons = [one.card.id for course in profile.study.courses() for one in course.lessons]
    profile.study.open_lesson(lessons[0]).begin()
    clock.move(hours=2)
    profile.study.open_lesson(lessons[1]).begin()
    key = app.profiles.key_of(profile.id)
    profile.close()
    clock.move(days=-30)
    again = app.profiles.open(profile.id, key)
    assert (
        again.notice == "La fecha de esta computadora parece atrasada. Tus notas y tu avance están a salvo y en orden."
    )
    assert again.study.last_place().lesson == lessons[1]
    assert not again.study.today().is_long_away
    again.close()


def test_coming_back_after_a_week(app: App, clock) -> None:
    profile = app.profiles.create(NewProfile("Colibrí"))
    key = app.profiles.key_of(profile.id)
    profile.close()
    clock.move(days=8)
    again = app.profiles.open(profile.id, key)
    assert again.study.today().is_long_away
    again.close()
