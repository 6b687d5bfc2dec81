"""The console while a session is led, for the tests that look at all screens."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.content.workshop import WorkshopId
from carecompanion.learning.groups import Group
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.screens import Screen, SimulatedScreens

POLICE = WorkshopId("cuidar/policia-una-jornada")
LAPTOP = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True)
BEAMER = Screen("BEAMER", 1366, 0, 1920, 1080)


def console_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    leading, screens = _begin(window)
    yield "console", lambda: window.show_page("console")
    yield "console, no other screen", lambda: screens.unplug("BEAMER")
    yield "console, the window is here", lambda: _press(window, "open-here")
    yield "console, who came", lambda: (screens.plug(BEAMER), window.page._board.show_panel("came"))
    yield "console, own notes", lambda: window.page._board.show_panel("own-notes")
    yield "console, agenda", lambda: window.page._board.show_panel("agenda")
    yield "console, late", lambda: (leading.run.plus_minute(45), window.page._board.show_panel("late"))
    yield "console, something was shortened", lambda: _press(window, "offer-0")
    yield "console, a pause for everyone", lambda: (window.page._board.show_panel(""), _press(window, "pause-all"))
    yield "console, frozen", lambda: (_press(window, "pause-all"), _press(window, "freeze"), _press(window, "next"))
    yield "console, a vote", lambda: (_press(window, "freeze"), _to_a_vote(leading))
    yield "console, what cares", lambda: _press(window, "show-answer")
    yield "console, a scene", lambda: _to_the_scene(leading)
    yield "console, hands are counted", lambda: (_press(window, "count-hands"), _press(window, "hand-B"))
    yield "console, a scene in the middle", lambda: _press(window, "say")
    yield "console, a scene at its end", lambda: _to_the_end(leading)
    yield "console, it could not be closed", lambda: window.page._board.show_problem("No hay lugar en el disco.")
    yield "console, the last screen", lambda: _to_the_last(leading)
    leading.run.close()
    leading.end()
    yield "console, nobody leads", lambda: window.show_page("console")


def _begin(window: MainWindow) -> tuple[Leading, SimulatedScreens]:
    screens, size = SimulatedScreens(LAPTOP, BEAMER), window.size()
    window.stage.end()
    window.stage.__dict__["screens"] = screens
    window.stage.hall.stay_awake = lambda: lambda: None
    draft = window.profile.training.create(POLICE)
    draft.set_groups((Group("Personal de comisaría", 17), Group("Voluntariado", 5)))
    leading = window.go.lead(window.profile.training.start(draft.session))
    window.resize(size)
    return leading, screens


def _to_a_vote(leading: Leading) -> None:
    run = leading.run
    found = (
        (block, slide)
        for block in range(len(run.run.agenda.blocks))
        for slide, one in enumerate(run.screens(block))
        if one.answer is not None
    )
    place = next(found)
    leading.act(lambda: run.jump(*place))


def _to_the_scene(leading: Leading) -> None:
    run = leading.run
    place = next(place for place, one in enumerate(run.run.agenda.blocks) if one.of.startswith("scene:"))
    leading.act(lambda: run.jump(place, run.run.slides_of(place) - 1))


def _to_the_end(leading: Leading) -> None:
    run = leading.run
    while run.play is not None and not run.play.is_over:
        number = run.play.offered[0][0]
        leading.act(lambda number=number: run.say(number))


def _to_the_last(leading: Leading) -> None:
    run = leading.run
    last = len(run.run.agenda.blocks) - 1
    leading.act(lambda: run.jump(last, run.run.slides_of(last) - 1))


def _press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
