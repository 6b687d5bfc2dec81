"""Contents: every pack of this computer with what it says of itself; adding one from a file; taking one away.

A file is looked at and unpacked in the background; the page shows how far it is and can stop it. Whatever happens, the
packs are as they were or the new one is whole.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.shelves import Damaged
from carecompanion.errors import AddingStopped, PackError, UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.stocking import Offer, Progress, Stocked
from carecompanion.ui.file_dialog import Place, file_to_open
from carecompanion.ui.go import Go
from carecompanion.ui.pages.pack_card import DamagedCard, StockedCard
from carecompanion.ui.pages.pack_words import added_words, refusal_words, shortened
from carecompanion.ui.pages.plan_lines import Own
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

TICK_MS, SHOWN_AFTER_MS = 100, 400


class PacksPage(QWidget):
    """`file` is a pack to add at once: whoever came from Settings has chosen it there. `origin`: the page before it is
    gone back to, when it is not Settings; there something waits for a pack.
    """

    shell = "full"
    section = "settings"

    def __init__(self, app: App, profile: OpenProfile, go: Go, file: str = "", origin: str = "") -> None:
        super().__init__()
        self._app, self._go, self._stocking = app, go, app.stocking
        self._origin = origin
        self._language = i18n.language()
        self._file = file
        self._progress: Progress | None = None
        self._above: QWidget | None = None
        self._add = Button(_("Add"), "primary", "package-plus")
        self._add.setObjectName("add-pack")
        self._add.clicked.connect(self._on_add)
        self._top = TopRow(_("Contents"), shared_words(), [self._back_button(), self._add])
        self._column = fill_page(self, self._top, go.hide).scrolling_column()
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        self._list_packs()

    def enter(self) -> None:
        file, self._file = self._file, ""
        if file:
            self._look_at(Path(file))
        self._top.focus_title()

    def escape(self) -> None:
        """First what is going on stops; then back."""
        if self._progress is not None:
            self._on_stop()
        else:
            self._on_back()

    def _back_button(self) -> Button:
        words = {"session": _("Back to the session"), "facilitate": _("Back to the sessions")}
        button = Button(words.get(self._origin, _("Back")), icon="arrow-left")
        button.setObjectName("back")
        button.clicked.connect(self._on_back)
        return button

    def _on_back(self) -> None:
        if self._origin:
            self._go.back()
        else:
            self._go.page("settings", section="packs")

    # the list

    def _list_packs(self, focus: str = "") -> None:
        """Asked in the background: each pack's folder is looked through for its size."""
        self._go.run(lambda: (self._stocking.packs(), self._stocking.damaged()), partial(self._show, focus))

    def _show(self, focus: str, found: tuple[list[Stocked], Sequence[Damaged]]) -> None:
        if not isValid(self):
            return
        while self._column.count():
            old = self._column.takeAt(0).widget()
            if old is not None and old is not self._above:
                old.hide()
                old.deleteLater()
        if self._above is not None:
            self._column.addWidget(self._above)
        packs, damaged = found
        for broken in damaged:
            broken_card = DamagedCard(broken)
            broken_card.removal_asked.connect(partial(self._on_remove_damaged, broken))
            self._place(broken_card)
        for pack in sorted(packs, key=lambda pack: not pack.is_own):
            card = StockedCard(pack, self._language)
            card.removal_asked.connect(partial(self._on_remove, pack))
            self._place(card)
        self._column.addStretch(1)
        if focus and (button := self.findChild(Button, f"inside-{focus}")) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, card: Card) -> None:
        self._column.addWidget(card)
        card.show()

    # what stands above the list

    def _put_above(self, widget: QWidget | None) -> None:
        """One thing at a time: how far it is, what was done, a doubt, or why not."""
        old, self._above = self._above, widget
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if widget is not None:
            self._column.insertWidget(0, widget)
            widget.show()
            scroll_to(widget)

    def _say(self, kind: str, title: str, words: str, icon: str = "") -> None:
        """Never as Markdown: what a pack's maker wrote may stand in it."""
        said = Callout(kind, title, icon=icon)
        said.setObjectName("packs-said")
        for part in words.split("\n\n"):
            said.body.insertWidget(said.body.count() - 1, Own(part, "ui"))
        self._put_above(said)
        announce(said, f"{title}. {words}", is_urgent=kind == "danger")

    # adding

    def _on_add(self) -> None:
        file = ask_pack(self)
        if file is not None:
            self._look_at(file)

    def _look_at(self, file: Path) -> None:
        if self._progress is not None:
            return
        progress = self._begin(file)
        self._go.run(
            lambda: self._stocking.look_at(file, progress), self._on_looked_at, partial(self._on_failed, file.name)
        )

    def _begin(self, file: Path) -> Progress:
        self._progress = Progress()
        self._put_above(None)
        self._add.set_busy(_("Adding"))
        self._name = shortened(file.name)
        self._ticks.start()
        QTimer.singleShot(SHOWN_AFTER_MS, self, self._show_progress)
        return self._progress

    def _show_progress(self) -> None:
        """Only what takes a while is worth a bar."""
        if self._progress is None or self._above is not None:
            return
        card = Card()
        card.setObjectName("packs-progress")
        words = _("“{file}” is being looked at and added. Everything in it is checked first.").format(file=self._name)
        card.body.addWidget(Label(words))
        self._bar = ProgressBar(0.0, words)
        card.body.addWidget(self._bar)
        stop = Button(_("Cancel"))
        stop.setObjectName("stop-adding")
        stop.clicked.connect(self._on_stop)
        card.body.addWidget(FlowRow([stop], 0))
        self._put_above(card)

    def _on_tick(self) -> None:
        if self._progress is not None and self._above is not None and self._above.objectName() == "packs-progress":
            self._bar.set_share(self._progress.share)

    def _on_stop(self) -> None:
        if self._progress is not None:
            self._progress.is_stopped = True

    def _on_looked_at(self, offer: Offer) -> None:
        if not isValid(self):
            if not offer.doubts:  # nobody is here to be asked
                add_quietly(self._app, self._go, offer)
            return
        if offer.doubts:
            self._end()
            self._ask_about(offer)
        else:
            self._add_offer(offer)

    def _ask_about(self, offer: Offer) -> None:
        """On the page, not in a dialog: it may come when the screen is hidden."""
        title = shortened(offer.index.shelf(self._language).card.title)
        asked = Callout("notice", _("Add “{title}” all the same?").format(title=title))
        asked.setObjectName("packs-doubt")
        for doubt in offer.doubts:
            asked.body.addWidget(Own(doubt, "ui"))
        yes, no = Button(_("Add it all the same"), "outline"), Button(_("Leave everything as it is"), "primary")
        yes.setObjectName("add-anyway")
        no.setObjectName("leave-it")
        yes.clicked.connect(partial(self._on_add_anyway, offer))
        no.clicked.connect(self._on_left)
        asked.body.addSpacing(look.space(12))
        asked.body.addWidget(FlowRow([no, yes], look.space(12)))
        self._put_above(asked)
        announce(asked, f"{asked.accessibleName()} {' '.join(offer.doubts)}")
        no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add_anyway(self, offer: Offer, _is_checked: bool = False) -> None:
        self._begin(offer.file)
        self._add_offer(offer)

    def _on_left(self) -> None:
        self._put_above(None)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_offer(self, offer: Offer) -> None:
        progress = self._progress or Progress()
        self._go.run(
            lambda: self._stocking.add(offer, progress),
            lambda _nothing: self._on_added(offer),
            partial(self._on_failed, offer.file.name),
        )

    def _on_added(self, offer: Offer) -> None:
        title, words = added_words(offer.index, offer.before, self._language)
        if not isValid(self):
            self._go.toast(title)
            return
        self._end()
        self._say("tip", title, words, "package")
        self._list_packs(offer.index.card.id)

    def _on_failed(self, name: str, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not isValid(self):
            if not isinstance(error, AddingStopped):
                self._go.toast(_("“{file}” was not added").format(file=shortened(name)))
            return
        self._end()
        kind = "notice" if isinstance(error, AddingStopped) or not isinstance(error, PackError) else "danger"
        self._say(kind, _("“{file}” was not added").format(file=shortened(name)), refusal_words(error))
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._progress = None
        self._ticks.stop()
        self._add.set_busy("")
        self._put_above(None)

    # taking away

    def _on_remove(self, pack: Stocked) -> None:
        card = pack.index.shelf(self._language).card
        stays = _("What everybody did in it stays. Where its lessons were, it says that the pack is missing.")
        if self._is_sure(card.title, stays):
            self._take(card.title, partial(self._stocking.remove, card.id))

    def _on_remove_damaged(self, damaged: Damaged) -> None:
        if self._is_sure(damaged.name, _("What everybody did in it stays.")):
            self._take(damaged.name, partial(self._stocking.remove_damaged, damaged))

    def _is_sure(self, title: str, words: str) -> bool:
        asked = _("Take “{title}” away from this computer?").format(title=shortened(title))
        return ask(self.window(), asked, words, _("Keep it"), _("Take it away"), danger=True)

    def _take(self, title: str, remove: Callable[[], None]) -> None:
        try:
            remove()
        except UserError as error:
            self._say("danger", _("“{title}” is still here").format(title=shortened(title)), error.words)
            return
        words = _("Everybody's progress is kept. Add the pack again and they go on where they were.")
        self._say("tip", _("“{title}” was taken away").format(title=shortened(title)), words, "package")
        self._list_packs()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)


def add_quietly(app: App, go: Go, offer: Offer) -> None:
    """The page was left while its file was looked at; what was begun is finished, and told."""
    title, _words = added_words(offer.index, offer.before, i18n.language())

    def failed(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        go.toast(_("“{file}” was not added").format(file=shortened(offer.file.name)))

    go.run(lambda: app.stocking.add(offer, Progress()), lambda _nothing: go.toast(title), failed)


def ask_pack(parent: QWidget) -> Path | None:
    """Which file; None when the person thought better of it."""
    kinds = _("Packs ({endings})").format(endings="*.carepack *.zip")
    return file_to_open(parent, _("Choose a pack"), kinds, Place.DownloadLocation)


def shared_words() -> str:
    return _("Everybody who uses this computer has the same contents.")
