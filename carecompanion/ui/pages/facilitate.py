"""Facilitate: what is open, the session that comes next, those after it and those that were; templates; files."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.workshop import WorkshopId
from carecompanion.i18n import _
from carecompanion.services.clock import local_day
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.session_cards import SessionCard, order_of
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.go import Go
from carecompanion.ui.pages.facilitate_cards import GoOnCallout, NextCard, NoSessions, ReadyCard, TemplatesCard
from carecompanion.ui.pages.facilitate_files import open_session, save_session
from carecompanion.ui.pages.facilitate_rows import AT_FIRST, RowActs, SessionRows
from carecompanion.ui.pages.facilitate_templates import offer_days, offer_templates
from carecompanion.ui.pages.facilitate_words import go_on_words, run_words
from carecompanion.ui.pages.trouble import Trouble
from carecompanion.ui.screens import ScreenMemory
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.beside import Beside
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.drop_menu import DropMenu
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.top_row import TopRow, fill_page

ASIDE, LEAST = 340, 560


class FacilitatePage(QWidget):
    """`coming` and `past` are how many rows of each list are shown."""

    shell = "full"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile, go: Go, coming: int = AT_FIRST, past: int = AT_FIRST) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._training = app, profile, go, profile.training
        self._shown = {"coming": coming, "past": past}
        self._go_on: GoOnCallout | None = None
        new = Button(_("New session"), icon="plus")
        new.setObjectName("new-session")
        new.clicked.connect(lambda: self._offer_new(new))
        self._top = TopRow(_("Facilitate"), actions=[new])
        self._column = fill_page(self, self._top, go.hide).scrolling_column(around=0)
        self._fill()

    def enter(self) -> None:
        """The keyboard begins at the session that was not closed, where there is one."""
        if self._go_on is not None:
            self._go_on.button.setFocus()
        else:
            self._top.focus_title()

    def arguments_now(self) -> dict[str, Any]:
        return {name: count for name, count in self._shown.items() if count != AT_FIRST}

    # what is on it

    def _fill(self) -> None:
        """Everything below the title, anew."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._trouble = Trouble(self._column)
        self._go_on = self._go_on_callout()
        if self._go_on is not None:
            self._column.addWidget(self._go_on)
        self._column.addWidget(self._board(self._training.sessions()), 1)

    def _board(self, cards: tuple[SessionCard, ...]) -> Beside:
        """What is next, what comes and what was at the left; at the right the look around and the templates."""
        today = local_day(self._app.clock)
        waiting = [card for card in cards if order_of(card, today)[0] <= 1 and (card.resting or not card.is_open)]
        past = [card for card in cards if order_of(card, today)[0] > 1]
        ready = next((card for card in waiting if not card.is_open), None)
        coming = [card for card in waiting if card is not ready]
        parts: list[QWidget] = [] if cards else [self._nothing_yet()]
        if ready is not None:
            parts.append(self._next(ready))
        if coming:
            parts.append(self._rows("coming", _("After that"), coming))
        if past:
            parts.append(self._rows("past", _("Past sessions"), past, _("Totals only, no names")))
        first, *rest = parts or [QWidget()]
        return Beside(first, _column(rest), _column(self._aside(ready)), width=ASIDE, least=LEAST, gap=24)

    def _rows(self, name: str, title: str, cards: list[SessionCard], about: str = "") -> SessionRows:
        acts = RowActs(self._open, self._offer_more, self._training.completed)
        rows = SessionRows(title, cards, acts, about, is_past=name == "past", shown=self._shown[name])
        rows.setObjectName(name)
        rows.shown_more.connect(lambda count: self._shown.update({name: count}))
        return rows

    def _aside(self, ready: SessionCard | None) -> list[QWidget]:
        templates = TemplatesCard(self._training.templates(), self._training.lacks_of)
        templates.used.connect(self._use)
        if ready is None:
            return [templates, self._verify_link()]
        memory = ScreenMemory(self._app.settings)
        looked = ReadyCard(self._go.screens(), memory, self._training.missing(ready.session))
        looked.packs_asked.connect(lambda: self._go.page("packs", origin="facilitate"))
        return [looked, templates, self._verify_link()]

    def _verify_link(self) -> FlowRow:
        verify = Button(_("Verify a certificate"), "link", "badge-check")
        verify.setObjectName("verify")
        verify.clicked.connect(lambda: self._go.page("verify"))
        return FlowRow([verify], 0)

    def _next(self, card: SessionCard) -> NextCard:
        shown = NextCard(card)
        shown.start_asked.connect(lambda: self._start(card))
        shown.edit_asked.connect(lambda: self._edit(card.session))
        shown.rehearse_asked.connect(lambda: self._start(card, rehearse=True))
        shown.more_asked.connect(lambda button: self._offer_more(card, button))
        return shown

    def _nothing_yet(self) -> NoSessions:
        templates = sorted(self._training.templates(), key=lambda one: (len(one.day_minutes), one.minutes))
        first = templates[0] if templates else None
        shown = NoSessions(first)
        shown.asked.connect(lambda button: self._use(str(first.id), button) if first else self._make(None))
        return shown

    def _go_on_callout(self) -> GoOnCallout | None:
        """What is led just now, or what was not closed."""
        leading, offer = self._go.leading(), self._training.resume_offer()
        if leading is not None:
            rehearsal = leading.run.is_rehearsal
            act = _("Back to the rehearsal") if rehearsal else _("Back to the session")
            title = _("“{title}” is being rehearsed") if rehearsal else _("“{title}” is going on")
            shown = GoOnCallout(act, title.format(title=leading.run.record.title), leading.run.run.current.title)
            shown.asked.connect(lambda: self._go.page("console"))
            return shown
        if offer is None:
            return None
        today = local_day(self._app.clock)
        about = _("It was not closed. It goes on at “{block}”, slide {n}; the answers of the room are safe.")
        title = _("“{title}” is still open").format(title=offer.title)
        shown = GoOnCallout(go_on_words(offer, today), title, about.format(block=offer.block, n=offer.slide + 1))
        shown.asked.connect(lambda: self._lead(lambda: self._training.resume(offer.run)))
        return shown

    # beginning

    def _start(self, card: SessionCard, *, rehearse: bool = False) -> None:
        self._lead(lambda: self._training.start(card.session, rehearse=rehearse))

    def _lead(self, begin: Callable[[], TrainingRun]) -> None:
        self._trouble.attempt(lambda: self._go.lead(begin()))

    def _edit(self, session: str) -> None:
        self._go.page("session", session=session)

    def _open(self, card: SessionCard) -> None:
        """The first button of a row."""
        if card.resting:
            self._lead(lambda: self._training.resume(card.resting))
        elif card.is_closed and not self._is_waiting(card):
            self._go.page("session_report", run=card.run)
        else:
            self._edit(card.session)

    def _is_waiting(self, card: SessionCard) -> bool:
        return order_of(card, local_day(self._app.clock))[0] <= 1

    # making

    def _offer_new(self, button: Button) -> None:
        menu = DropMenu(self, _("New session"))
        menu.add(_("Empty"), lambda: self._make(None), name="new-empty")
        offer_templates(menu, self._app.library, self._training.templates(), self._make)
        menu.addSeparator()
        menu.add(_("From a file of another laptop"), self._take_file, name="new-file")
        menu.open_under(button)

    def _use(self, workshop: str, button: QWidget) -> None:
        """A template of several days asks which one."""
        template = next(one for one in self._training.templates() if one.id == workshop)
        if len(template.day_minutes) == 1:
            self._make(template.id)
            return
        menu = DropMenu(self, template.title)
        offer_days(menu, self._app.library, template.id, self._make)
        menu.open_under(button)

    def _make(self, workshop: WorkshopId | None, place: int = 0) -> None:
        draft = self._trouble.attempt(lambda: self._training.create(workshop, place))
        if draft is not None:
            self._edit(draft.session)

    # one session's menu

    def _offer_more(self, card: SessionCard, button: QWidget) -> None:
        menu = DropMenu(self, card.title)
        if not card.is_open and not (card.is_closed and not self._is_waiting(card)):
            menu.add(_("Begin now"), lambda: self._start(card), name="more-start")
        if not card.is_open:
            menu.add(_("Rehearse"), lambda: self._start(card, rehearse=True), name="more-rehearse")
        menu.add(_("Edit"), lambda: self._edit(card.session), name="more-edit")
        menu.add(_("Duplicate"), lambda: self._duplicate(card), name="more-duplicate")
        menu.add(_("Save as a file for another laptop"), lambda: self._save_file(card), name="more-file")
        menu.add(_("Kit for a blackout"), lambda: self._print_kit(card), name="more-kit")
        self._offer_reports(menu, card)
        menu.addSeparator()
        menu.add(_("Remove"), lambda: self._remove(card), name="more-remove")
        menu.open_under(button)

    def _print_kit(self, card: SessionCard) -> None:
        from carecompanion.ui.blackout_kit import print_blackout_kit  # late: rarely needed

        print_blackout_kit(self._profile, card.session, self)

    def _offer_reports(self, menu: DropMenu, card: SessionCard) -> None:
        """Of a session that was held several times; its last report has a button of its own."""
        runs = self._training.runs_of(card.session)
        skipped = 0 if self._is_waiting(card) else 1
        if len(runs) <= skipped:
            return
        reports = menu.add_menu(_("Reports"), "more-reports")
        for run in runs:
            words = run_words(self._training.resume(run).record.begun_at)
            reports.add(words, lambda run=run: self._go.page("session_report", run=run), name=f"report-{run}")

    def _duplicate(self, card: SessionCard) -> None:
        session = self._trouble.attempt(lambda: self._training.duplicate(card.session))
        if session is not None:
            self._edit(session)

    def _remove(self, card: SessionCard) -> None:
        title = _("Remove “{title}”?").format(title=card.title)
        text = _("Its agenda, its groups and the totals of the times it was held go for good, from the copies, too.")
        if ask(self, title, text, _("Keep this session"), _("Remove session"), danger=True):
            self._trouble.attempt(lambda: self._take_away(card))

    def _take_away(self, card: SessionCard) -> None:
        self._training.remove(card.session)
        self._fill()
        self._top.focus_title()
        self._go.toast(_("“{title}” was removed.").format(title=card.title))

    def _save_file(self, card: SessionCard) -> None:
        said = self._trouble.attempt(lambda: save_session(self, self._training, card.session, card.title))
        if said:
            self._go.toast(said)

    def _take_file(self) -> None:
        session = self._trouble.attempt(lambda: open_session(self, self._training))
        if session:
            self._edit(session)


def _column(parts: list[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(20))
    for part in parts:
        column.addWidget(part)
    return holder
