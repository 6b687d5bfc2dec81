"""Who is here, a new profile, a forgotten passphrase, settings: on the real window and the real encrypted file.

Buttons are found by their object name, so that the words may change.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from carecompanion.app import App, open_app
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance, Settings
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.theme import look

LOWEST = 2**4


class Screen:
    """The window, and hands."""

    def __init__(self, app: App) -> None:
        self.app = app
        dress(app.settings.now.appearance, app.paths)
        self.window = MainWindow(app)
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(1366, 696)
        self.window.show()
        self.window.show_page("picker")
        QApplication.processEvents()

    def seen(self, name: str, kind: type = QWidget) -> Any:
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        return found[-1] if found else None

    def press(self, name: str) -> None:
        button = self.until(lambda: self.seen(name))
        button.click()
        QApplication.processEvents()

    def write(self, name: str, words: str) -> None:
        field = self.until(lambda: self.seen(name, QLineEdit))
        field.clear()
        field.insert(words)  # QTest types only plain letters

    def until(self, find: Callable[[], Any]) -> Any:
        for _turn in range(300):
            found = find()
            if found:
                return found
            QTest.qWait(10)
        raise AssertionError("it did not come")

    def words(self) -> str:
        return "\n".join(
            one.accessibleName()
            for one in self.window.findChildren(QWidget)
            if one.isVisible() and one.accessibleName()
        )

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        QApplication.processEvents()


@pytest.fixture
def app(paths: Paths, clock: Any) -> App:
    made = open_app(paths, clock=clock, cost=LOWEST)
    made.settings.keep(Settings(appearance=Appearance(language="es")))
    return made


@pytest.fixture
def screen(qapp: QApplication, app: App) -> Iterator[Screen]:
    made = Screen(app)
    yield made
    if made.window.profile is not None and made.window.profile.is_guest:
        made.window._lock_now()  # else it asks whether to leave
    made.window.close()
    made.window.deleteLater()
    QApplication.processEvents()


def neighbours(app: App, many: int = 3, **locked: str) -> list[str]:
    """Profiles that are already here; `nickname=passphrase` for those with a lock."""
    for number in range(many):
        app.profiles.create(NewProfile(f"Molle {number}", picture="leaf")).close()
    for nickname, passphrase in locked.items():
        app.profiles.create(NewProfile(nickname, passphrase=passphrase)).close()
    return [one.id for one in app.profiles.listed()]


def test_nobody_yet_shows_no_empty_row(screen: Screen) -> None:
    assert screen.seen("new-profile") and screen.seen("enter-guest") and screen.seen("help-now")
    assert not [one for one in screen.window.findChildren(QWidget) if one.objectName().startswith("profile-")]


def test_an_unlocked_profile_opens_at_once(screen: Screen) -> None:
    ids = neighbours(screen.app)
    screen.window.show_page("picker")
    screen.press(f"profile-{ids[1]}")
    assert screen.until(lambda: screen.window.profile).nickname == "Molle 1"


def test_a_wrong_passphrase_is_said_and_the_next_try_waits(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    (locked,) = neighbours(screen.app, 0, Ceibo="retama y molle")
    asked: list[int] = []
    monkeypatch.setattr(
        type(screen.app.profiles), "wait_before_try", lambda _profiles, failures: asked.append(failures) or 0.01
    )
    screen.window.show_page("picker")
    screen.press(f"profile-{locked}")
    for words in ("otra", "otra más"):
        screen.write("passphrase", words)
        screen.press("open-profile")
        field = screen.seen("passphrase", QLineEdit)
        screen.until(lambda field=field: field.property("error") and not screen.seen("open-profile").is_busy)
    screen.write("passphrase", "retama y molle")
    screen.key(Qt.Key.Key_Return)
    assert screen.until(lambda: screen.window.profile).nickname == "Ceibo"
    assert asked == [1, 2]


def test_thirty_profiles_by_keyboard_are_one_stop(screen: Screen) -> None:
    ids = neighbours(screen.app, 30)
    screen.window.show_page("picker")
    QApplication.processEvents()
    stops = [
        one
        for one in screen.window.findChildren(QWidget)
        if one.objectName().startswith("profile-") and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [one.objectName() for one in stops] == [f"profile-{ids[0]}"]
    tiles = [screen.seen(f"profile-{one}") for one in ids]
    assert tiles[3].y() > tiles[2].y() == tiles[0].y()
    tiles[0].setFocus()
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is tiles[4]
    assert screen.window.profile is None  # moving opens nobody
    screen.key(Qt.Key.Key_Return)
    assert screen.until(lambda: screen.window.profile).nickname == "Molle 4"


def test_a_damaged_profile_is_said_and_the_page_goes_on(screen: Screen) -> None:
    (one,) = neighbours(screen.app, 1)
    for file in (screen.app.paths.profiles / one).glob("keys*.json"):
        file.write_text("{", encoding="utf-8")
    screen.window.show_page("picker")
    screen.press(f"profile-{one}")
    screen.until(lambda: "No se pudo abrir" in screen.words() or "could not be opened" in screen.words())
    assert screen.window.profile is None and screen.seen("new-profile").isEnabled()


def test_the_recovery_phrase_opens_and_a_new_passphrase_is_set(screen: Screen) -> None:
    phrase = screen.app.profiles.new_recovery_phrase()
    screen.app.profiles.create(NewProfile("Ceibo", passphrase="olvidada", recovery=phrase)).close()
    (one,) = screen.app.profiles.listed()
    screen.window.show_page("picker")
    screen.press(f"profile-{one.id}")
    screen.press("forgot")
    words = phrase.split()
    screen.write("recovery-phrase", " ".join([*words[:4], words[4] + "xq", *words[5:]]))
    screen.press("try-phrase")
    field = screen.seen("recovery-phrase", QLineEdit)
    screen.until(lambda: field.property("error"))
    assert words[4] + "xq" in field.accessibleDescription()
    screen.write("recovery-phrase", phrase.upper())
    screen.press("try-phrase")
    screen.until(lambda: screen.seen("new-passphrase"))
    screen.press("keep-and-open")
    assert screen.seen("new-passphrase", QLineEdit).property("error")
    screen.write("new-passphrase", "nueva y mía")
    screen.press("keep-and-open")
    assert screen.until(lambda: screen.window.profile).nickname == "Ceibo"
    assert screen.app.profiles.key_of(one.id, "nueva y mía")


def test_starting_afresh_asks_the_nickname_and_deletes_only_that_profile(screen: Screen) -> None:
    neighbours(screen.app, 1, Ceibo="olvidada")
    ceibo = next(one for one in screen.app.profiles.listed() if one.is_locked)
    screen.window.show_page("picker")
    screen.press(f"profile-{ceibo.id}")
    screen.press("forgot")
    screen.write("typed-nickname", "Otro")
    screen.press("delete-profile")
    assert (screen.app.paths.profiles / ceibo.id).exists()
    screen.write("typed-nickname", " ceibo ")
    screen.press("delete-profile")
    assert not (screen.app.paths.profiles / ceibo.id).exists()
    assert [one.nickname for one in screen.app.profiles.listed()] == ["Molle 0"]
    screen.until(lambda: screen.seen(f"profile-{ceibo.id}") is None)


def test_what_is_missing_is_said_beside_it_and_has_the_focus(screen: Screen) -> None:
    screen.press("new-profile")
    screen.press("create")
    nickname = screen.seen("nickname", QLineEdit)
    assert nickname.property("error") and QApplication.focusWidget() is nickname
    screen.press("another-nickname")
    assert nickname.text() and not nickname.property("error")
    screen.press("create")
    consent = screen.seen("consent")
    assert QApplication.focusWidget() is consent and consent.accessibleDescription()
    assert screen.window.profile is None and screen.app.profiles.listed() == ()


def test_the_form_survives_another_text_size(screen: Screen) -> None:
    screen.press("new-profile")
    screen.write("nickname", "Quinde")
    screen.press("picture-turtle")
    screen.press("facilitates")
    screen.press("consent")
    screen.app.settings.keep(replace(screen.app.settings.now, appearance=Appearance("en", "dark", 2.0)))
    screen.window.refresh()
    assert look.scale == 2.0
    screen.press("create")
    profile = screen.until(lambda: screen.window.profile)
    assert (profile.nickname, profile.picture) == ("Quinde", "turtle")
    assert profile.preferences.is_on("facilitates") and profile.preferences.appearance.text_scale == 2.0


def a_locked_newcomer(screen: Screen) -> Any:
    screen.press("new-profile")
    screen.write("nickname", "Quinde")
    screen.write("passphrase", "secreta")
    screen.press("consent")
    screen.press("create")
    return screen.until(lambda: screen.window.profile)


def test_the_phrase_is_kept_only_when_it_was_noted(screen: Screen) -> None:
    profile = a_locked_newcomer(screen)
    phrase = screen.window.page._content._draft.phrase
    screen.press("keep-phrase")
    assert not screen.app.profiles.has_recovery(profile.id)
    screen.window.refresh()  # the same words in another size
    assert screen.window.page._content._draft.phrase == phrase
    screen.press("noted")
    screen.press("keep-phrase")
    screen.until(lambda: screen.window.place.name == "today")
    assert screen.app.profiles.key_by_recovery(profile.id, phrase)


def test_going_on_without_a_phrase_is_one_click(screen: Screen) -> None:
    profile = a_locked_newcomer(screen)
    screen.press("without-phrase")
    assert screen.window.place.name == "today"
    assert not screen.app.profiles.has_recovery(profile.id)


def test_the_form_answers_in_words_when_nothing_can_be_written(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_named: Any) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("pathlib.Path.mkdir", full)
    screen.press("new-profile")
    screen.write("nickname", "Quinde")
    screen.press("consent")
    screen.press("create")
    screen.until(lambda: not screen.seen("create").is_busy)
    assert screen.window.profile is None
    assert screen.seen("nickname", QLineEdit).text() == "Quinde"


def enter(screen: Screen, **new: Any) -> Any:
    profile = screen.app.profiles.create(NewProfile("Quinde", **new))
    screen.window.enter(profile, "settings")
    QApplication.processEvents()
    return profile


def test_settings_apply_at_once_and_keep_place_and_focus(screen: Screen) -> None:
    profile = enter(screen)
    screen.press("theme-dark")
    screen.until(lambda: look.theme == "dark")
    assert screen.app.settings.now.appearance.theme == ""  # the picker's own stays
    slider = screen.seen("text-size")
    slider.setFocus()
    screen.key(Qt.Key.Key_Right)
    screen.until(lambda: look.scale == 1.15)
    assert QApplication.focusWidget().objectName() == "text-size"
    screen.press("section-motion")
    screen.press("reduced_motion")
    screen.until(lambda: look.reduced_motion)
    assert screen.seen("section-motion").isChecked()
    assert profile.preferences.appearance.reduced_motion


def test_a_passphrase_is_set_changed_and_removed_and_the_old_one_is_asked(screen: Screen) -> None:
    profile = enter(screen)
    profiles = screen.app.profiles
    screen.press("section-privacy")
    screen.press("set-passphrase")
    screen.write("new-passphrase", "uno")
    screen.press("form-act")
    screen.until(lambda: profile.has_passphrase and screen.seen("change-passphrase"))
    screen.press("change-passphrase")
    screen.write("present-passphrase", "cero")
    screen.write("new-passphrase", "dos")
    screen.press("form-act")
    screen.until(lambda: screen.seen("present-passphrase", QLineEdit).property("error"))
    assert profiles.key_of(profile.id, "uno")
    screen.write("present-passphrase", "uno")
    screen.press("form-act")
    screen.until(lambda: screen.seen("form-act") is None)
    assert profiles.key_of(profile.id, "dos")
    screen.press("remove-passphrase")
    screen.write("present-passphrase", "dos")
    screen.press("form-act")
    screen.until(lambda: screen.seen("set-passphrase"))
    assert not profile.has_passphrase and profiles.key_of(profile.id)


def test_a_new_recovery_phrase_asks_the_passphrase_first(screen: Screen) -> None:
    profile = enter(screen, passphrase="uno")
    screen.press("section-privacy")
    screen.press("phrase-passphrase")
    screen.write("present-passphrase", "uno")
    screen.press("form-act")
    screen.until(lambda: screen.seen("noted"))
    screen.press("form-act")
    assert not screen.app.profiles.has_recovery(profile.id)
    screen.press("noted")
    screen.press("form-act")
    screen.until(lambda: screen.seen("noted") is None)
    assert screen.app.profiles.has_recovery(profile.id)


def test_locking_while_the_passphrase_changes_disturbs_nobody(screen: Screen) -> None:
    enter(screen, passphrase="uno")
    screen.press("section-privacy")
    screen.press("remove-passphrase")
    screen.write("present-passphrase", "uno")
    screen.press("form-act")
    screen.window.lock()
    QTest.qWait(100)
    assert screen.window.place.name == "picker" and screen.window.profile is None


def test_a_guest_has_no_lock_and_nothing_to_delete(screen: Screen) -> None:
    screen.press("enter-guest")
    screen.until(lambda: screen.window.profile)
    screen.window.show_page("settings")
    QApplication.processEvents()
    assert screen.seen("section-erase") is None
    screen.press("section-privacy")
    assert screen.seen("set-passphrase") is None


def test_deleting_asks_nickname_and_once_more(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = enter(screen)
    folder = screen.app.paths.profiles / profile.id
    answers = [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted]
    monkeypatch.setattr("carecompanion.ui.widgets.dialog.Question.exec", lambda _question: answers.pop(0))
    screen.press("section-erase")
    screen.press("delete-profile")
    assert len(answers) == 2  # nothing typed, nothing asked
    screen.write("typed-nickname", "Quinde")
    screen.press("delete-profile")
    assert folder.exists() and screen.window.profile is profile
    screen.press("delete-profile")
    assert not folder.exists()
    assert screen.window.profile is None and screen.app.profiles.listed() == ()
    assert screen.seen("new-profile")
