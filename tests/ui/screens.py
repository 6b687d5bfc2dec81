"""Every screen of the program, each one step away, for the tests that look at all of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.app import App, open_app
from carecompanion.paths import Paths
from carecompanion.services.help_lines import LocalLine
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance, Settings
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow
from tests.ui.after_screens import after_screens
from tests.ui.care_screens import full_today, pacing_screens
from tests.ui.console_screens import console_screens
from tests.ui.copies_screens import copies_screens
from tests.ui.guide_screens import guide_screens
from tests.ui.packs_screens import packs_screens
from tests.ui.plan_screens import plan_screens
from tests.ui.practice_screens import practice_screens
from tests.ui.review_screens import review_screens
from tests.ui.round_screens import round_screens
from tests.ui.scene_screens import scene_screens
from tests.ui.stick_screens import stick_screens
from tests.ui.training_screens import training_screens
from tests.ui.wellbeing_screens import wellbeing_screens

MORNING = datetime(2026, 8, 4, 14, 0, tzinfo=UTC)
WHY, WARNING_SIGNS, MEMORY = "cuidarme/por-que-cuidarme", "cuidarme/mis-senales", "cuidar/la-memoria"
SECTIONS = (
    "language",
    "look",
    "motion",
    "privacy",
    "hide",
    "lines",
    "packs",
    "stick",
    "facilitation",
    "copies",
    "erase",
    "about",
)

A_LINE = LocalLine("cem", "(061) 571 234", "CEM", "Psicología", "8 a 16", "shipibo-konibo", "CEM", date(2025, 1, 2))


def a_window(
    paths: Paths, appearance: Appearance, size: tuple[int, int] = (1366, 696), neighbours: bool = True
) -> MainWindow:
    """The real window in this look, with two neighbours for the picker and nobody inside."""
    app = open_app(paths, clock=lambda: MORNING, cost=2**4)
    app.settings.keep(Settings(appearance=appearance))
    dress(appearance, paths)
    if neighbours and not app.profiles.listed():
        app.profiles.create(NewProfile("Retama", picture="flower-2")).close()
        app.profiles.create(NewProfile("Facilitación", picture="feather", passphrase="x")).close()
    window = MainWindow(app)
    window.showNormal()  # a small screen makes it as large as the screen
    window.resize(*size)
    assert (window.width(), window.height()) == size
    return window


def every_screen(window: MainWindow) -> Iterator[str]:
    """Goes from screen to screen; yields the name of each once it is on the screen."""
    for name, show in _before_anyone_is_in(window):
        yield _settled(show, name)
    profile = window.app.profiles.create(NewProfile("Colibrí"))
    window.go.enter(profile)
    yield _settled(lambda: None, "today, the first day")
    for name, show in _inside(window, window.app):
        yield _settled(show, name)


def _settled(show: Callable[[], None], name: str) -> str:
    show()
    for _turn in range(3):
        QApplication.processEvents()
    return name


def _before_anyone_is_in(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    locked = next(one for one in window.app.profiles.listed() if one.is_locked)
    yield "picker", lambda: window.show_page("picker")
    yield "picker, a locked profile chosen", lambda: _press(window, f"profile-{locked.id}")
    yield "picker, forgotten passphrase", lambda: _press(window, "forgot")
    yield "new profile", lambda: window.show_page("new_profile")
    yield "verify before anyone is in", lambda: window.show_page("verify")
    yield "guide before anyone is in", lambda: window.show_page("guide")
    yield "help before anyone is in", lambda: window.show_page("help")
    yield "lines of my area", lambda: window.show_page("help_lines")
    yield "lines of my area, writing one", lambda: (_press(window, "add-line"), _press(window, "keep-line"))
    yield "lines of my area, one kept", lambda: (window.app.help_lines.keep(A_LINE), window.show_page("help_lines"))


def _inside(window: MainWindow, app: App) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "lesson", lambda: window.show_page("lesson", lesson=WHY)
    for step in range(2, 10):
        yield f"lesson, step {step}", lambda: _press(window, "next")
        if window.page._run.step.question is not None:
            yield f"lesson, step {step} answered", lambda: _press(window, "choice-0")
    yield "lesson, the end", lambda: _press(window, "next")
    yield "notice", lambda: window.show_page("lesson", lesson=MEMORY)
    yield "summary", lambda: _press(window, "notice-summary")
    yield (
        "lesson with a picture",
        lambda: (_press(window, "summary-all"), _press(window, "next"), _press(window, "next")),
    )
    yield "lesson with an open note", lambda: _press(window, "own-note")
    yield "pause", lambda: window.pause()
    yield "breathing", lambda: _press(window, "pause-breathe")
    yield "back to the present", lambda: window.show_page("practice", practice="cuidarme/volver-al-presente")
    yield "lesson with hard content", lambda: window.show_page("lesson", lesson=WARNING_SIGNS)
    yield from pacing_screens(window)
    yield from plan_screens(window)
    yield "today", lambda: window.show_page("today")
    yield "learn", lambda: window.show_page("learn")
    yield from practice_screens(window)
    yield from wellbeing_screens(window)
    yield from full_today(window)
    yield from review_screens(window)
    yield from copies_screens(window)
    yield from scene_screens(window)
    yield from training_screens(window)
    yield from console_screens(window)
    yield from after_screens(window)
    yield from round_screens(window)
    yield "help", lambda: window.show_page("help")
    for card in app.library.desk_cards("es"):
        yield f"desk card {card.id}", lambda card=card: window.show_page("card", card=card.id)
    for section in SECTIONS:
        yield f"settings, {section}", lambda section=section: window.show_page("settings", section=section)
    yield from packs_screens(window)
    yield from stick_screens(window)
    yield from guide_screens(window)
    yield "cover", lambda: window.go.hide()


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
