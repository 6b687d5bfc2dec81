"""Settings: deleting the profile and everything it kept."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.forgotten import delete_profile
from carecompanion.ui.pages.typed_nickname import TypedNickname
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.text import Label, ReadingText


class Erase(QWidget):
    """What goes, what stays elsewhere, the nickname, and one last question."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        column.addWidget(Label(_("You can delete everything whenever you want, without giving reasons. This goes:")))
        column.addWidget(ReadingText(_what_goes(), "body", _("What goes")))
        column.addWidget(
            Callout(
                "notice",
                _("What stays"),
                _(
                    "A copy you put on a USB stick is not touched, nor is what you printed: "
                    "the program does not know where they are. The other profiles stay as they are."
                ),
            )
        )
        self._typed = TypedNickname(profile.nickname, _("Delete my profile and my data"))
        self._typed.confirmed.connect(self._ask)
        column.addWidget(self._typed)

    def _ask(self) -> None:
        """The safe answer has the focus."""
        if ask(
            self.window(),
            _("Delete the profile {nickname} for ever?").format(nickname=self._profile.nickname),
            _("Your progress, answers, notes and the copies of the last 7 days go now. They cannot be recovered."),
            _("Keep my profile"),
            _("Delete all of it"),
            danger=True,
        ):
            self._delete()

    def _delete(self) -> None:
        """Closed first, so that no file is held open; then the folder goes, and the picker is built without it."""
        app, go, profile_id = self._app, self._go, self._profile.id
        go.lock()
        if self.isVisible():  # asked whether to leave, the person stayed
            return
        if delete_profile(app, profile_id, lambda words: go.toast(words)):
            go.page("picker")
            go.toast(_("Your profile and your data were deleted."))


def _what_goes() -> str:
    items = (
        _("your nickname, picture, role and settings"),
        _("your progress in the lessons and your answers"),
        _("your notes"),
        _("the copies of the last 7 days"),
    )
    return "\n".join(f"- {item}" for item in items)
