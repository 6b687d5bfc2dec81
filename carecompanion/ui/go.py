"""Where a page may go: the few calls the main window lends to its pages, so that no page knows window or neighbour."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # for the names only: the picker must not wait for what opens profiles
    from carecompanion.services.profiles import OpenProfile
    from carecompanion.services.session_run import TrainingRun
    from carecompanion.ui.leading import Leading
    from carecompanion.ui.screens import ScreenProvider


class GoToPage(Protocol):
    def __call__(self, name: str, **arguments: Any) -> None: ...


class ShowToast(Protocol):
    def __call__(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None: ...


class Run(Protocol):
    def __call__(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None: ...


class Enter(Protocol):
    def __call__(self, profile: "OpenProfile", page: str = "today", **arguments: Any) -> None: ...


class Lead(Protocol):
    def __call__(self, run: "TrainingRun") -> "Leading": ...


def _cannot_lead(run: "TrainingRun") -> "Leading":
    raise RuntimeError("no window to lead in")


def _own_screens() -> "ScreenProvider":
    from carecompanion.ui.screens import QtScreens  # late: only trainers look for a second one

    return QtScreens()


@dataclass(frozen=True, slots=True)
class Go:
    """`page` leaves this page (its text is kept first) and shows another; `back` is the page before.

    `enter` takes the profile the picker opened and shows its first page. `lock` closes the profile and shows the picker
    (a guest is asked first). `refresh` takes a changed language, theme or size and builds the same place again.
    `run` does slow work in a thread and brings the result back here; the work touches no widget. A failure without
    `on_failed` is shown in calm words.
    `let_out` ends the mode in which a laptop goes round the room: whoever calls it has asked for the passphrase.
    `lead` begins to lead a session: the room's window opens and the console is shown. `leading` is the one that is led.
    `screens` are the computer's, the projector among them.
    """

    page: GoToPage
    back: Callable[[], None]
    hide: Callable[[], None]
    help: Callable[[], None]
    pause: Callable[[], None]
    toast: ShowToast
    refresh: Callable[[], None]
    lock: Callable[[], None]
    quit: Callable[[], None]
    enter: Enter
    run: Run
    lead: Lead = _cannot_lead
    leading: "Callable[[], Leading | None]" = lambda: None
    let_out: Callable[[], None] = lambda: None
    screens: "Callable[[], ScreenProvider]" = _own_screens
