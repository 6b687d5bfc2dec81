"""After a session: its report, certificates, and whether one is as it was signed; for the tests of all screens."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from carecompanion import i18n
from carecompanion.content.workshop import Reference
from carecompanion.services.certificate_text import LABELS, Certificate, lines_of
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.widgets.segmented import Segmented

NAMES = "N.º\tNombre\tDNI\n1\tAna Ruiz\t45678912\n\n2\tليلى حسن\n3\tAna Ruiz\n4\t12345"
Screens = Iterator[tuple[str, Callable[[], None]]]


def after_screens(window: MainWindow) -> Screens:
    run = a_closed_run(window)
    yield "report of a session", lambda: show(window, "session_report", run=run.record.run)
    yield "report of a session, as CSV", lambda: choose(window, "kind", "csv")
    yield "certificates, no name yet", lambda: show(window, "certificates", run=run.record.run)
    yield "certificates, a list pasted", lambda: write(window, "names", NAMES)
    yield "certificates, a name that is none", lambda: write(window, "names", "a" * 99)
    yield "verify", lambda: window.show_page("verify")
    yield "verify, nothing there", lambda: press(window, "check-text")
    yield "verify, as it was signed", lambda: verify(window, "Ana Ruiz")
    yield "verify, one letter altered", lambda: verify(window, "Ana Rui")


def a_closed_run(window: MainWindow, groups: str = "Policía\t9\nPromotoras\t7") -> TrainingRun:
    """A short one: people arrive, a check-in is answered by all, and it is closed."""
    training = window.profile.training
    draft = training.create()
    draft.retitle("Personal policial: una jornada")
    draft.add("welcome", "Llegada y acuerdos")
    draft.add_shown(Reference("checkin", "cuidarme/un-minuto"), "¿Cómo llegamos?", 220)
    draft.paste_groups(groups)
    run = training.start(draft.session)
    run.jump(1)
    round_ = run.open_round("paper")
    teams = [group.name for group in draft.plan.groups for _person in range(group.size)]
    for number, team in enumerate(teams):
        round_.answer({one.id: one.values[number % 2] for one in round_.questions}, team)
    run.set_notes("Faltó tiempo.")
    run.close()
    return run


def show(window: MainWindow, page: str, **arguments: object) -> None:
    window.show_page(page, **arguments)
    settle(window)


def settle(window: MainWindow) -> None:
    """What is laid out in the background comes home."""
    for _turn in range(100):
        if window.page._output._view is not None:
            return
        QTest.qWait(10)
    raise AssertionError("never ready")


def choose(window: MainWindow, name: str, value: str) -> None:
    group = window.page.findChild(Segmented, name)
    group.segments[group.values.index(value)].click()


def write(window: MainWindow, name: str, text: str) -> None:
    window.page.findChild(QPlainTextEdit, name).setPlainText(text)
    read = getattr(window.page, "_read", None)
    if read is not None:
        read()


def verify(window: MainWindow, name: str) -> None:
    """A certificate of Ana Ruiz, on which this name stands."""
    one = Certificate("Ana Ruiz", "Jornada", 400, date(2026, 8, 4))
    page = "\n".join((*lines_of(one), f"{LABELS[i18n.language()]}: {window.profile.signer.own().code(one)}."))
    write(window, "certificate-text", page.replace("Ana Ruiz", name))
    press(window, "check-text")


def press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
