"""How far one is with a scene, and what its button is called: the same on the shelf and in a lesson."""

from carecompanion.i18n import _
from carecompanion.services.rehearsing import SceneProgress


def scene_words(scene: SceneProgress) -> str:
    """«Escena, a medias»."""
    if scene.is_under_way:
        return _("Scene, half way")
    if scene.is_finished:
        return _("Scene, you came to an ending. You can try other ways.")
    return _("Scene, not begun")


def trust_words(trust: int) -> str:
    """«Confianza: algo», for 1 to 5."""
    words = (_("very little"), _("a little"), _("some"), _("a good deal"), _("a lot"))
    return _("Trust: {words}").format(words=words[trust - 1])


def scene_act(scene: SceneProgress) -> str:
    if scene.is_under_way:
        return _("Continue")
    return _("Another way") if scene.is_finished else _("Start")
