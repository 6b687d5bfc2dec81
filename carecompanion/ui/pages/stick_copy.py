"""The page of sticks, first card: this program and its packs onto another stick; a profile only if its owner asks."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.copies import forget_going
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.stick import Load
from carecompanion.services.stick_words import from_source, no_room
from carecompanion.services.stick_work import Plan
from carecompanion.services.sticks import Job
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.stick_parts import Offer, OfferCard, ask_folder, size_words, systems_words
from carecompanion.ui.widgets.buttons import named
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick


class CopyCard(OfferCard):
    """A folder is chosen, then it says what that would take; `job_made` when she wants it."""

    job_made = Signal(object)
    failed = Signal(str)

    def __init__(self, app: App, profile: OpenProfile, go: Go, target: str = "", *, with_mine: bool = False) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self.target = Path(target) if target else None
        self._asked = 0
        self._tick: Tick | None = None
        self.body.addWidget(Label(_("Copy it to another stick"), "h3"))
        self._about = Label(about_words(), "ui")
        self.body.addWidget(self._about)
        if not profile.is_guest:
            self._add_tick(with_mine)
        self._choose = named("choose-target", _("Choose the stick"), self._on_choose, "primary", "folder-open")
        self._row = FlowRow([self._choose], 0)
        self.body.addWidget(self._row)
        self.set_free(False)

    @property
    def with_mine(self) -> bool:
        return self._tick is not None and self._tick.isChecked()

    def say_none(self) -> None:
        """There is no built program to give on."""
        self._about.setText(from_source())
        for one in (self._row, self._tick, self._tick_words if self._tick is not None else None, self._offer):
            if one is not None:
                one.hide()

    def set_free(self, is_free: bool) -> None:
        """Nothing may begin while other work is under way."""
        for one in (self._choose, self._tick):
            if one is not None:
                one.setEnabled(is_free)
        if self._offer is not None:
            self._offer.setEnabled(is_free)

    def _add_tick(self, with_mine: bool) -> None:
        self._tick = Tick(_("Take my profile along, too"))
        self._tick.setObjectName("with-mine")
        self._tick.setChecked(with_mine)
        self._tick.setAccessibleDescription(mine_words(self._profile.has_passphrase))
        self._tick.toggled.connect(lambda _is_on: self.ask_anew())
        self._tick_words = Label(mine_words(self._profile.has_passphrase), "small", "textMuted")
        self.body.addWidget(self._tick)
        self.body.addWidget(self._tick_words)

    # where to, and what it takes

    def _on_choose(self) -> None:
        folder = ask_folder(self, _("Choose the stick"))
        if folder is not None:
            self.target = folder
            self.ask_anew()

    def ask_anew(self) -> None:
        """Measured in the background; only the newest answer counts."""
        if self.target is None:
            return
        self._asked += 1
        number, target, sticks = self._asked, self.target, self._app.sticks
        home = self._app.profiles.copies_of(self._profile).as_it_lies() if self.with_mine else None
        self._put(None)
        self._choose.set_busy(_("Looking"))
        self._go.run(
            lambda: sticks.plan(target, home), partial(self._on_planned, number), partial(self._on_refused, number)
        )

    def _is_newest(self, number: int) -> bool:
        if not is_still_here(self) or number != self._asked:
            return False
        self._choose.set_busy("")
        return True

    def _on_planned(self, number: int, plan: Plan) -> None:
        if not self._is_newest(number):
            return
        self._choose.setText(_("Choose another"))
        self._choose.kind = "outline"  # one button of a card stands out
        why_not = refusal_words(plan)
        act = None if why_not else named("copy-now", _("Copy now"), partial(self._on_copy, plan), "primary", "copy")
        offer = Offer(plan.folder, plan_words(plan), act, why_not)
        self._put(offer)
        (act or self._choose).setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(act or offer)

    def _on_refused(self, number: int, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._is_newest(number) and self.target is not None:
            self._put(Offer(self.target, [], None, error.words))

    # copying

    def _on_copy(self, plan: Plan) -> None:
        if not self.with_mine:
            self._begin(plan.folder, None)
            return
        self._choose.set_busy(_("Preparing it."))
        self.set_free(False)  # pressed twice, it would be laid out twice
        copies = self._app.profiles.copies_of(self._profile)
        self._go.run(copies.lay_out, partial(self._on_laid_out, plan.folder), self._on_not_laid_out)

    def _on_laid_out(self, folder: Path, home: Load) -> None:
        if is_still_here(self):
            self._choose.set_busy("")
            self._begin(folder, home)
        else:
            forget_going(home)

    def _on_not_laid_out(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if is_still_here(self):
            self._choose.set_busy("")
            self.set_free(True)
            self.failed.emit(error.words)

    def _begin(self, folder: Path, home: Load | None) -> None:
        after = partial(forget_going, home) if home is not None else _nothing
        job: Job = self._app.sticks.making(folder, _guide_writer(self._app.paths), home, after)
        self.target = None
        self._put(None)
        self._choose.setText(_("Choose the stick"))
        self._choose.kind = "primary"
        self.job_made.emit(job)


def _guide_writer(paths: Paths) -> Callable[[Path, Callable[[], None]], object]:
    from carecompanion.ui.guide_paper import write_pages  # late: only a copy needs it

    return lambda folder, step: write_pages(folder, paths, date.today(), step=step)


def _nothing() -> None:
    pass


def about_words() -> str:
    return _(
        "The program, its contents and the guide go onto it. It then opens on another computer without installing "
        "anything, and you can make more copies from it. What else lies on the stick stays."
    )


def mine_words(has_passphrase: bool) -> str:
    """What it means that own things travel."""
    if has_passphrase:
        who = _("Whoever finds the stick needs your passphrase to read them.")
    else:
        who = _("Your profile has no passphrase: whoever finds the stick can read all of it.")
    rest = _(
        "Off: nothing of yours travels, nor of anybody else. On: your check-ins, notes and progress travel, and only "
        "yours. From then on there are two profiles, and what you write in one is not in the other."
    )
    return f"{rest} {who}"


def plan_words(plan: Plan) -> list[str]:
    lines = [size_words(plan.room.need, plan.room.free)]
    if plan.systems:
        lines.append(
            _("Version {version}. It opens on: {systems}.").format(
                version=plan.version, systems=systems_words(plan.systems)
            )
        )
    if plan.there and plan.there != plan.version:
        lines.append(_("Version {version} is there now. It stays, to go back to.").format(version=plan.there))
    elif plan.there:
        lines.append(_("The same version is there already. It is copied anew."))
    return lines


def refusal_words(plan: Plan) -> str:
    """Why it cannot be done there; "" where it can."""
    if plan.room.free < plan.room.need:
        return no_room(plan.room.need, plan.room.free).words
    if plan.lost:
        return _(
            "That stick opens on {systems}, too, and after this copy it would not any more. Choose another one, or "
            "open the program from a stick that has it all."
        ).format(systems=systems_words(plan.lost))
    return ""
