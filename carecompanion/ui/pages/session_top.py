"""The top of the editor: back to the list, title and hours, rehearse, begin; and the page's own keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from carecompanion.i18n import _
from carecompanion.services.session_draft import SessionPlan
from carecompanion.ui.pages.session_words import under_title
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.top_row import TopRow

Act = Callable[[], object]
TITLE = 330  # px it should have beside the buttons


def session_top(plan: SessionPlan, *, back: Act, rehearse: Act, start: Act) -> TopRow:
    way_back = IconButton("arrow-left", _("Back to the sessions"))
    trial = Button(_("Rehearse"))
    begin = Button(_("Begin session"), "primary", "presentation")
    for name, button, act in (("back", way_back, back), ("rehearse", trial, rehearse), ("start", begin, start)):
        button.setObjectName(name)
        button.clicked.connect(lambda _on=False, act=act: act())
    return TopRow(plan.title, under_title(plan), [trial, begin], before=way_back, least=TITLE)


def add_keys(page: QWidget, acts: Mapping[str, Act]) -> None:
    """Heard wherever the keyboard is on the page; a text field keeps those it uses itself."""
    for keys, act in acts.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
