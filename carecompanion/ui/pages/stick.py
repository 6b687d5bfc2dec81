"""The program on a stick, for whoever opens no terminal: copy it on, bring a stick up to date, go back, check it.

One piece of work at a time, in the background; it belongs to the program (services/sticks.py), and this page shows it.
"""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.sticks import INSTALLED, SOURCE, STICK, Job, Standing
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.stick_copy import CopyCard
from carecompanion.ui.pages.stick_own import StickCard
from carecompanion.ui.pages.stick_parts import JobCard, say_where_nobody_looks, start
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import named
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page


class StickPage(QWidget):
    """`target` was chosen to copy to, `stick` to be looked at, before the page is built anew."""

    shell = "full"
    section = "settings"

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        target: str = "",
        stick: str = "",
        with_mine: bool = False,
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._sticks = app, profile, go, app.sticks
        self._who = profile.id
        self._stick = stick
        self._above: QWidget | None = None
        self._card: StickCard | None = None
        back = named("back", _("Back"), go.back, icon="arrow-left")
        self._top = TopRow(
            page_title(), _("A USB stick with Care Companion opens on another computer. No internet is needed."), [back]
        )
        self._where = Label("", "ui", "textMuted")
        self._where.setObjectName("stick-where")
        self._copy = CopyCard(app, profile, go, target, with_mine=with_mine)
        self._copy.job_made.connect(self._on_job)
        self._copy.failed.connect(self._say_failure)
        self._column = fill_page(self, self._top, go.hide).scrolling_column()
        for part in (self._where, self._copy):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._ask_standing(stick)
        if self._sticks.job is not None and not self._sticks.job.is_shown:
            self._show_job(self._sticks.job)
        if not self._sticks.is_busy:
            self._copy.ask_anew()

    def enter(self) -> None:
        self._top.focus_title()

    def escape(self) -> None:
        """Back; work goes on. It is stopped by its own button only."""
        self._go.back()

    def arguments_now(self) -> dict[str, Any]:
        target = str(self._copy.target) if self._copy.target is not None else ""
        return {"target": target, "stick": self._stick, "with_mine": self._copy.with_mine}

    # where it runs from, and the stick that is looked at

    def _ask_standing(self, stick: str) -> None:
        """In the background: a stick may be slow to answer."""
        sticks, folder = self._sticks, Path(stick) if stick else None
        self._go.run(lambda: sticks.standing(folder), self._on_standing, self._on_no_stick)

    def _on_stick_chosen(self, folder: Path) -> None:
        self._ask_standing(str(folder))

    def _on_standing(self, standing: Standing) -> None:
        if not is_still_here(self):
            return
        self._stick = str(standing.folder) if standing.folder is not None and not standing.is_own else ""
        self._where.setText(where_words(standing))
        self._where.setVisible(standing.kind != SOURCE)
        if standing.kind == SOURCE:
            self._copy.say_none()
        old, self._card = self._card, StickCard(self._app, self._go, standing)
        had_focus = old is not None and _has_focus(old)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._card.job_made.connect(self._on_job)
        self._card.stick_chosen.connect(self._on_stick_chosen)
        self._column.insertWidget(self._column.count() - 1, self._card)
        self._card.show()
        self._set_free()
        if had_focus:
            self._card.focus_first()

    def _on_no_stick(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not is_still_here(self):
            return
        self._say_failure(error.words)
        self._set_free()
        if self._card is None:  # it was there when the page was built before
            self._stick = ""
            self._ask_standing("")

    # work

    def _on_job(self, job: Job) -> None:
        job.begun_by, profile, toast = self._who, self._profile, self._go.toast
        start(job, lambda job: say_where_nobody_looks(job, lambda: "" if profile.is_closed else profile.id, toast))
        self._show_job(job)
        self._top.focus_title()  # the button that was pressed is gone

    def _show_job(self, job: Job) -> None:
        card = JobCard(job)
        card.ended.connect(lambda: self._on_over(job))
        self._put_above(card)
        self._set_free()

    def _on_over(self, job: Job) -> None:
        if not is_still_here(self):
            return
        job.is_shown = True
        self._put_above(None)
        if job.is_stopped:
            self._say("notice", _("It was stopped"), job.words_for(self._who))
        elif job.is_failure:
            self._say_failure(job.words_for(self._who))
        else:
            self._say("tip", _("Done"), job.words_for(self._who), "circle-check")
        self._copy.set_free(True)
        if self._card is not None:
            self._card.set_free(False)  # versions may have changed: it is built anew
        self._ask_standing(self._stick)

    def _set_free(self) -> None:
        is_free = not self._sticks.is_busy
        self._copy.set_free(is_free)
        if self._card is not None:
            self._card.set_free(is_free)

    # what stands above

    def _say_failure(self, words: str) -> None:
        self._say("danger", _("That did not work"), words)

    def _say(self, kind: str, title: str, words: str, icon: str = "") -> None:
        said = Callout(kind, title, words, icon=icon)
        said.setObjectName("stick-said")
        self._put_above(said)
        announce(said, f"{title}. {words}", is_urgent=kind == "danger")

    def _put_above(self, shown: QWidget | None) -> None:
        old, self._above = self._above, shown
        if old is not None:
            if _has_focus(old):
                self._top.focus_title()
            old.hide()
            old.deleteLater()
        if shown is not None:
            self._column.insertWidget(0, shown)
            shown.show()
            scroll_to(shown)


def _has_focus(widget: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is not None and widget.isAncestorOf(now)


def page_title() -> str:
    return _("Take it on a USB stick")


def where_words(standing: Standing) -> str:
    return {
        STICK: _("Care Companion was opened from a stick. You can copy it on, and bring the stick up to date."),
        INSTALLED: _(
            "Care Companion is installed on this computer. You can put it on a stick; the stick then opens on "
            "computers with the same system."
        ),
        SOURCE: "",  # the first card says it
    }[standing.kind]
