"""What the room sees can be read from the last chair, in every theme; and nothing but a RoomView is painted."""

import base64
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.i18n import _
from carecompanion.learning.room_face import room_of_test_question, views_of_practice, views_of_step
from carecompanion.learning.room_view import (
    SLIDES as KINDS,
)
from carecompanion.learning.room_view import (
    Blank,
    Breath,
    Counts,
    Options,
    Pause,
    RoomView,
    Timer,
    Words,
)
from carecompanion.paths import find_paths, find_resources
from carecompanion.ui.room_theme import HEIGHT, ROOM_THEMES, SMALLEST, WIDTH, RoomTheme
from carecompanion.ui.widgets.room_board import Board
from carecompanion.ui.widgets.room_ring import clock_words, timer_words
from carecompanion.ui.widgets.room_slides import read_picture
from carecompanion.ui.widgets.room_view import RoomPicture, checked, room_words
from tests.learning.test_room_view import empty, private_types
from tests.ui.parts import TOKENS, colors
from tests.ui.parts import usual_look as usual_look
from tests.ui.room_slides import ROW, SLIDES, TITLE, contrast, inside, painted

LEAST_CONTRAST = 7.0
THEMES = {name: RoomTheme(TOKENS, name) for name in ROOM_THEMES}
LIGHT = THEMES["projectorLight"]


def ground_and_ink(image: QImage, ink: QColor) -> tuple[QColor, int]:
    """The colour there is most of, and how many pixels are of the words' own colour."""
    counted = colors(image)
    many = counted[ink.rgb()]
    ground = next(value for value, _many in counted.most_common() if value != ink.rgb())
    return QColor.fromRgb(ground), many


# reading it from the last chair


def test_every_kind_of_slide_is_looked_at() -> None:
    assert {type(view.slide) for view, _elapsed in SLIDES.values()} == set(KINDS)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("theme", ROOM_THEMES)
def test_words_are_large_whole_apart_and_on_the_slide(theme: str, language: str) -> None:
    i18n.speak(language, find_resources() / "i18n")
    for name, (view, elapsed) in SLIDES.items():
        _image, drawn = painted(view, THEMES[theme], elapsed, 192)
        assert bool(drawn) == (name != "blank")
        for one in drawn:
            assert one.size >= SMALLEST, (name, one)
            assert one.is_whole, (name, one)
            assert one.box.left() >= 100 and one.box.right() <= WIDTH - 100, (name, one)
            assert one.box.top() >= 60 and one.box.bottom() <= HEIGHT - 40, (name, one)
        pairs = [(one, other) for one in drawn for other in drawn if one is not other]
        assert not [pair for pair in pairs if pair[0].box.adjusted(2, 4, -2, -4).intersects(pair[1].box)], name


@pytest.mark.parametrize("theme", ROOM_THEMES)
def test_contrast_of_the_drawn_colours(theme: str) -> None:
    for name, (view, elapsed) in SLIDES.items():
        image, drawn = painted(view, THEMES[theme], elapsed)
        for one in drawn:
            ink = THEMES[theme].color(one.color)
            ground, many = ground_and_ink(inside(image, one), ink)
            assert many > 20, (name, one)
            assert contrast(ground, ink) >= LEAST_CONTRAST, (name, one, ground.name())


def test_contrast_is_measured_where_it_is_too_low() -> None:
    """Or the test above would prove nothing."""
    pale = RoomTheme(TOKENS)
    pale.look._colors = pale.look._colors | {"text": "#8A8A8A"}
    image, drawn = painted(RoomView(Words("Bienvenida")), pale)
    ground, _many = ground_and_ink(inside(image, drawn[0]), pale.color("text"))
    assert ground == pale.color("bg") and contrast(ground, pale.color("text")) < LEAST_CONTRAST


def test_what_the_packs_show_is_whole(read_before: Path) -> None:
    """Every ninth slide of lessons, practices, workshops and their tests; Spanish words are the longer ones."""
    shelf = Library([find_paths().bundled_packs], read_before)
    shelf.load()
    views = pack_views(shelf, "es")
    assert len(views) > 500
    for view in views[::9]:
        _image, drawn = painted(view, LIGHT, width=96)
        assert all(one.is_whole and one.size >= SMALLEST for one in drawn), view


def pack_views(shelf: Library, language: str) -> list[RoomView]:
    cards = [card for course in shelf.courses(language) for part in course.modules for card in part.lessons]
    lessons = [shelf.lesson(card.id, language) for card in cards]
    found = [view for lesson in lessons for step in lesson.steps for view in views_of_step(lesson, step)]
    found += [v for card in shelf.practices(language) for v in views_of_practice(shelf.practice(card.id, language))]
    for card in shelf.workshops(language):
        workshop = shelf.workshop(card.id, language)
        slides = [slide for day in workshop.days for block in day.blocks for slide in block.slides]
        found += [RoomView(Words(one.title, one.points, one.tag), Timer(60, 120)) for one in slides]
        found += [room_of_test_question(question) for test in workshop.tests for question in test.questions]
    return found


def test_far_too_many_words_are_cut_and_never_made_small_or_laid_over_each_other() -> None:
    long = "palabras que no acaban " * 30
    for view in (
        RoomView(Words(long, (long,) * 3, long, long), Timer(9, 70)),
        RoomView(Options(long, (long,) * 5, long), Timer(9, 70)),
        RoomView(Words("Supercalifragilístico" * 9, ("x" * 5000,))),
        RoomView(replace(SLIDES["six changes"][0].slide, title=long, about=long, footer=long)),
    ):
        _image, drawn = painted(view, LIGHT, width=192)
        assert any(not one.is_whole for one in drawn)
        for one in drawn:
            assert one.size >= SMALLEST and one.box.bottom() <= HEIGHT and one.box.right() <= WIDTH - 100
            others = [other for other in drawn if other is not one]
            assert not any(one.box.adjusted(2, 4, -2, -4).intersects(other.box) for other in others), one.words[:20]


def test_the_small_picture_is_the_large_one_scaled() -> None:
    for name, (view, elapsed) in SLIDES.items():
        assert painted(view, LIGHT, elapsed, 560)[1] == painted(view, LIGHT, elapsed, 1920)[1], name


# timer


def share_of_ring(timer: Timer, token: str) -> float:
    image, _drawn = painted(RoomView(Words("Uno"), timer), LIGHT, width=480)
    counted = colors(image)
    hue, track = counted[LIGHT.color(token).rgb()], counted[LIGHT.color("track").rgb()]
    return hue / (hue + track)


def test_the_ring_shows_the_share_that_is_left() -> None:
    assert share_of_ring(Timer(240, 240), "primary") > 0.99
    assert share_of_ring(Timer(180, 240), "primary") == pytest.approx(0.75, abs=0.03)
    assert share_of_ring(Timer(0, 240), "primary") == 0
    assert share_of_ring(Timer(61, 240), "primary") == pytest.approx(0.27, abs=0.03)


def test_the_last_minute_is_ochre_and_said_in_words() -> None:
    assert share_of_ring(Timer(60, 240), "ochre") == pytest.approx(0.27, abs=0.03)
    assert timer_words(Timer(61, 240)) == "" and timer_words(Timer(20, 20)) == "", "a short time is no last minute"
    assert timer_words(Timer(60, 240)) == "Queda 1 minuto" != timer_words(Timer(30, 240))
    assert timer_words(Timer(0, 20)) != ""
    assert LIGHT.color("danger").rgb() not in colors(painted(RoomView(Words("Uno"), Timer(3, 240)), LIGHT, 0, 640)[0])


def test_time_in_figures() -> None:
    assert [clock_words(seconds) for seconds in (222, 9, 0, 3900)] == ["3:42", "0:09", "0:00", "1:05:00"]


# breathing


def test_the_circle_grows_and_the_words_stand_still() -> None:
    view = RoomView(Breath("Respirar", (4, 0, 6, 0), 60))
    (small, first), (large, second) = painted(view, LIGHT, 0.1, 640), painted(view, LIGHT, 3.9, 640)
    soft = LIGHT.color("primarySoft").rgb()
    assert colors(large)[soft] > 2 * colors(small)[soft]
    assert first[-2].box == second[-2].box, "«Inhalen»"


def test_with_less_motion_only_words_and_counts_change() -> None:
    still = RoomTheme(TOKENS, reduced_motion=True)
    view = RoomView(Breath("Respirar", (4, 0, 6, 0), 60))
    assert painted(view, still, 1.1, 640)[0] == painted(view, still, 1.4, 640)[0] != painted(view, still, 2.1, 640)[0]
    assert still.color("primarySoft").rgb() not in colors(painted(view, still, 3.9, 640)[0])


def test_all_phases_have_one_size() -> None:
    view = RoomView(Breath("Suspiro", (3, 1, 6, 2), 60, True))
    sizes = {painted(view, LIGHT, elapsed, 192)[1][-2].size for elapsed in (1, 3.5, 5, 11)}
    assert len(sizes) == 1


def test_when_it_is_over_the_circle_rests(qtbot: Any) -> None:
    view = RoomView(Breath("Respirar", (4, 0, 6, 0), 60))
    image, drawn = painted(view, LIGHT, 60)
    assert [one.words for one in drawn][-2:] == ["0:00", _("That's it")]
    assert LIGHT.color("primarySoft").rgb() not in colors(image)


def test_again_and_again_only_the_circle_is_painted(qtbot: Any) -> None:
    """And the words beside it stay: the picture is the same as one painted whole."""
    for view in (RoomView(Breath("Respirar", (4, 0, 6, 0), 60)), RoomView(Pause())):
        picture = RoomPicture(view, LIGHT)
        qtbot.addWidget(picture)
        picture.resize(WIDTH // 2, HEIGHT // 2)
        image = QImage(picture.size(), QImage.Format.Format_RGB32)
        picture.render(image)
        picture._elapsed = 2.5
        picture.render(image, picture._moving_part().topLeft(), QRegion(picture._moving_part()))
        whole = QImage(picture.size(), QImage.Format.Format_RGB32)
        picture.render(whole)
        differing = sum((colors(image) - colors(whole)).values())
        assert differing < 2500, "the figures of the second that passed"


def test_breathing_goes_on_by_itself_and_follows_the_session(qtbot: Any) -> None:
    picture = RoomPicture(RoomView(Breath("Respirar", (4, 0, 6, 0), 60)), LIGHT)
    qtbot.addWidget(picture)
    picture.show()
    qtbot.waitUntil(lambda: picture.elapsed > 0.1)
    before = picture.elapsed
    picture.show_view(RoomView(Breath("Respirar", (4, 0, 6, 0), 60, gone=before + 0.5)))
    assert picture.elapsed == before, "half a second is no reason to jump"
    picture.show_view(RoomView(Breath("Respirar", (4, 0, 6, 0), 60, gone=30.0)))
    assert picture.elapsed == 30
    picture.hide()
    stopped = picture.elapsed
    qtbot.wait(80)
    assert picture.elapsed == stopped
    picture.show_view(RoomView(Pause()))
    assert picture.elapsed == 0


# the other slides


def test_blank_is_one_colour() -> None:
    image, drawn = painted(RoomView(Blank()), LIGHT, 0, 640)
    assert not drawn and set(colors(image)) == {LIGHT.color("bg").rgb()}


def test_the_calm_slide_has_the_clock_and_no_other_word() -> None:
    view, _elapsed = SLIDES["calm"]
    assert [one.words for one in painted(view, LIGHT)[1]] == ["10:04"]


def test_a_vote_has_letters_and_a_scale_has_its_figures() -> None:
    voted = [one.words for one in painted(*vote("Sí", "No", "No sé"))[1]]
    assert voted == [TITLE, "A", "Sí", "B", "No", "C", "No sé"]
    scaled = [one.words for one in painted(*vote("1", "2", "3", "4", "5"))[1]]
    assert scaled == [TITLE, "1", "2", "3", "4", "5"]


def vote(*options: str) -> tuple[RoomView, RoomTheme]:
    return RoomView(Options(TITLE, options)), LIGHT


def test_a_bar_is_as_long_as_its_share() -> None:
    image, _drawn = painted(SLIDES["bands"][0], LIGHT, 0, 960)
    counted = colors(image)
    assert counted[LIGHT.color("primary").rgb()] == pytest.approx(counted[LIGHT.color("sunken").rgb()], rel=0.1)


def test_in_place_of_counts_stands_a_sentence() -> None:
    said = [one.words for one in painted(SLIDES["sentence"][0], LIGHT)[1]]
    assert said == ["¿Cómo llegamos?", "Más de 15 de 21 eligieron «bien»."]
    many = [one.words for one in painted(SLIDES["changes"][0], LIGHT)[1]]
    assert "Muy pocas personas: no mostramos números." in many


def test_a_picture_stands_beside_the_words(tmp_path: Path) -> None:
    red = QImage(600, 800, QImage.Format.Format_RGB32)
    red.fill(QColor("#FF0000"))
    red.save(str(tmp_path / "foto.png"))
    for timer in (None, Timer(9, 70)):
        view = RoomView(Words(TITLE, (ROW,), footer="Pie", picture=str(tmp_path / "foto.png")), timer)
        image, drawn = painted(view, LIGHT, width=960)
        assert max(one.box.bottom() for one in drawn if one.words != "Pie") < HEIGHT - 142, "above the rule"
        assert colors(image)[QColor("#FF0000").rgb()] > 25_000
        assert max(one.box.right() for one in drawn if one.words in (TITLE, ROW)) < 1240


def test_a_photograph_taken_upright_stands_upright_and_another_one_is_seen(tmp_path: Path) -> None:
    def shown() -> tuple[int, int, QColor]:
        found = read_picture(Board(QPainter(), LIGHT), str(file))
        assert found is not None
        return found.width(), found.height(), found.toImage().pixelColor(9, 9)

    file = tmp_path / "foto.jpg"
    for size, turned, color in (((400, 200), 6, "#FF0000"), ((400, 200), 1, "#0000FF")):
        photograph = QImage(*size, QImage.Format.Format_RGB32)
        photograph.fill(QColor(color))
        writer = QImageWriter(str(file))
        writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90) if turned == 6 else None
        writer.write(photograph)
        os.utime(file, ns=(turned, turned))
        width, height, seen = shown()
        assert (width, height) == ((280, 560) if turned == 6 else (560, 280))
        assert max(seen.red(), seen.blue()) > 240 and (seen.red() > seen.blue()) == (color == "#FF0000")


def test_a_picture_of_the_profile_comes_as_an_address_and_needs_no_file(tmp_path: Path) -> None:
    red = QImage(900, 1200, QImage.Format.Format_RGB32)
    red.fill(QColor("#FF0000"))
    red.save(str(tmp_path / "foto.png"))
    content = (tmp_path / "foto.png").read_bytes()
    address = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    assert len(address) > 4096, "longer than any path"
    shown = [RoomView(Words(TITLE, (ROW,), picture=one)) for one in (str(tmp_path / "foto.png"), address)]
    by_file, by_address = (painted(view, LIGHT, width=480)[0] for view in shown)
    assert by_file == by_address
    for broken in ("data:", "data:image/png;base64,%%%", address[:300], "data:," + "A" * 5000):
        assert read_picture(Board(QPainter(), LIGHT), broken) is None


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"<svg", b"\x89PNG\r\n\x1a\n"])
def test_a_picture_that_cannot_be_read_leaves_the_slide_as_without(
    tmp_path: Path, content: bytes | None, allows_warnings: Any
) -> None:
    allows_warnings("carecompanion.ui.icons", "no SVG")
    for ending in ("png", "jpg", "svg"):
        file = tmp_path / f"foto.{ending}"
        if content is not None:
            file.write_bytes(content)
        with_it = painted(RoomView(Words(TITLE, picture=str(file))), LIGHT)
        assert with_it == painted(RoomView(Words(TITLE)), LIGHT)


def test_what_stands_there_can_be_read_aloud(qtbot: Any) -> None:
    for name, (view, elapsed) in SLIDES.items():
        picture = RoomPicture(view, LIGHT, is_small=True)
        qtbot.addWidget(picture)
        assert picture.accessibleName() == room_words(view) != ""
        if isinstance(view.slide, Words | Options | Counts):
            shown = [one.words for one in painted(view, LIGHT, elapsed, 96)[1]]
            assert shown[0].rstrip(".") in picture.accessibleName(), name


def test_another_shape_of_screen_keeps_the_slide_whole(qtbot: Any) -> None:
    picture = RoomPicture(RoomView(Options("Uno", ("1", "2", "3", "4", "5"))), LIGHT)
    qtbot.addWidget(picture)
    for width, height in ((1024, 768), (800, 300), (1920, 1080)):
        picture.resize(width, height)
        image = picture.grab().toImage()
        scale = min(width / WIDTH, height / HEIGHT)
        boxes = colors(image)[LIGHT.color("surface").rgb()] / (scale * scale)
        assert boxes == pytest.approx(5 * 320 * 184, rel=0.12)
        assert image.pixelColor(1, 1) == image.pixelColor(width - 2, height - 2) == LIGHT.color("bg")


# nothing private


def test_nothing_but_a_room_view_goes_in(qtbot: Any) -> None:
    picture = RoomPicture(RoomView(Blank()), LIGHT)
    qtbot.addWidget(picture)
    let_in, private = [], private_types()
    for kind in private:
        for intruder in (empty(kind), kind):
            for way in (checked, picture.show_view, room_words):
                try:
                    way(intruder)  # type: ignore[arg-type]
                except TypeError:
                    continue
                let_in.append((kind, way))
    assert let_in == [] and len(private) > 150
    assert picture.view == RoomView(Blank())


@pytest.mark.parametrize("intruder", [None, "secreto", Words("Uno"), {"slide": Blank()}, object(), RoomView])
def test_nor_what_only_looks_like_one(intruder: object, qapp: QApplication) -> None:
    with pytest.raises(TypeError):
        checked(intruder)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        RoomPicture(intruder, LIGHT)  # type: ignore[arg-type]


# theme


def test_the_room_has_its_own_theme_whatever_the_laptop_wears() -> None:
    assert LIGHT.color("bg").name().upper() == "#FFFCF6"
    assert RoomTheme(TOKENS, "light").name == RoomTheme(TOKENS, "nonsense").name == "projectorLight"
    assert RoomTheme(TOKENS, "dark").name == "dark" and RoomTheme(TOKENS, "highContrast").is_high_contrast
    assert LIGHT.font("title").pixelSize() == 92 and LIGHT.line("title", 46) == 56
    assert RoomTheme(TOKENS, plain_titles=True).font("title").families() == LIGHT.font("body").families()
