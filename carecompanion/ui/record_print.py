"""The record of study on paper: finished lessons and scenes with their day and length. A name only when one types it
now; it is kept nowhere.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.i18n import _, day_text, minutes_text, ngettext
from carecompanion.services.my_record import FinishedCourse, FinishedLesson, MyRecord, has_record, my_record
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.paper import Paper

LONGEST_NAME = 60


def record_button(app: App, profile: OpenProfile, parent: QWidget) -> Button:
    """«Mi registro de estudio»: worth showing once a lesson is finished."""
    button = Button(_("My record of study"), "link", "printer")
    button.setObjectName("my-record")
    button.clicked.connect(lambda: show_record(app, profile, parent))
    return button


def show_record(app: App, profile: OpenProfile, parent: QWidget) -> None:
    """The preview, when there is anything to show."""
    if has_record(profile.study, profile.rehearsing):
        record_preview(parent, my_record(profile.study, profile.rehearsing), app.clock().astimezone().date()).exec()


def record_preview(parent: QWidget, record: MyRecord, day: date) -> PrintPreview:
    about = _("Leave it blank and it has no name. It is not kept.")
    field = TextField(_("Name on the paper, if you like"), about=about, max_length=LONGEST_NAME)
    field.setObjectName("record-name")
    preview = PrintPreview(parent, record_paper(record, day), choices=field)
    field.text_changed.connect(lambda name: preview.show_paper(record_paper(record, day, name)))
    return preview


def record_paper(record: MyRecord, day: date, name: str = "") -> Paper:
    title = _("Record of study")
    name = " ".join(name.split())
    parts = [f"<h1>{escape(title)}</h1>"]
    if name:
        parts.append(f'<p dir="auto">{escape(name)}</p>')
    parts += [_course_html(course) for course in record.courses]
    if len(record.courses) > 1:
        whole = _("In all: {what}").format(what=_sum_words(record.lessons, record.minutes))
        parts.append(f"<p><b>{escape(whole)}</b></p>")
    if record.scenes:
        heading = _("Scenes")
        parts += [f"<h2>{escape(heading)}</h2>", _table_html(_("Scene"), record.scenes)]
    parts += [f'<p class="small">{escape(words)}</p>' for words in _small_print(record)]
    return Paper(title, "".join(parts), day)


def _course_html(course: FinishedCourse) -> str:
    total = _sum_words(len(course.lessons), course.minutes)
    if len(course.lessons) == course.total:
        total = _("{what}. Whole course.").format(what=total)
    table = _table_html(_("Lesson"), course.lessons)
    return f"<h2>{escape(course.title)}</h2>{table}<p>{escape(total)}</p>"


def _table_html(what: str, done: Sequence[FinishedLesson]) -> str:
    heads = ((what, "56%"), (_("Finished on"), "28%"), (_("Length"), "16%"))
    rows = [[one.title, day_text(one.day, with_year=True), minutes_text(one.minutes)] for one in done]
    head = "".join(f'<th align="left" width="{width}">{escape(words)}</th>' for words, width in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(words)}</td>" for words in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _sum_words(lessons: int, minutes: int) -> str:
    count = ngettext("{n} lesson", "{n} lessons", lessons).format(n=lessons)
    return f"{count}, {minutes_text(minutes)}"


def _small_print(record: MyRecord) -> list[str]:
    said = [_("The length is the time each lesson is planned for.")]
    if record.scenes:
        said = [_("The length is the time each lesson and scene is planned for.")]
    if record.gone:
        words = ngettext(
            "{n} more lesson was finished that is not on this computer any more.",
            "{n} more lessons were finished that are not on this computer any more.",
            record.gone,
        )
        said.append(words.format(n=record.gone))
    return said
