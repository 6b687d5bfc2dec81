"""A scene inside a lesson: its card with the way into it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance

from carecompanion.content.model import SceneId, SceneLink
from carecompanion.errors import ContentError
from carecompanion.i18n import minutes_text
from carecompanion.services.rehearsing import SceneProgress
from carecompanion.ui.pages.scene_words import scene_act, scene_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.text import Label


class SceneLinkCard(Card):
    """What the scene is about and how far one is; `asked` is told its id. One that is not here says so."""

    def __init__(self, link: SceneLink, scene_of: Callable[[SceneId], SceneProgress], asked: SignalInstance) -> None:
        super().__init__()
        self.body.setSpacing(look.space(8))
        try:
            scene = scene_of(link.scene)
        except ContentError as error:
            self.body.addWidget(Label(error.words, role="body", color="textMuted"))
            return
        self.body.addWidget(Label(scene.card.title, role="h3"))
        place = f"{scene_words(scene)} · {minutes_text(scene.card.minutes)}"
        self.body.addWidget(Label(place, role="small", color="textMuted"))
        self.body.addWidget(Label(scene.card.about, role="body"))
        if link.text:
            self.body.addWidget(Label(link.text, role="body"))
        button = Button(scene_act(scene), kind="soft", icon="messages-square")
        button.setObjectName("open-scene")
        button.setAccessibleDescription(scene.card.title)
        button.clicked.connect(lambda: asked.emit(link.scene))
        self.body.addSpacing(look.space(4))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
