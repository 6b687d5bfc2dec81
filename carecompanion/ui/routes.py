"""The pages by name. Each is imported when first visited, so that the first window waits for one page only."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

PAGES = {
    "picker": "carecompanion.ui.pages.picker:PickerPage",
    "new_profile": "carecompanion.ui.pages.new_profile:NewProfilePage",
    "today": "carecompanion.ui.pages.today:TodayPage",
    "learn": "carecompanion.ui.pages.learn:LearnPage",
    "lesson": "carecompanion.ui.pages.lesson:LessonPage",
    "scene": "carecompanion.ui.pages.scene:ScenePage",
    "review": "carecompanion.ui.pages.review:ReviewPage",
    "practice": "carecompanion.ui.pages.practice:PracticePage",
    "practise": "carecompanion.ui.pages.practise:PractisePage",
    "wellbeing": "carecompanion.ui.pages.wellbeing:WellbeingPage",
    "plan": "carecompanion.ui.pages.plan:PlanPage",
    "export": "carecompanion.ui.pages.export:ExportPage",
    "help": "carecompanion.ui.pages.help:HelpPage",
    "help_lines": "carecompanion.ui.pages.help_lines:HelpLinesPage",
    "card": "carecompanion.ui.pages.card:CardPage",
    "facilitate": "carecompanion.ui.pages.facilitate:FacilitatePage",
    "session": "carecompanion.ui.pages.session:SessionPage",
    "console": "carecompanion.ui.pages.console:ConsolePage",
    "pass_laptop": "carecompanion.ui.pages.pass_laptop:PassLaptopPage",
    "paper_rows": "carecompanion.ui.pages.paper_rows:PaperRowsPage",
    "hands": "carecompanion.ui.pages.room_hands:HandsPage",
    "session_report": "carecompanion.ui.pages.session_report:SessionReportPage",
    "certificates": "carecompanion.ui.pages.certificates:CertificatesPage",
    "verify": "carecompanion.ui.pages.verify:VerifyPage",
    "packs": "carecompanion.ui.pages.packs:PacksPage",
    "copies": "carecompanion.ui.pages.copies:CopiesPage",
    "copies_work": "carecompanion.ui.pages.copies_work:CopiesWorkPage",
    "stick": "carecompanion.ui.pages.stick:StickPage",
    "settings": "carecompanion.ui.pages.settings:SettingsPage",
    "guide": "carecompanion.ui.pages.guide:GuidePage",
}
WITHOUT_PROFILE = ("picker", "new_profile", "help", "help_lines", "card", "practice", "verify", "copies_work", "guide")


@dataclass(frozen=True)
class Place:
    """A page and what it was opened with."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


def page_class(name: str) -> Callable[..., QWidget]:
    """The class of a page; importing it is what costs."""
    module, _colon, kind = PAGES[name].partition(":")
    found: Callable[..., QWidget] = getattr(importlib.import_module(module), kind)
    return found
