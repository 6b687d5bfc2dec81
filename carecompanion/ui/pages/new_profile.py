"""A new profile: one short form, and, when there is a passphrase, one calm page with the recovery phrase.

What was typed is a `Draft` the window hands back when the page is built anew in another language or size.
"""

import random
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import PICTURES, NewProfile, OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import Missing, hint, is_still_here, part_of
from carecompanion.ui.pages.new_phrase import Draft, PhraseStep
from carecompanion.ui.pages.privacy_words import PrivacyWords
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import PassphraseField, TextField
from carecompanion.ui.widgets.picture_choice import PictureChoice
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick
from carecompanion.ui.widgets.wrap_grid import WrapGrid

TOP, SIDE, BOTTOM, COLUMN = 14, 32, 28, 680

# Plants, birds and landscapes of Peru, and names an English speaker can say.
NICKNAMES = {
    "es": (
        *("Colibrí", "Retama", "Quinde", "Molle", "Ceibo", "Totora", "Chirimoya", "Cantuta", "Huarango", "Garúa"),
        *("Lúcuma", "Algarrobo", "Tara", "Puya", "Gaviota", "Vicuña", "Tornasol", "Manantial", "Jacaranda", "Quebrada"),
    ),
    "en": (
        *("Hummingbird", "Willow", "Heron", "Clover", "Maple", "River", "Robin", "Juniper", "Meadow", "Otter"),
        *("Cedar", "Swallow", "Fern", "Harbor", "Lark", "Thistle", "Pebble", "Breeze", "Linden", "Sparrow"),
    ),
}


class NewProfilePage(QWidget):
    """Without a profile: the form. With the new profile open: its recovery phrase."""

    shell = "bare"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, draft: Draft | None = None) -> None:
        super().__init__()
        draft = draft or Draft()
        self._go = go
        self._content: _Form | PhraseStep = (
            _Form(app, go, draft) if profile is None else PhraseStep(app, profile, go, draft)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, TOP, 0, look.space(BOTTOM))
        column.setSpacing(look.space(8))
        column.addLayout(self._top_row(profile is None))
        column.addWidget(PageScroll(_centred(self._content)), 1)
        column.addLayout(self._bottom_row())

    def enter(self) -> None:
        self._content.focus_first()

    def _top_row(self, may_go_back: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(look.space(SIDE), 0, look.space(SIDE), 0)
        if may_go_back:
            back = Button(_("Back"), "outline", "arrow-left")
            back.setObjectName("back")
            back.clicked.connect(self._go.back)
            row.addWidget(back)
        row.addStretch(1)
        hide = HideButton()
        hide.clicked.connect(self._go.hide)
        row.addWidget(hide)
        return row

    def _bottom_row(self) -> QGridLayout:
        """The act in the middle, help in its corner."""
        row = QGridLayout()
        row.setContentsMargins(look.space(SIDE), look.space(8), look.space(SIDE), 0)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)
        helping = Button(_("Help now"), "help", "life-buoy")
        helping.setObjectName("help-now")
        helping.clicked.connect(self._go.help)
        row.addWidget(self._content.act, 0, 1)
        row.addWidget(helping, 0, 2, Qt.AlignmentFlag.AlignRight)
        return row


class _Form(QWidget):
    """Nickname, picture, role, facilitation, passphrase, consent. `act` makes the profile."""

    def __init__(self, app: App, go: Go, draft: Draft) -> None:
        super().__init__()
        self._app, self._go, self._draft = app, go, draft
        self.act = Button(_("Done"), "primary", size="large")
        self.act.setObjectName("create")
        self.act.clicked.connect(self._create)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, look.space(16))
        self._column.setSpacing(look.space(24))
        self._add_title()
        self._add_nickname()
        self._add_picture()
        self._add_role()
        self._add_passphrase()
        self._add_consent()

    def focus_first(self) -> None:
        self._nickname.setFocus()

    # the parts

    def _add_title(self) -> None:
        part = part_of(self._column, 4)
        title = Label(_("Create a profile"), "display")
        title.setObjectName("page-title")
        part.addWidget(title)
        part.addWidget(Label(_("It takes a minute. Leave what you like as it is."), color="textMuted"))
        self._title_part = part
        self._trouble: QWidget | None = None

    def _add_nickname(self) -> None:
        self._nickname = TextField(_("Nickname"))
        self._nickname.line.setObjectName("nickname")
        self._nickname.returnPressed.connect(self._create)
        other = Button(_("Another nickname"), "soft", "repeat-2")
        other.setObjectName("another-nickname")
        other.clicked.connect(self._suggest)
        self._nickname.add_beside(other)
        part = part_of(self._column, 8)
        part.addWidget(self._nickname)
        part.addWidget(hint(_("Everyone who uses this computer sees it. It need not be your name.")))

    def _add_picture(self) -> None:
        part = part_of(self._column, 8)
        part.addWidget(Label(_("Picture"), "ui", weight=600))
        self._pictures = QButtonGroup(self)
        tiles = [self._picture(name, words) for name, words in picture_names().items()]
        part.addWidget(WrapGrid(tiles, look.px(60), len(tiles), look.space(8), even=True))

    def _picture(self, name: str, words: str) -> PictureChoice:
        tile = PictureChoice(name, words)
        tile.setChecked(name == self._draft.picture)
        tile.toggled.connect(lambda is_on: self._take(picture=name) if is_on else None)
        self._pictures.addButton(tile)
        return tile

    def _add_role(self) -> None:
        part = part_of(self._column, 8)
        part.addWidget(Label(_("My role"), "ui", weight=600))
        roles = Segmented(list(role_names().items()), self._draft.role, _("My role"))
        roles.setObjectName("role")
        roles.chosen.connect(lambda role: self._take(role=role))
        part.addWidget(roles, 0, Qt.AlignmentFlag.AlignLeft)
        facilitates = SwitchRow(_("I also facilitate workshops"), is_on=self._draft.facilitates)
        facilitates.switch.setObjectName("facilitates")
        facilitates.toggled.connect(lambda is_on: self._take(facilitates=is_on))
        part.addSpacing(look.space(8))
        part.addWidget(facilitates)

    def _add_passphrase(self) -> None:
        part = part_of(self._column, 8)
        self._passphrase = PassphraseField(_("Passphrase (optional)"))
        self._passphrase.line.setObjectName("passphrase")
        self._passphrase.returnPressed.connect(self._create)
        part.addWidget(self._passphrase)
        part.addWidget(hint(passphrase_truth()))

    def _add_consent(self) -> None:
        part = part_of(self._column, 4)
        self._consent = Tick(_("I am 18 or older and I agree that my answers are kept only on this computer"))
        self._consent.setObjectName("consent")
        self._consent.setChecked(self._draft.consents)
        self._consent.toggled.connect(self._on_consent)
        part.addWidget(self._consent)
        self._consent_missing = Missing(_("Without this tick no profile can be made. You can also enter as a guest."))
        part.addWidget(self._consent_missing)
        reading = Button(_("What is kept, and who sees it"), "link")
        reading.setObjectName("read-privacy")
        reading.clicked.connect(self._toggle_privacy)
        row = QHBoxLayout()
        row.addWidget(reading)
        row.addStretch(1)
        part.addLayout(row)
        self._privacy = Card()
        self._privacy.body.addWidget(PrivacyWords())
        self._privacy.setVisible(self._draft.shows_privacy)
        part.addWidget(self._privacy)

    # what is done with them

    def _take(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self._draft, name, value)

    def _suggest(self) -> None:
        now = self._nickname.text()
        self._nickname.set_text(random.choice([one for one in NICKNAMES[i18n.language()] if one != now]))
        self._nickname.set_error("")

    def _on_consent(self, is_on: bool) -> None:
        self._take(consents=is_on)
        if is_on:
            self._say_consent_missing(False)

    def _say_consent_missing(self, is_missing: bool) -> None:
        self._consent_missing.setVisible(is_missing)
        self._consent.set_error(is_missing)
        self._consent.setAccessibleDescription(self._consent_missing.words if is_missing else "")

    def _toggle_privacy(self) -> None:
        self._draft.shows_privacy = not self._draft.shows_privacy
        self._privacy.setVisible(self._draft.shows_privacy)

    def _is_complete(self) -> bool:
        """Says what is missing beside it; the first thing missing gets the focus."""
        has_nickname = bool(self._nickname.text().strip())
        self._nickname.set_error("" if has_nickname else _("Choose a nickname first. Any word will do."))
        self._say_consent_missing(not self._draft.consents)
        if not has_nickname:
            self._nickname.setFocus()
        elif not self._draft.consents:
            self._consent.setFocus(Qt.FocusReason.OtherFocusReason)
        return has_nickname and self._draft.consents

    def _create(self) -> None:
        if self.act.is_busy or not self._is_complete():
            return
        self.act.set_busy(_("Creating"))
        profiles, passphrase = self._app.profiles, self._passphrase.text()
        new = NewProfile(
            self._nickname.text(), self._draft.picture, self._draft.role or "", self._draft.facilitates, passphrase
        )
        looks = replace(self._app.settings.now.appearance, language=i18n.language())

        def work() -> OpenProfile:
            profile = profiles.create(new)
            profile.preferences.keep_appearance(looks)
            if passphrase:
                self._draft.key = profiles.key_of(profile.id, passphrase)
                self._draft.phrase = profiles.new_recovery_phrase()
            return profile

        self._go.run(work, self._on_created, self._on_failed)

    def _on_created(self, profile: OpenProfile) -> None:
        if not is_still_here(self):
            profile.close()
        elif self._draft.phrase:
            self._go.enter(profile, "new_profile", draft=self._draft)
        else:
            self._go.enter(profile, "today", first_day=True)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not is_still_here(self):
            return
        self.act.set_busy("")
        if self._trouble is not None:
            self._trouble.deleteLater()
        self._trouble = Callout("danger", _("The profile was not made"), error.words)
        self._title_part.addWidget(self._trouble)
        self._nickname.setFocus()


def passphrase_truth() -> str:
    """Said wherever a passphrase is set."""
    return _(
        "With a passphrase only you can open it: without it and without the recovery phrase, nobody can. "
        "Without one, anyone with this computer can open your profile."
    )


def role_names() -> dict[str, str]:
    return {
        "volunteer": _("Volunteering"),
        "police": _("Police"),
        "promoter": _("Community promoter"),
        "": _("Rather not say"),
    }


def picture_names() -> dict[str, str]:
    """The pictures of a profile, as they are spoken."""
    words = (
        *(_("Bird"), _("Flower"), _("Leaf"), _("Sprout"), _("Fish")),
        *(_("Turtle"), _("Feather"), _("Mountain"), _("Shell"), _("Sun")),
    )
    return dict(zip(PICTURES, words, strict=True))


def _centred(content: QWidget) -> QWidget:
    """In the middle, not wider than the form is meant to be."""
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(look.space(SIDE), look.space(12), look.space(SIDE), 0)
    content.setMaximumWidth(look.px(COLUMN))
    row.addStretch(1)
    row.addWidget(content, 1000)
    row.addStretch(1)
    return around
