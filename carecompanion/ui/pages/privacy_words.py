"""Privacy in plain words: what is kept, where, who sees it, what a passphrase protects. The new-profile form and
Settings show the same."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.text import Label


def privacy_words() -> tuple[tuple[str, str], ...]:
    """Headings and what stands under them."""
    return (
        (_("What is kept"), _kept()),
        (_("Where"), _where()),
        (_("Who sees it"), _who_sees_it()),
        (_("What a passphrase protects"), _what_a_passphrase_protects()),
        (_("What is not protected"), _what_is_not_protected()),
        (_("It is yours"), _it_is_yours()),
    )


class PrivacyWords(QWidget):
    """The words as a column."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        for title, text in privacy_words():
            part = QVBoxLayout()
            part.setSpacing(look.space(2))
            part.addWidget(Label(title, "label"))
            part.addWidget(Label(text, "ui"))
            column.addLayout(part)


def _kept() -> str:
    return _(
        "Your nickname, your picture and your role. Which steps you saw, your answers and your notes. "
        "Your settings. Nothing about other people: that is why we ask you never to write real names "
        "of the people you serve."
    )


def _where() -> str:
    return _(
        "Only on this computer, in one encrypted file for each profile. The program never uses the internet. "
        "Each day it copies your file beside itself, just as encrypted, and keeps the last 7 copies. "
        "A copy you save on a USB stick is encrypted alike. If you delete your profile, that copy stays."
    )


def _who_sees_it() -> str:
    return _(
        "You. There is no account, no report and no cloud; nobody receives anything. On the first page, "
        "everyone who uses this computer sees your nickname, your picture and whether there is a lock. "
        "Whoever owns the computer, such as your institution, can look into it and see that this program "
        "is installed."
    )


def _what_a_passphrase_protects() -> str:
    return _(
        "With a passphrase, nobody can read your profile without it or without your recovery phrase, "
        "not even those who made the program. If you lose both, it cannot be recovered. "
        "A short passphrase can be guessed by trying; several words are better."
    )


def _what_is_not_protected() -> str:
    return _(
        "Without a passphrase, anyone with this computer, its disk or a copy can open your profile. "
        "While it is open, no passphrase protects from someone who looks at your screen, from a spy program, "
        "or from whoever manages this computer. What you export or print has no passphrase."
    )


def _it_is_yours() -> str:
    return _(
        "Taking part is up to you. Your answers are used only for your learning and your care, never to "
        "judge your work. You can see, correct or delete them whenever you want, without giving reasons."
    )
