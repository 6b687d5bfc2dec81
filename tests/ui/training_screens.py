"""The screens of «Facilitar» and of the editor, for the tests that look at all of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from carecompanion.content.workshop import Reference, WorkshopId
from carecompanion.learning.groups import Group
from carecompanion.services.clock import local_day
from carecompanion.services.session_contents import ChosenStep
from carecompanion.ui.main_window import MainWindow

POLICE, PROMOTERS = WorkshopId("cuidar/policia-una-jornada"), WorkshopId("cuidar/promotoras-media-jornada")
VOLUNTEERS = WorkshopId("cuidar/voluntariado-dos-medias")


def training_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    training = window.profile.training
    window.profile.preferences.keep(facilitates=True)
    made: dict[str, str] = {}
    open_runs = []
    yield "facilitate, none yet", lambda: window.show_page("facilitate")
    yield "facilitate", lambda: (made.update(some_sessions(window)), window.show_page("facilitate"))
    yield (
        "facilitate, an open session",
        lambda: (
            open_runs.append(training.start(made["next"])),
            window.show_page("facilitate"),
        ),
    )
    yield "facilitate, something did not work", lambda: window.page._trouble.say("Falta el paquete de esta sesión.")
    open_runs[0].close()
    yield "session without blocks", lambda: window.show_page("session", session=made["empty"])
    yield "session", lambda: window.show_page("session", session=made["next"])
    yield (
        "session, a block's fields",
        lambda: (
            window.show_page("session", session=made["next"], block="estres", is_open=True),
            _press(window, "block-steps"),
            window.page._panel._steps._on_box_clicked(_none_left(window)),
        ),
    )
    yield "session, groups", lambda: window.show_page("session", session=made["next"], part="about", is_open=True)
    yield (
        "session, a list that is none",
        lambda: (
            _press(window, "paste-groups"),
            window.page.findChild(QPlainTextEdit, "paste-text").setPlainText("María\nJosé"),
            _press(window, "use-list"),
        ),
    )
    own = training.sitting(made["empty"])
    yield (
        "session, a block of one's own",
        lambda: (
            own.add_own("Lo que nos cuida en el turno", ["Un compañero cerca", "Una pausa de verdad"]),
            window.show_page("session", session=made["empty"], is_open=True),
            _press(window, "slide-0"),
        ),
    )
    yield (
        "session, too long",
        lambda: (
            own.show(0, Reference("scene", "otro/la-que-falta")),
            own.set_start(23 * 60),
            own.resize(0, 240),
            own.set_until(24 * 60),
            window.show_page("session", session=made["empty"]),
        ),
    )


def some_sessions(window: MainWindow) -> dict[str, str]:
    """One to come with groups, of which one is small; one without a day; and three that were, one of them never held.

    Their ids as next, empty and past.
    """
    training, today = window.profile.training, local_day(window.app.clock)
    for days, title, group in (
        (17, "Primer contacto en la comisaría", Group("Policía", 21)),
        (45, "Taller con promotoras, prueba", Group("Promotoras", 4)),
    ):
        draft = training.create(PROMOTERS, on=today - timedelta(days=days))
        draft.retitle(title)
        draft.set_groups([group])
        training.start(draft.session).close()
    past = draft.session
    training.create(VOLUNTEERS, 1, on=today - timedelta(days=3))
    draft = training.create(POLICE, on=_soon(today))
    draft.retitle("Cuidarme para cuidar, jornada 1")
    draft.set_place("Comisaría, sala de reuniones")
    draft.show(5, Reference("scene", "otro/la-que-falta"))
    draft.set_groups([Group("Voluntariado", 23), Group("Policía", 17), Group("Acompañantes", 3)])
    return {"next": draft.session, "empty": training.create().session, "past": past}


def _soon(today: date) -> date:
    return today + timedelta(days=4)


def _none_left(window: MainWindow) -> ChosenStep:
    """Somebody takes the last step away."""
    choice = window.page._panel._steps
    for box in choice._boxes.values():
        box.setChecked(False)
    return choice._steps[0]


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
