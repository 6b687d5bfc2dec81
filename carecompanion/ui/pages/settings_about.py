"""Settings: what this program is and is not, its version, licences and where its contents come from."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import __version__
from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.about_lists import licences, sources
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.text import Label


class About(QWidget):
    """Version, disclaimer, licences."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        column.addWidget(Label(f"Care Companion {__version__}", "label"))
        column.addWidget(
            Label(_("For volunteers and police officers in Peru who stand by women, girls and boys."), "ui")
        )
        column.addWidget(Callout("notice", _("What it is not"), _disclaimer()))
        for title, text in _parts():
            part = QVBoxLayout()
            part.setSpacing(look.space(2))
            part.addWidget(Label(title, "label"))
            part.addWidget(Label(text, "ui"))
            column.addLayout(part)
        column.addWidget(sources(app))
        column.addWidget(licences(app))


def _disclaimer() -> str:
    return _(
        "This is for learning and for taking care of yourself. It is not therapy, it makes no diagnosis, it gives no "
        "legal advice and it is not an emergency service. In danger, use Help now. Where official rules say "
        "something else, those rules count."
    )


def _parts() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Contents"),
            _(
                "Written for this program from public sources, which each lesson names. Lessons that a specialist has "
                "reviewed say who and when; the others are not reviewed yet. Each help line shows where and when its "
                "number was seen. No public body or international organisation has endorsed this program. "
                "Texts and pictures: CC BY-SA 4.0."
            ),
        ),
        (
            _("Program"),
            _(
                "Free software under the Apache 2.0 licence. It uses Qt and PySide6 under the LGPL version 3, "
                "SQLCipher and SQLAlchemy."
            ),
        ),
        (
            _("Letters and icons"),
            _(
                "Atkinson Hyperlegible Next and Source Serif 4, under the SIL Open Font License 1.1. "
                "Lucide icons, under the ISC licence. The full licences are in the program's folder, under “licences”."
            ),
        ),
    )
