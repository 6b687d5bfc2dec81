"""«¿Cómo estoy?»: one minute, a longer check-in, one's own history; and what lies one step behind them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import CheckInId
from carecompanion.i18n import _
from carecompanion.learning.history import Entry
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import MINUTE, Outcome
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_help import HelpView
from carecompanion.ui.pages.wellbeing_history import HistoryTab
from carecompanion.ui.pages.wellbeing_longer import LongerList
from carecompanion.ui.pages.wellbeing_minute import MinuteForm
from carecompanion.ui.pages.wellbeing_parts import BAR, MarginScroll, reach_into_margin
from carecompanion.ui.pages.wellbeing_result import ResultView
from carecompanion.ui.pages.wellbeing_run import RunView
from carecompanion.ui.pages.wellbeing_saved import SavedView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import UNDER, TopRow, fill_page

TABS = ("minute", "longer", "history")
NEARER, BETWEEN = 10, 12  # a sentence about the tab stands close below the title


class WellbeingPage(QWidget):
    """`tab` is minute, longer or history; `mood` a face chosen on Today. `checkin` opens a longer one, `shown` the
    result of an entry. `goes_on`: what was marked a moment ago is still on the screen, nobody need be asked about it.
    """

    shell = "full"
    section = "wellbeing"

    @property
    def may_start_over(self) -> bool:
        """Inside a longer check-in or a result: the navigation leads out of it."""
        return not isinstance(self._view, TabsView)

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        tab: str = "minute",
        mood: int = 0,
        checkin: str = "",
        shown: Entry | None = None,
        goes_on: bool = False,
        **history: Any,
    ) -> None:
        super().__init__()
        self._view = self._make(app, profile, go, tab, mood, checkin, shown, goes_on, history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    def _make(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        tab: str,
        mood: int,
        checkin: str,
        shown: Entry | None,
        goes_on: bool,
        history: dict[str, Any],
    ) -> "TabsView | RunView | ResultView | HelpView":
        if shown is not None and not profile.wellbeing.is_there(shown):
            shown = None  # erased since: going back shows nothing of it
        if shown is not None and shown.checkin != MINUTE:
            outcome = profile.wellbeing.outcome_of(shown)
            return (HelpView if outcome.help_first else ResultView)(app, profile, go, outcome, tab)
        if checkin and _may_run(profile, CheckInId(checkin)):
            return RunView(app, profile, go, checkin)
        return TabsView(app, profile, go, tab, mood, shown, goes_on, history)

    # what the window asks

    def enter(self) -> None:
        self._view.enter()

    def leave(self) -> None:
        self._view.leave()

    def escape(self) -> None:
        self._view.escape()

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in self._view.regions() if one.isVisible()]

    def arguments_now(self) -> dict[str, Any]:
        return self._view.arguments_now()

    def print_page(self) -> None:
        print_view = getattr(self._view, "print_view", None)
        if print_view is not None:
            print_view()


def _may_run(profile: OpenProfile, checkin: CheckInId) -> bool:
    """Not before its time. Raises ContentMissing."""
    return profile.wellbeing.may_from(profile.wellbeing.checkin(checkin)) is None


class TabsView(QWidget):
    """The page with its three tabs. The choice of tab keeps the keyboard while one goes from tab to tab."""

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        tab: str,
        mood: int,
        saved: Entry | None,
        goes_on: bool,
        history: dict[str, Any],
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._tab = tab if tab in TABS else TABS[0]
        self._saved, self._history = saved, history
        self._content: QWidget | None = None
        self._footer: QWidget | None = None
        self._tabs = Segmented(_tab_words(), self._tab, _("How am I?"))
        self._tabs.setObjectName("wellbeing-tabs")
        for name, segment in zip(TABS, self._tabs.segments, strict=True):
            segment.setObjectName(f"tab-{name}")
        self._tabs.chosen.connect(self._choose)
        self._top = TopRow(_("How am I?"), "", [] if look.is_one_column else [self._tabs])
        self._body = fill_page(self, self._top, go.hide)
        reach_into_margin(self._body, self._top)
        self._body.content.setSpacing(look.space(BETWEEN))
        self._scroll = MarginScroll(self._holder())
        self._body.content.addWidget(self._scroll, 1)
        self._show(mood, goes_on)

    def _holder(self) -> QWidget:
        """What scrolls: the tab's content, and where text is large the choice of tab above it."""
        holder = QWidget()
        outer = QVBoxLayout(holder)  # the stretch at its end must not cost a gap
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._slot = QVBoxLayout()
        self._slot.setSpacing(look.space(16))
        if look.is_one_column:
            self._slot.addWidget(self._tabs)
        outer.addLayout(self._slot)
        outer.addStretch(1)
        return holder

    def enter(self) -> None:
        if isinstance(self._content, SavedView):
            self._content.focus_title()
        else:
            self._top.focus_title()

    def leave(self) -> None:
        if isinstance(self._content, MinuteForm):
            self._content.flush()

    def escape(self) -> None:
        """A section has no level above it."""

    def regions(self) -> list[QWidget]:
        return [self._top, self._scroll, *([self._footer] if self._footer is not None else [])]

    def arguments_now(self) -> dict[str, Any]:
        now: dict[str, Any] = {"tab": self._tab}
        if isinstance(self._content, SavedView):
            now["shown"] = self._saved
        elif isinstance(self._content, MinuteForm) and self._content.has_draft:
            now["goes_on"] = True
        elif isinstance(self._content, HistoryTab):
            now |= self._content.arguments_now()
        return now

    # showing

    def _choose(self, tab: str) -> None:
        self.leave()
        self._tab, self._saved = str(tab), None
        self._show()
        announce(self, dict(_tab_words())[self._tab])

    def _show(self, mood: int = 0, goes_on: bool = False) -> None:
        """What belongs to the tab, in the place of what was there."""
        for old in (self._content, self._footer):
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        self._content = self._make(mood, goes_on)
        self._footer = self._content.footer if isinstance(self._content, MinuteForm) else None
        has_about = isinstance(self._content, MinuteForm | LongerList)
        self._body.layout().setSpacing(look.space(NEARER if has_about else UNDER))
        self._slot.addWidget(self._content)
        self._content.show()  # at once: what is not there yet takes no keyboard
        if self._footer is not None:
            self._footer.layout().setContentsMargins(0, 0, BAR, 0)
            self._body.content.addWidget(self._footer)
        self._scroll.verticalScrollBar().setValue(0)

    def _make(self, mood: int, goes_on: bool) -> QWidget:
        if self._tab == "history":
            return self._make_history()
        if self._tab == "longer":
            longer = LongerList(self._app, self._profile)
            longer.chosen.connect(lambda checkin: self._go.page("wellbeing", tab="longer", checkin=checkin))
            longer.result_asked.connect(lambda entry: self._go.page("wellbeing", tab="longer", shown=entry))
            return longer
        if self._saved is not None:
            return SavedView(self._app, self._profile, self._go, self._profile.wellbeing.outcome_of(self._saved))
        return self._make_form(mood, goes_on)

    def _make_form(self, mood: int, goes_on: bool) -> QWidget:
        if self._profile.wellbeing.minute() is None:
            card = Card()
            card.body.addWidget(Label(_("The one-minute check-in is not installed here. Your entries are safe.")))
            return card
        run = self._profile.wellbeing.open(MINUTE)
        form = MinuteForm(run, mood, may_offer=not goes_on, is_guest=self._profile.is_guest)
        form.finished.connect(self._on_form_finished)
        form.left.connect(lambda: self._on_form_left(form))
        return form

    def _make_history(self) -> HistoryTab:
        view = HistoryTab(self._app, self._profile, self._go, **self._history)
        self._history = {}
        view.minute_asked.connect(self._on_minute_asked)
        return view

    # what the person does

    def _on_form_finished(self, outcome: Outcome) -> None:
        self._saved = outcome.entry
        self._show()
        if isinstance(self._content, SavedView):
            self._content.focus_title()
            announce(self, self._content.spoken)

    def _on_form_left(self, form: MinuteForm) -> None:
        """Not now: what was marked waits for a day."""
        form.flush()
        has_draft = form.has_draft
        self._go.page("today")
        if has_draft:
            self._go.toast(_("What you marked waits for you for a day, in How am I?"))

    def _on_minute_asked(self) -> None:
        self._tabs.choose("minute")
        self._choose("minute")
        self._tabs.segments[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _tab_words() -> list[tuple[str, str]]:
    return [("minute", _("One minute")), ("longer", _("More complete")), ("history", _("My history"))]
