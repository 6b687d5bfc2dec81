"""What a module holds for a person: its lessons as she is in them, its scenes between them. Pure."""

from carecompanion.content.model import LessonId, SceneCard
from carecompanion.learning.progress import LessonProgress, ModuleProgress, serves


def contents_of(module: ModuleProgress, role: str = "") -> tuple[LessonProgress | SceneCard, ...]:
    """Lessons in their order (a role's track has its own), each with the scenes that follow it in the module.

    A scene whose lesson does not serve the role follows the one before that; with a role only what serves it.
    """
    shown = {lesson.card.id for lesson in module.lessons}
    after: dict[LessonId | None, list[SceneCard]] = {}
    lesson: LessonId | None = None
    for one in module.card.contents:
        if isinstance(one, SceneCard):
            if serves(one, role):
                after.setdefault(lesson, []).append(one)
        elif one.id in shown:
            lesson = one.id
    found: list[LessonProgress | SceneCard] = [*after.get(None, ())]
    for progress in module.lessons:
        found += [progress, *after.get(progress.card.id, ())]
    return tuple(found)
