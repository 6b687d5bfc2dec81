"""The page of sticks, second card: the stick the program runs from, or one that is chosen. Newer, older, whole?"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.stick_words import not_from_a_stick
from carecompanion.services.stick_work import Plan
from carecompanion.services.sticks import INSTALLED, STICK, Standing
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.stick_copy import plan_words, refusal_words
from carecompanion.ui.pages.stick_parts import Offer, OfferCard, ask_folder
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, named
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.path_label import PathLabel
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label


class StickCard(OfferCard):
    """Built anew for each stick that is looked at."""

    job_made = Signal(object)
    stick_chosen = Signal(object)  # a folder

    def __init__(self, app: App, go: Go, standing: Standing) -> None:
        super().__init__()
        self._app, self._go, self._standing = app, go, standing
        self._asked = 0
        self._update: Button | None = None
        title = _("The stick it was opened from") if standing.is_own else _("A stick you have")
        self.body.addWidget(Label(title, "h3"))
        if standing.folder is None:
            self._say_none()
        else:
            self._say_stick(standing.folder)

    def set_free(self, is_free: bool) -> None:
        for one in self.findChildren(Button):
            one.setEnabled(is_free)

    def focus_first(self) -> None:
        (self._update or self._choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_none(self) -> None:
        if self._standing.kind == INSTALLED:
            self.body.addWidget(Label(not_from_a_stick(), "ui"))
        words = _("Choose a stick to see its version, to bring it up to date or to check that it is whole.")
        self.body.addWidget(Label(words, "ui"))
        self._choose = named("choose-stick", _("Choose a stick"), self._on_choose, icon="folder-open")
        self.body.addWidget(FlowRow([self._choose], 0))

    def _say_stick(self, folder: Path) -> None:
        standing = self._standing
        words = _("In use: version {version}.").format(version=standing.now)
        if standing.before:
            words += " " + _("Before it: version {version}.").format(version=standing.before)
        self.body.addWidget(Label(words, "body"))
        self.body.addWidget(PathLabel(str(folder)))
        self._update = named("update-stick", _("Bring it up to date"), self._on_update, "primary", "circle-arrow-up")
        self._update.setAccessibleDescription(_("You choose the stick with the newer version."))
        buttons = [self._update, named("check-stick", _("Check that it is whole"), self._on_check, icon="file-check")]
        if standing.before:
            back = named("stick-back", back_words(standing.before), self._on_back, icon="undo-2")
            back.setAccessibleDescription(what_back_means())
            buttons.append(back)
        other = _("Another stick") if standing.kind == STICK else _("Choose another")
        self._choose = named("choose-stick", other, self._on_choose, icon="folder-open")
        buttons.append(self._choose)
        self.body.addWidget(FlowRow(buttons, look.space(12)))
        if standing.before:
            self.body.addWidget(Label(what_back_means(), "small", "textMuted"))

    # what can be done with it

    def _on_choose(self) -> None:
        folder = ask_folder(self, _("Choose a stick"))
        if folder is not None:
            self.stick_chosen.emit(folder)

    def _on_check(self) -> None:
        assert self._standing.folder is not None
        self.job_made.emit(self._app.sticks.checking(self._standing.folder))

    def _on_back(self) -> None:
        assert self._standing.folder is not None
        self.job_made.emit(self._app.sticks.going_back(self._standing.folder))

    def _on_update(self) -> None:
        source = ask_folder(self, _("Choose the stick with the newer version"))
        onto, sticks = self._standing.folder, self._app.sticks
        if source is None or onto is None or self._update is None:
            return
        self._asked += 1
        number = self._asked
        self._put(None)
        self._update.set_busy(_("Looking"))
        self._go.run(
            lambda: sticks.plan_update(source, onto),
            partial(self._on_planned, number, source),
            partial(self._on_refused, number, source),
        )

    def _is_newest(self, number: int) -> bool:
        if not is_still_here(self) or number != self._asked or self._update is None:
            return False
        self._update.set_busy("")
        return True

    def _on_planned(self, number: int, source: Path, plan: Plan) -> None:
        if not self._is_newest(number):
            return
        why_not = refusal_words(plan)
        act, lines, is_same = None, plan_words(plan), plan.there == plan.version
        if not why_not:
            words = _("Compare them") if is_same else _("Copy now")
            act = named("update-now", words, partial(self._on_go, source), "primary", "copy")
        if is_same:
            lines[-1] = _("Both have the same version. Every file here is read, to see that it is whole.")
        self._put(Offer(source, lines, act, why_not))
        if act is not None:
            act.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(act)

    def _on_refused(self, number: int, source: Path, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._is_newest(number):
            self._put(Offer(source, [], None, error.words))

    def _on_go(self, source: Path) -> None:
        assert self._standing.folder is not None
        self._put(None)
        self.job_made.emit(self._app.sticks.updating(source, self._standing.folder))


def back_words(before: str) -> str:
    return _("Go back to {version}").format(version=before)


def what_back_means() -> str:
    return _(
        "Going back: both versions stay on the stick, and you can come back. A profile that the newer version has "
        "opened may need the newer one; it stays as it is."
    )
