"""The templates as entries of a menu; one of several days asks which."""

from collections.abc import Callable, Sequence

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.workshop import WorkshopCard, WorkshopId
from carecompanion.errors import ContentError
from carecompanion.i18n import _, minutes_text
from carecompanion.ui.widgets.drop_menu import DropMenu

Take = Callable[[WorkshopId, int], None]  # the workshop, and which of its days


def offer_templates(menu: DropMenu, library: Library, templates: Sequence[WorkshopCard], take: Take) -> None:
    for template in templates:
        if len(template.day_minutes) > 1:
            offer_days(menu.add_menu(template.title, f"days-{template.id}"), library, template.id, take)
        else:
            menu.add(template.title, lambda one=template.id: take(one, 0), name=f"new-{template.id}")


def offer_days(menu: DropMenu, library: Library, workshop: WorkshopId, take: Take) -> None:
    try:
        days = library.workshop(workshop, i18n.language()).days
    except ContentError as error:
        menu.add(error.words, lambda: None).setEnabled(False)
        return
    for place, day in enumerate(days):
        words = _("{day}, {time}").format(day=day.title, time=minutes_text(day.minutes))
        menu.add(words, lambda place=place: take(workshop, place), name=f"day-{place}")
