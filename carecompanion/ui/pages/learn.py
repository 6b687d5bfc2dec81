"""Learn: the shelf of courses, their modules with lessons and scenes, and the search over all lessons."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import BrokenPack, Found, SceneCard
from carecompanion.errors import UserError
from carecompanion.i18n import _, minutes_text, ngettext
from carecompanion.learning.contents import contents_of
from carecompanion.learning.progress import CourseProgress, LessonProgress, ModuleProgress
from carecompanion.services.my_record import has_record
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.rehearsing import SceneProgress
from carecompanion.ui.go import Go
from carecompanion.ui.pages.learn_rows import ShelfRow, module_head, module_row, place_to_go_on
from carecompanion.ui.pages.learn_search import SearchResults
from carecompanion.ui.record_print import record_button, show_record
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.arrow_keys import ArrowKeys
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.course_tile import CourseTile
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.search_field import SearchField
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page
from carecompanion.ui.widgets.wrap_grid import WrapGrid

MODULES, NARROW_MODULES, NARROW_BELOW = 316, 250, 1000
COURSE_NARROWEST, MODULES_BESIDE_FROM = 400, 820
_WIDEST = 16_777_215  # what Qt takes for no bound
ROLE = "role_filter"


class LearnPage(QWidget):
    """`course` and `module` are opened at once; else the lesson that comes next decides."""

    shell = "full"
    section = "learn"

    def __init__(self, app: App, profile: OpenProfile, go: Go, course: str = "", module: str = "") -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._course, self._module = course, module
        self._results = SearchResults(self._open_found, self.escape)
        self._results.hide()
        self.search_field = SearchField(_("Search for a word"), "Ctrl K")
        self.search_field.setObjectName("search")
        self.search_field.textChanged.connect(self._on_search_text_changed)
        self.search_field.returnPressed.connect(lambda: self._results.focus_first())
        self._top = TopRow(_("Learn"), actions=[self.search_field])
        self._shelf_place = QVBoxLayout()
        self._shelf: QWidget | None = None
        inner = fill_page(self, self._top, go.hide).scrolling_column(0, around=0)
        inner.addLayout(self._shelf_place, 1)
        inner.addWidget(self._results, 1)
        self._show_shelf()

    # what the window asks

    def enter(self) -> None:
        self._top.focus_title()

    def arguments_now(self) -> dict[str, Any]:
        """How to be built here again."""
        return {"course": self._course, "module": self._module}

    def print_page(self) -> None:
        """Ctrl P: the record of study."""
        show_record(self._app, self._profile, self)

    def focus_search(self) -> None:
        """Ctrl K."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def escape(self) -> None:
        """From the results back to the shelf; the shelf itself stays."""
        if self.search_field.text():
            self.search_field.clear()
            self.search_field.setFocus(Qt.FocusReason.OtherFocusReason)

    # searching

    def _on_search_text_changed(self, text: str) -> None:
        words = text.strip()
        if words:
            self._results.show_found(words, self._profile.study.search(words))
        self._results.setVisible(bool(words))
        if self._shelf is not None:
            self._shelf.setVisible(not words)

    def _open_found(self, found: Found) -> None:
        self._go.page("lesson", lesson=found.lesson.id, step=found.step or "")

    # the shelf

    @property
    def _role(self) -> str:
        return self._profile.preferences.get(ROLE)

    def _show_shelf(self) -> None:
        """Build it for the role, course and module chosen now."""
        old, self._shelf = self._shelf, QWidget()
        if old is not None:
            old.hide()
            self._shelf_place.removeWidget(old)
            old.deleteLater()
        self._courses = [one for one in self._profile.study.courses(self._role) if one.lessons]
        column = QVBoxLayout(self._shelf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filter_row())
        column.addSpacing(look.space(18))
        chosen = self._chosen_course()
        column.addWidget(self._course_grid(chosen))
        column.addSpacing(look.space(20))
        if chosen is None:
            column.addWidget(Label(self._empty_words(), "body", "textMuted"))
            column.addStretch(1)
        else:
            self._panels = _Panels()
            column.addWidget(self._panels, 1)
            self._fill_panels(chosen)
        self._shelf_place.addWidget(self._shelf, 1)

    def _empty_words(self) -> str:
        if self._role:
            return _("No lesson is meant for this group yet. Look at those for everybody.")
        return _("There are no lessons on this computer. Your progress is safe.")

    def _filter_row(self) -> QWidget:
        roles = [
            ("", _("Everybody")),
            ("volunteer", _("Volunteers")),
            ("police", _("Police")),
            ("promoter", _("Promoters")),
        ]
        words = _("Show what serves")
        segments = Segmented(roles, self._role, words)
        segments.setObjectName("role-filter")
        segments.chosen.connect(self._on_role_chosen)
        about = Label(words, "ui", "textMuted", wrap=False)
        has_one = has_record(self._profile.study, self._profile.rehearsing)
        after = [record_button(self._app, self._profile, self)] if has_one else []
        if not look.is_one_column:
            return FlowRow([FlowRow([about, segments], look.space(12)), *after], look.space(16))
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        for one in (about, segments, *after):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        return group

    def _on_role_chosen(self, role: str) -> None:
        self._profile.preferences.keep(**{ROLE: role})
        self._show_shelf()
        segments = self._shelf.findChild(Segmented, "role-filter")
        segments.segments[segments.values.index(role)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _course_grid(self, chosen: CourseProgress | None) -> QWidget:
        """The courses, and beside them the packs that could not be read."""
        self._course_group = QButtonGroup(self._shelf)
        items: list[QWidget] = []
        for course in self._courses:
            tile = CourseTile(
                course.card.title, course.card.about, _course_place(course), course.share, self._picture(course)
            )
            tile.setObjectName(f"course-{course.card.id}")
            tile.setChecked(course is chosen)
            tile.toggled.connect(lambda on, one=course: self._on_course_toggled(on, one))
            self._course_group.addButton(tile)
            items.append(tile)
        packs = self._app.library.packs(i18n.language())
        items += [_broken_book(one) for one in packs if isinstance(one, BrokenPack)]
        grid = WrapGrid(items, look.px(COURSE_NARROWEST), 2, look.space(20))
        policy = grid.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # as high as it needs in one column too
        grid.setSizePolicy(policy)
        return grid

    def _picture(self, course: CourseProgress) -> Path | str:
        try:
            return (
                self._app.library.picture_path(course.card.pack, course.card.picture)
                if course.card.picture
                else "paisaje"
            )
        except UserError:
            return "paisaje"

    def _chosen_course(self) -> CourseProgress | None:
        """The one asked for, else that of the lesson to go on with, else the first."""
        wanted = next((one for one in self._courses if one.card.id == self._course), None)
        return wanted or self._course_to_go_on() or next(iter(self._courses), None)

    def _course_to_go_on(self) -> CourseProgress | None:
        place = self._profile.study.last_place()
        lesson = place.lesson if place else ""
        return next((one for one in self._courses if any(each.card.id == lesson for each in one.lessons)), None)

    def _on_course_toggled(self, is_on: bool, course: CourseProgress) -> None:
        if is_on:
            self._module = ""
            self._fill_panels(course)

    # modules and lessons

    def _fill_panels(self, course: CourseProgress) -> None:
        self._course = course.card.id
        chosen = next((one for one in course.modules if one.card.id == self._module), None) or _module_to_go_on(course)
        self._module_group = QButtonGroup(self._panels)
        card = Card(padding=10)
        card.body.setSpacing(0)
        title = Label(_("Modules of {course}").format(course=course.card.title), "small", "textMuted", weight=600)
        title.setContentsMargins(look.space(12), look.space(6), look.space(12), look.space(6))
        card.body.addWidget(title)
        for module in course.modules:
            row = module_row(module, contents_of(module, self._role))
            row.setChecked(module is chosen)
            row.toggled.connect(lambda on, one=module: self._on_module_toggled(on, one))
            self._module_group.addButton(row)
            card.body.addWidget(row)
        card.body.addStretch(1)
        self._panels.show_modules(card)
        self._show_module(chosen)

    def _on_module_toggled(self, is_on: bool, module: ModuleProgress) -> None:
        if is_on:
            self._show_module(module)

    def _show_module(self, module: ModuleProgress) -> None:
        self._module = module.card.id
        card = Card(padding=0)
        card.body.setSpacing(0)
        scenes = self._profile.rehearsing.progress()
        contents = [scenes[one.id] if isinstance(one, SceneCard) else one for one in contents_of(module, self._role)]
        card.body.addLayout(module_head(module, contents))
        rows = [ShelfRow(one) for one in contents]
        for row, one in zip(rows, contents, strict=True):
            card.body.addWidget(row)
            row.button.clicked.connect(lambda _on=False, one=one: self._open(one))
        card.body.addStretch(1)
        ArrowKeys(card, [row.button for row in rows], start=place_to_go_on(contents))
        self._panels.show_lessons(card)

    def _open(self, one: LessonProgress | SceneProgress) -> None:
        if isinstance(one, SceneProgress):
            self._go.page("scene", scene=one.card.id)
        else:
            self._go.page("lesson", lesson=one.card.id)


class _Panels(QWidget):
    """Modules at the left (above where there is no room), lessons and scenes of the chosen one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(20))
        self._modules: QWidget | None = None
        self._lessons: QWidget | None = None

    def show_modules(self, card: QWidget) -> None:
        self._replace(self._modules, card, 0, 0)
        self._modules = card
        self._fit()

    def show_lessons(self, card: QWidget) -> None:
        self._replace(self._lessons, card, 1, 1)
        self._lessons = card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _replace(self, old: QWidget | None, new: QWidget, index: int, stretch: int) -> None:
        if old is not None:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._row.insertWidget(index, new, stretch)
        if self.isVisible():
            new.show()

    def _fit(self) -> None:
        is_beside = not look.is_one_column and self.width() >= look.px(MODULES_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        if self._modules is not None:
            beside = look.px(NARROW_MODULES if self.width() < look.px(NARROW_BELOW) else MODULES)
            self._modules.setMinimumWidth(beside if is_beside else 0)
            self._modules.setMaximumWidth(beside if is_beside else _WIDEST)


def _module_to_go_on(course: CourseProgress) -> ModuleProgress:
    begun = [one for one in course.modules if not one.is_finished]
    return next(iter(begun), course.modules[0])


def _course_place(course: CourseProgress) -> str:
    """«5 de 12 lecciones. Faltan 58 min.»"""
    total = len(course.lessons)
    lessons = ngettext("{done} of {n} lesson.", "{done} of {n} lessons.", total).format(done=course.done, n=total)
    if course.done == total:
        return lessons
    return lessons + " " + _("{minutes} to go.").format(minutes=_unbroken(course.minutes_left))


def _unbroken(minutes: int) -> str:
    """«3 h 10 min», never parted at the end of a line."""
    return minutes_text(minutes).replace(" ", "\u00a0")


def _broken_book(pack: BrokenPack) -> QWidget:
    """A pack that cannot be read stands on the shelf with its sentence."""
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(look.space(14))
    row.addWidget(IconCircle("book-open", "ochre"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(look.space(2))
    words.addWidget(Label(_("The pack “{name}” could not be read").format(name=pack.id), "h3"))
    words.addWidget(Label(pack.words, "ui", "textMuted"))
    words.addStretch(1)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card
