"""What was just written touches on dying: somebody is there. It asks nothing and stops nothing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.scroll import scroll_to


class HardWords(QWidget):
    """Hidden until `appear`; then it stays as long as its page. `help_asked` leads to Help now."""

    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hard-words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(14), 0, 0)
        title = _("You don't have to go through this alone")
        callout = Callout(
            "support", title, _("It is good that you put it into words. Someone can listen to you today.")
        )
        button = Button(_("See whom to talk to"), size="small")
        button.setObjectName("hard-words-help")
        button.clicked.connect(self.help_asked)
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(callout)
        self.hide()

    def appear(self) -> None:
        """Quietly: the keyboard stays where it is, writing goes on."""
        if self.isHidden():
            self.show()
            QTimer.singleShot(0, self, lambda: scroll_to(self))
