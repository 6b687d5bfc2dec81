"""Wheel, trend, calendar and table: true to their numbers, walked through with keys, told in words, and printable."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPicture
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.paths import Paths
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.data_table import DataTable
from carecompanion.ui.widgets.ink import Ink
from carecompanion.ui.widgets.month import DayNote, MonthCalendar
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.trend import TrendChart
from carecompanion.ui.widgets.trend_paint import Plan, Series, Trend, daily, paint_trend, runs
from carecompanion.ui.widgets.wheel import CareWheel, Petal, paint_wheel, radius_of
from tests.ui.parts import (
    KEY,
    LOOKS,
    TOKENS,
    Shown,
    click,
    colors,
    count,
    near,
    pixels,
    said,
    shown,
    tab_stops,
    told_by,
    usual_look,
)  # fmt: skip
from tests.ui.test_every_screen import what_has_no_name, what_is_clipped

__all__ = ["shown", "usual_look"]  # fixtures

PETALS = (
    Petal("body", "Cuerpo", 2.2), Petal("mind", "Mente", 3.1), Petal("emotions", "Emociones", None),
    Petal("relations", "Vínculos", 4.2), Petal("work", "Trabajo", 0),
)  # fmt: skip
ENERGY = {1: "Sin fuerzas", 2: "Baja", 3: "Media", 4: "Buena", 5: "Muy buena"}
MOODS = {1: "Muy mal", 2: "Mal", 3: "Regular", 4: "Bien", 5: "Muy bien"}
TODAY = date(2026, 8, 4)


def on_paper(size: int, paint: Callable[[QPainter], object]) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def has_colour(image: QImage) -> bool:
    return any(QColor.fromRgb(value).hsvSaturation() > 25 for value in colors(image))


def inked(image: QImage) -> int:
    """Dark px."""
    return sum(many for value, many in colors(image).items() if QColor.fromRgb(value).lightness() < 90)


# ---------------------------------------------------------------- wheel


def test_areas_grow_with_the_value() -> None:
    assert radius_of(5, 100) == 100
    assert radius_of(1.25, 100) == 50  # a quarter of the value, half the radius
    assert (radius_of(0, 100), radius_of(-1, 100), radius_of(9, 100)) == (0, 0, 100)


def test_painted_areas_are_true() -> None:
    """Counted px, for each hue against its value (numbers written inside cost a little)."""
    values = {"clay": 2.0, "sky": 3.0, "plum": 4.0, "ochre": 5.0, "leaf": 2.5}
    petals = [Petal("", "N", value, hue) for hue, value in values.items()]
    image = on_paper(700, lambda painter: paint_wheel(painter, QRectF(0, 0, 700, 700), petals, Ink(2.2)))
    full = count(image, "ochre") / 5
    for hue, value in values.items():
        assert count(image, hue) / full == pytest.approx(value, rel=0.06), hue


def test_the_wheel_says_what_it_shows(shown: Shown) -> None:
    wheel = CareWheel(PETALS, "Mi rueda de cuidado")
    shown(Button("Antes"), wheel)
    name, role, about = said(wheel)
    assert role == QAccessible.Role.Graphic
    assert name == (
        "Mi rueda de cuidado: Cuerpo 2.2, Mente 3.1, Emociones sin datos suficientes, Vínculos 4.2, Trabajo 0.0"
    )
    assert about == ""
    assert wheel.rows()[1:3] == [("Mente", "3.1"), ("Emociones", "sin datos suficientes")]
    assert len(wheel.headings()) == 2


def test_arrows_walk_round_the_wheel(shown: Shown) -> None:
    wheel = CareWheel(PETALS)
    shown(Button("Antes"), wheel)
    wheel.setFocus(Qt.FocusReason.TabFocusReason)
    heard = []
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Right, KEY.Key_End, KEY.Key_Right, KEY.Key_Left, KEY.Key_Home):
        QTest.keyClick(wheel, key)
        heard.append(said(wheel)[2])
    assert heard[:3] == ["Cuerpo, 2.2 de 5", "Mente, 3.1 de 5", "Emociones, sin datos suficientes"]
    assert heard[3:] == ["Trabajo, 0.0 de 5", "Cuerpo, 2.2 de 5", "Trabajo, 0.0 de 5", "Cuerpo, 2.2 de 5"]
    wheel.clearFocus()
    assert (wheel.current, said(wheel)[2]) == (-1, "")


def test_a_missing_value_is_no_zero(shown: Shown) -> None:
    missing, zero = CareWheel([Petal("body", "C", None)]), CareWheel([Petal("body", "C", 0)])
    shown(missing, zero)
    assert count(pixels(missing), "clay") == count(pixels(zero), "clay") == 0
    assert count(pixels(missing), "borderStrong") > count(pixels(zero), "borderStrong") + 100  # the dashed outline


def test_a_wheel_without_petals(shown: Shown) -> None:
    wheel = CareWheel([])
    shown(Button("Antes"), wheel)
    wheel.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(wheel, KEY.Key_Right)
    assert (wheel.current, wheel.rows()) == (-1, [])
    assert not pixels(wheel).isNull()


def test_names_stay_inside_the_wheel(qapp: QApplication) -> None:
    """Nothing is painted on the outermost px, at any size it may get."""
    long = [Petal(one.id, one.name + " y descanso", one.value) for one in PETALS]
    for scale in (1.0, 2.0):
        look.take(qapp, TOKENS, scale=scale)
        for petals, wide in ((PETALS, 320), (PETALS, 700), (long, 420)):
            box = QRectF(0, 0, wide * scale, 322 * scale)
            image = QImage(round(box.width()), round(box.height()), QImage.Format.Format_RGB32)
            image.fill(QColor("#FFFFFF"))
            painter = QPainter(image)
            paint_wheel(painter, box, petals)
            painter.end()
            edges = [image.pixelColor(x, y) for x in (0, image.width() - 1) for y in range(image.height())]
            edges += [image.pixelColor(x, y) for y in (0, image.height() - 1) for x in range(image.width())]
            assert all(edge == QColor("#FFFFFF") for edge in edges), (wide, scale)


def test_the_wheel_prints_in_black_with_patterns() -> None:
    image = on_paper(700, lambda painter: paint_wheel(painter, QRectF(0, 0, 700, 700), PETALS, Ink(2.2, True)))
    assert not has_colour(image)
    assert inked(image) > 5000
    alone = [
        on_paper(300, lambda painter, hue=hue: paint_wheel(
            painter, QRectF(0, 0, 300, 300), [Petal("", "", 5, hue)], Ink(1, True)))
        for hue in ("clay", "sky", "plum", "ochre", "leaf")
    ]  # fmt: skip
    assert len({bytes(one.constBits()) for one in alone}) == 5  # each its own pattern


# ---------------------------------------------------------------- trend


def stress(*points: tuple[int, float]) -> Series:
    """Points are (days before today, value)."""
    return Series(
        "Estrés (0 a 10)", tuple((TODAY - timedelta(ago), value) for ago, value in points), 0, 10, "estrés",
        high_from=7, high_name="Estrés alto",
    )  # fmt: skip


def energy(*points: tuple[int, float]) -> Series:
    dated = tuple((TODAY - timedelta(ago), value) for ago, value in points)
    axis = ((1, "Baja"), (3, "Media"), (5, "Alta"))
    return Series("Energía", dated, 1, 5, "energía", ENERGY, axis, "sky", "dash", "square", 58)


def a_trend(*series: Series, days: int = 27, practised: tuple[date, ...] = ()) -> Trend:
    return Trend(series, TODAY - timedelta(days), TODAY, practised, "Día con práctica")


BOTH = a_trend(
    stress((27, 5), (25, 6), (20, 3), (2, 8), (0, 6)), energy((27, 3), (20, 2.5), (0, 1)),
    practised=(TODAY - timedelta(20),),
)  # fmt: skip


def test_entries_of_a_day_become_their_mean() -> None:
    assert daily(stress((1, 4), (0, 2), (1, 7))) == [(TODAY - timedelta(1), 5.5), (TODAY, 2)]


@pytest.mark.parametrize(("apart", "pieces"), [(1, 1), (3, 1), (4, 2), (30, 2)])
def test_a_line_breaks_after_three_days_without_an_entry(apart: int, pieces: int) -> None:
    points = daily(stress((0, 5), (apart, 5)))
    assert len(runs(points)) == pieces
    assert runs([]) == []


def clay_between(ago: int) -> int:
    """Clay px in the middle between two points that lie `ago` days apart."""
    trend = a_trend(stress((10, 5), (10 - ago, 5)))
    image = on_paper(700, lambda painter: paint_trend(painter, QRectF(0, 0, 700, 330), trend))
    plan = Plan(trend, QRectF(0, 0, 700, 330), Ink())
    middle = (plan.at(0, TODAY - timedelta(10), 5) + plan.at(0, TODAY - timedelta(10 - ago), 5)) / 2
    return count(image.copy(round(middle.x()) - 2, round(middle.y()) - 8, 4, 16), "clay")


def test_a_gap_in_time_is_a_gap_in_the_drawing() -> None:
    assert clay_between(3) > 0
    assert clay_between(4) == 0


def test_days_lie_where_they_are() -> None:
    plan = Plan(a_trend(stress()), QRectF(0, 0, 700, 330), Ink())
    steps = [plan.x(TODAY - timedelta(ago)) - plan.x(TODAY - timedelta(ago + 1)) for ago in range(27)]
    assert max(steps) - min(steps) < 0.01
    assert plan.at(0, TODAY, 10).y() < plan.at(0, TODAY, 7).y() < plan.at(0, TODAY, 0).y()
    assert plan.at(0, TODAY, 99) == plan.at(0, TODAY, 10)  # what is beyond the axis stays on it


@pytest.mark.parametrize("days", [0, 1, 5, 27, 40, 90, 182, 800])
@pytest.mark.parametrize("wide", [330, 700])
def test_days_written_below_never_touch(days: int, wide: int) -> None:
    ink = Ink()
    plan = Plan(a_trend(stress(), days=days), QRectF(0, 0, wide, 330), ink)
    ticks = plan.ticks()
    assert ticks[-1] == TODAY and ticks == sorted(set(ticks))
    boxes = []
    for day in ticks:
        width = ink.width(i18n.short_day_text(day), ink.font(14))
        left = plan.x(day) - width * (1 if day == TODAY else 0 if day == plan.trend.first else 0.5)
        boxes.append((left, left + width))
    assert all(before[1] + 4 < after[0] for before, after in pairwise(boxes))


def test_high_stress_is_tinted_from_seven_and_named() -> None:
    trend = a_trend(stress((27, 2)))
    image = on_paper(700, lambda painter: paint_trend(painter, QRectF(0, 0, 700, 330), trend))
    plan = Plan(trend, QRectF(0, 0, 700, 330), Ink())
    for value, tinted in ((9, True), (7.3, True), (6.7, False), (2, False)):
        at = plan.at(0, TODAY - timedelta(8), value).toPoint()
        assert near(image.pixelColor(at), "ochreSoft", 3) == tinted, value
    assert count(image, "onOchreSoft") > 50


def test_the_name_of_the_tint_goes_out_of_the_way() -> None:
    """High days at the beginning: the words move to where the line is not."""
    first = a_trend(stress((27, 9), (26, 10), (25, 9), (24, 10)))
    last = a_trend(stress((3, 9), (2, 10), (1, 9), (0, 10)))
    left = [
        on_paper(700, lambda painter, one=one: paint_trend(painter, QRectF(0, 0, 700, 330), one)).copy(60, 0, 110, 60)
        for one in (first, last)
    ]
    assert count(left[0], "onOchreSoft") < 5 < count(left[1], "onOchreSoft")


def test_points_are_told(shown: Shown) -> None:
    chart = TrendChart(BOTH)
    shown(Button("Antes"), chart)
    name, role, _about = said(chart)
    assert role == QAccessible.Role.Graphic
    assert name == (
        "Del 8 de julio al 4 de agosto. Estrés (0 a 10): 5 días anotados, entre 3 de 10 y 8 de 10. "
        "Energía: 3 días anotados, entre sin fuerzas y media"
    )
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    heard = []
    for key in (
        *(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Left),
        *(KEY.Key_Up, KEY.Key_Up, KEY.Key_End, KEY.Key_Right, KEY.Key_Home),
    ):
        QTest.keyClick(chart, key)
        heard.append(said(chart)[2])
    first, last = "8 de julio, estrés 5 de 10", "4 de agosto, estrés 6 de 10"
    assert heard == [
        *(first, "10 de julio, estrés 6 de 10", "15 de julio, estrés 3 de 10, día con práctica"),
        *("15 de julio, energía baja, día con práctica", "8 de julio, energía media", "8 de julio, energía media"),
        *(first, first, last, last, first),
    ]


def test_the_first_key_may_begin_at_the_end(shown: Shown) -> None:
    chart = TrendChart(BOTH)
    shown(Button("Antes"), chart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, KEY.Key_Left)
    assert said(chart)[2] == "4 de agosto, estrés 6 de 10"
    QTest.keyClick(chart, KEY.Key_A)
    assert said(chart)[2] == "4 de agosto, estrés 6 de 10"


def test_the_pointer_shows_a_point(shown: Shown) -> None:
    chart = TrendChart(BOTH)
    shown(chart)
    before = pixels(chart)
    QTest.mouseMove(chart, chart._spot(2).toPoint())
    QApplication.processEvents()
    assert chart._near == 2
    assert pixels(chart) != before
    QTest.mouseMove(chart, QPoint(3, chart.height() - 2))
    QApplication.processEvents()
    assert chart._near == -1


def test_the_table_says_the_same(shown: Shown) -> None:
    chart = TrendChart(BOTH)
    assert chart.headings() == ("Día", "Estrés (0 a 10)", "Energía", "Día con práctica")
    rows = chart.rows()
    assert rows[0] == ("4 de agosto", "6 de 10", "Sin fuerzas", "")
    assert rows[2] == ("15 de julio", "3 de 10", "Baja", "Sí")
    assert [row[2] for row in rows] == ["Sin fuerzas", "", "Baja", "", "Media"]  # not noted: empty, no zero
    years = TrendChart(a_trend(stress((300, 1), (0, 2)), days=300))
    assert years.rows()[-1][0] == "8 de octubre de 2025"


def test_another_span_shows_other_days(shown: Shown) -> None:
    chart = TrendChart(BOTH)
    shown(chart)
    chart.go_to(1)
    chart.set_trend(a_trend(*BOTH.series, days=3))
    assert (chart.stops(), chart.current, len(chart.rows())) == (3, -1, 2)
    assert not pixels(chart).isNull()


@pytest.mark.parametrize("trend", [a_trend(stress()), a_trend(), a_trend(stress(), energy((3, 2)), days=0)])
def test_nothing_noted_is_no_fault(shown: Shown, trend: Trend) -> None:
    chart = TrendChart(trend)
    shown(Button("Antes"), chart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Right, KEY.Key_End, KEY.Key_Up):
        QTest.keyClick(chart, key)
    assert chart.current == -1
    assert not pixels(chart).isNull()


def many_points() -> Trend:
    days = [(ago % 182, float((ago * 7) % 11)) for ago in range(550)]
    return a_trend(stress(*days), energy(*((ago, 1 + value % 5) for ago, value in days)), days=182)


def test_half_a_year_asks_little_of_the_painter() -> None:
    """No more strokes for a day than where there are few: what is written down of the painting grows with the days."""

    def size_of(trend: Trend) -> int:
        strokes = QPicture()
        painter = QPainter(strokes)
        paint_trend(painter, QRectF(0, 0, 700, 330), trend)
        painter.end()
        return strokes.size()

    few, many = (sum(len(daily(one)) for one in trend.series) for trend in (BOTH, many_points()))
    assert many > 10 * few
    assert size_of(many_points()) / many < size_of(BOTH) / few


def test_many_days_get_smaller_marks() -> None:
    box = QRectF(0, 0, 700, 330)
    assert Plan(BOTH, box, Ink()).mark_size == 1
    assert Plan(many_points(), box, Ink()).mark_size < 0.5


def test_the_trend_prints_in_black() -> None:
    image = on_paper(900, lambda painter: paint_trend(painter, QRectF(0, 0, 900, 500), BOTH, Ink(1.4, True)))
    assert not has_colour(image)
    assert inked(image) > 3000
    assert count(image, "border") == 0


# ---------------------------------------------------------------- calendar

NOTES = {
    date(2026, 8, 4): DayNote(3, 2), date(2026, 8, 3): DayNote(3.5, 1), date(2026, 7, 31): DayNote(1, 1),
    date(2026, 8, 1): DayNote(None, 1),
}  # fmt: skip


def a_month(month: date = TODAY) -> MonthCalendar:
    return MonthCalendar(month, NOTES, TODAY, MOODS, [date(2026, 8, 9)])


def test_days_say_what_they_hold(shown: Shown) -> None:
    calendar = a_month()
    shown(calendar)
    words = {day: said(calendar.button(date(2026, 8, day)))[0] for day in (1, 2, 3, 4, 9)}
    assert words == {
        1: "1 de agosto, 1 registro",
        2: "2 de agosto, sin registros",
        3: "3 de agosto, bien, 1 registro",
        4: "4 de agosto, hoy, regular, 2 registros",
        9: "9 de agosto, sin registros, día de descanso",
    }
    assert said(calendar.button(TODAY))[1] == QAccessible.Role.Button


@pytest.mark.parametrize(("mean", "face"), [(1, 1), (2.4, 2), (2.5, 3), (4.5, 5), (5, 5), (None, 0)])
def test_the_face_is_the_rounded_mean(mean: float | None, face: int) -> None:
    assert DayNote(mean).face == face


def test_the_week_begins_on_monday(shown: Shown, paths: Paths) -> None:
    calendar = a_month()
    shown(calendar)
    assert calendar.button(date(2026, 8, 3)).x() < calendar.button(date(2026, 8, 4)).x()
    assert calendar.button(date(2026, 8, 3)).x() == calendar.button(date(2026, 8, 10)).x()
    heads = [label for label in calendar.findChildren(QLabel) if len(label.text()) == 1]
    assert [label.text() for label in heads] == list("LMMJVSD")
    assert heads[0].accessibleName() == "lunes"
    i18n.speak("en", paths.resources / "i18n")
    english = [label.text() for label in a_month().findChildren(QLabel) if len(label.text()) == 1]
    assert english == list("MTWTFSS")


def test_only_noted_days_have_a_face(shown: Shown) -> None:
    calendar = a_month()
    shown(calendar, width=380)
    with_face, plain = (pixels(calendar.button(date(2026, 8, day))) for day in (3, 5))
    assert count(with_face, "borderStrong") > 5 and count(plain, "borderStrong") == 0
    assert count(pixels(calendar.button(TODAY)), "primary") > 150  # today's border
    assert count(pixels(calendar.button(date(2026, 8, 9))), "leaf") > 20  # the bar of a day of rest


def visible_words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def test_a_day_of_rest_is_explained_below(shown: Shown) -> None:
    calendar = a_month()
    shown(calendar)
    assert "Día de descanso" in visible_words(calendar)
    calendar.show_month(date(2026, 7, 1))
    assert "Día de descanso" not in visible_words(calendar)


def test_keys_go_by_day_week_and_month(shown: Shown) -> None:
    calendar = a_month()
    window = shown(calendar)
    told = told_by(calendar.month_changed)
    calendar.button(TODAY).setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for key in (
        *(KEY.Key_Right, KEY.Key_Down, KEY.Key_End, KEY.Key_Home, KEY.Key_Up, KEY.Key_Up, KEY.Key_Left),
        *(KEY.Key_PageUp, KEY.Key_PageDown),
    ):
        QTest.keyClick(window.focusWidget(), key)
        seen.append(window.focusWidget().objectName().removeprefix("day-2026-"))
    assert seen == ["08-05", "08-12", "08-16", "08-10", "08-03", "07-27", "07-26", "06-26", "07-26"]
    assert told == [date(2026, 7, 1), date(2026, 6, 1), date(2026, 7, 1)]
    days = [one for one in tab_stops(window) if one.objectName().startswith("day-")]
    assert days == [window.focusWidget()]


def test_months_turn_over_the_year_and_keep_the_day(shown: Shown) -> None:
    calendar = a_month(date(2027, 1, 31))
    window = shown(calendar)
    calendar.button(date(2027, 1, 31)).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.focusWidget(), KEY.Key_PageDown)
    assert window.focusWidget().objectName() == "day-2027-02-28"
    for _turn in range(2):
        click(window.findChild(Button, "previous-month"))
    assert calendar.month == date(2026, 12, 1)
    assert "Diciembre de 2026" in visible_words(calendar)
    click(window.findChild(Button, "next-month"))
    assert calendar.month == date(2027, 1, 1)


def test_a_pressed_day_is_told(shown: Shown) -> None:
    calendar = a_month()
    shown(calendar)
    told = told_by(calendar.day_chosen)
    click(calendar.button(TODAY))
    QTest.keyClick(calendar.button(date(2026, 8, 5)), KEY.Key_Return)
    QTest.keyClick(calendar.button(date(2026, 8, 6)), KEY.Key_Space)
    assert told == [TODAY, date(2026, 8, 5), date(2026, 8, 6)]
    assert calendar.marked == frozenset()


def test_days_are_marked_to_be_erased(shown: Shown) -> None:
    calendar = a_month()
    shown(calendar)
    calendar.set_choosing(True)
    for day in (3, 4, 5, 4):  # the 5th holds nothing, the 4th is taken back
        click(calendar.button(date(2026, 8, day)))
    assert calendar.marked == {date(2026, 8, 3)}
    face = QAccessible.queryAccessibleInterface(calendar.button(date(2026, 8, 3)))
    assert face.role() == QAccessible.Role.CheckBox and face.state().checked
    calendar.show_month(date(2026, 7, 1))
    click(calendar.button(date(2026, 7, 31)))
    assert len(calendar.marked) == 2  # marks of another month stay
    calendar.set_notes({date(2026, 7, 31): DayNote(1)})
    assert calendar.marked == {date(2026, 7, 31)}
    calendar.set_choosing(False)
    assert calendar.marked == frozenset()
    assert not calendar.button(date(2026, 7, 31)).isChecked()


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 8, 1), date(2027, 2, 1), date(2028, 2, 29)])
def test_every_month_has_its_days(shown: Shown, month: date) -> None:
    calendar = MonthCalendar(month, {}, TODAY, MOODS)
    shown(calendar)
    days = [one for one in calendar._days if one.isVisible()]
    assert [one.day.day for one in days] == list(range(1, len(days) + 1))
    assert (days[-1].day + timedelta(1)).day == 1
    assert min(one.width() for one in days) >= 36


# ---------------------------------------------------------------- table

ROWS = [("4 de agosto", "6 de 10", "Baja"), ("2 de agosto", "", "Muy buena"), ("1 de agosto", "7 de 10")]


def a_table() -> DataTable:
    return DataTable("Estrés y energía", ["Día", "Estrés (0 a 10)", "Energía"], ROWS, numbers=[1])


def test_a_table_speaks(shown: Shown) -> None:
    table = a_table()
    window = shown(table)
    name, role, _about = said(table)
    assert (name, role) == ("Estrés y energía", QAccessible.Role.Table)
    assert what_has_no_name(window) == []
    model = table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Día", "Estrés (0 a 10)", "Energía"]
    assert model.index(2, 2).data() == ""  # a short row ends empty


def test_keys_in_a_table(shown: Shown) -> None:
    table, after = a_table(), Button("Después")
    window = shown(Button("Antes"), table, after)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentCell(0, 0)
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_A, KEY.Key_Delete):
        QTest.keyClick(table, key)
    assert (table.currentRow(), table.currentColumn(), table.currentItem().text()) == (1, 1, "")
    QTest.keyClick(table, KEY.Key_Tab)
    assert window.focusWidget() is after


def test_a_table_is_as_high_as_its_rows(shown: Shown) -> None:
    table = a_table()
    shown(table)
    last = table.visualItemRect(table.item(2, 0))
    assert table.heightForWidth(table.width()) >= last.bottom() + table.horizontalHeader().height()
    before = table.heightForWidth(600)
    table.set_rows(ROWS * 4)
    assert table.heightForWidth(600) > 2 * before
    table.set_rows([])
    assert (table.rowCount(), table.heightForWidth(600)) == (0, table.horizontalHeader().height())


def test_words_of_a_table_wrap_and_fill_its_width(qapp: QApplication, shown: Shown) -> None:
    look.take(qapp, TOKENS, scale=2.0)
    table = DataTable("T", ["Día", "Lo que influyó"], [("4 de agosto", "Turno largo, un relato difícil y poco sueño")])
    shown(table, width=460)
    assert sum(table.columnWidth(n) for n in range(2)) == pytest.approx(table.width(), abs=4)
    assert table.rowHeight(0) > 2 * look.line("ui")


def test_the_page_follows_the_current_cell(shown: Shown) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(Button("Antes"))
    table = DataTable("T", ["Día"], [(f"{number} de julio",) for number in range(1, 61)])
    column.addWidget(table)
    area = PageScroll(page)
    shown(area, height=300)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentCell(0, 0)
    for _turn in range(40):
        QTest.keyClick(table, KEY.Key_Down)
    middle = table.viewport().mapTo(area.viewport(), table.visualItemRect(table.item(40, 0)).center())
    assert area.viewport().rect().contains(middle)
    assert area.verticalScrollBar().value() > 500


# ---------------------------------------------------------------- all together


def every_drawing() -> list[QWidget]:
    return [CareWheel(PETALS), TrendChart(BOTH), TrendChart(many_points()), a_month(), a_table()]


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_nothing_is_cut_off_in_any_look(qapp: QApplication, shown: Shown, theme: str, scale: float) -> None:
    look.take(qapp, TOKENS, theme, scale)
    for widget in every_drawing():
        window = shown(widget, width=round(420 * scale), height=100)
        QApplication.processEvents()
        assert what_is_clipped(window) == []
        assert what_has_no_name(window) == []
        assert not window.grab().isNull()


@pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
def test_a_drawing_shows_where_one_is(qapp: QApplication, shown: Shown, theme: str) -> None:
    look.take(qapp, TOKENS, theme)
    for chart in (CareWheel(PETALS), TrendChart(BOTH)):
        shown(chart)
        before = count(pixels(chart), "text")
        chart.go_to(0)
        assert count(pixels(chart), "text") > before + 60


def test_short_dates_and_months(paths: Paths) -> None:
    assert (i18n.short_day_text(TODAY), i18n.short_day_text(date(2026, 9, 1))) == ("4 ago", "1 set")
    assert i18n.month_text(TODAY) == "Agosto de 2026"
    i18n.speak("en", paths.resources / "i18n")
    assert (i18n.short_day_text(TODAY), i18n.month_text(TODAY)) == ("4 Aug", "August 2026")
    assert i18n.weekday_names()[0] == "Monday"
