"""The guide in the window and on paper: found from the picker and from Settings, read by keyboard, printed, written."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from carecompanion import i18n
from carecompanion.content.guide import PARTS, pictures_of, read_guide
from carecompanion.errors import UserError
from carecompanion.main import main
from carecompanion.paths import Paths
from carecompanion.services import stick_work
from carecompanion.services.file_list import make_list
from carecompanion.services.profiles import NewProfile
from carecompanion.services.stick import Program
from carecompanion.ui import guide_paper
from carecompanion.ui.guide_paper import GuidePaper, guide_preview, write_guide
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.widgets.screenshot import Screenshot
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from tests.ui.room import a_home, a_window, button, press, take_keys, words_on

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def house(qapp, read_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for all tests here: to begin one takes a second."""
    made = a_window(a_home(tmp_path_factory.mktemp("guide"), read_before), lambda: datetime(2026, 8, 4, 14, tzinfo=UTC))
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(house: MainWindow) -> MainWindow:
    """Nobody is in."""
    if house.profile is not None:
        house.lock()
    if house.page is None or house.place.name != "picker":
        house.show_page("picker")
    house.page._speak("es")
    house.shell.hide_banner()
    return house


@pytest.fixture
def guide(window: MainWindow) -> MainWindow:
    """The guide was asked for on the first page."""
    press(window, "open-guide")
    return window


def test_from_the_picker_and_back(guide: MainWindow) -> None:
    assert "Estudiar por tu cuenta" in words_on(guide.page)
    press(guide, "back")
    assert guide.place.name == "picker"


def test_from_settings_and_back_to_them(window: MainWindow) -> None:
    window.go.enter(window.app.profiles.create(NewProfile("Colibrí")))
    window.show_page("settings", section="hide")
    press(window, "open-guide")
    press(window, "section-coordinar")
    assert "Alguien olvidó su clave" in words_on(window.page)
    window.refresh()
    assert "Alguien olvidó su clave" in words_on(window.page), "the same part in another look"
    window.escape()
    assert window.place.name == "settings"


def test_each_part_shows_its_pictures(guide: MainWindow) -> None:
    parts = {one.id: one for one in read_guide(guide.app.paths.guide, "es")}
    for part in PARTS:
        press(guide, f"section-{part}")
        shown = [one for one in guide.page.findChildren(Screenshot) if one.isVisible()]
        assert len(shown) >= len(pictures_of([parts[part]])) > 0
        assert all(one.accessibleName() and one.sizeHint().width() > 900 for one in shown)


def test_a_part_that_is_none_is_the_first(window: MainWindow) -> None:
    window.show_page("guide", part="../../etc")
    assert "Estudiar por tu cuenta" in words_on(window.page)


def test_by_keyboard(guide: MainWindow) -> None:
    """Down goes to the next part, Page Down reads on, F1 stays Help now."""
    take_keys(guide)
    assert QApplication.focusWidget().objectName() == "section-estudiar"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert "No necesitas cuenta" in words_on(guide.page)
    last = button(guide, "inside-3")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == last.text()
    reading = next(one for one in guide.page.findChildren(PageScroll) if one.isAncestorOf(QApplication.focusWidget()))
    assert reading.verticalScrollBar().value() > 0
    QTest.keyClick(guide.windowHandle(), Qt.Key.Key_F1)
    QApplication.processEvents()
    assert guide.place.name == "help"


def test_in_english(window: MainWindow) -> None:
    window.page._speak("en")
    press(window, "open-guide")
    assert "Studying on your own" in words_on(window.page)


def test_a_picture_that_is_gone_leaves_its_words(qapp, tmp_path: Path) -> None:
    shown = Screenshot(tmp_path / "none.png", "Hoy")
    shown.resize(320, shown.heightForWidth(320))
    assert shown.accessibleName() == "Hoy" and shown.height() > 0
    shown.grab()


def test_a_program_that_is_not_whole_keeps_its_page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Paths, "guide", property(lambda paths: paths.data / "none"))
    press(window, "open-guide")
    assert window.place.name == "picker"
    assert "La guía no está completa" in words_on(window)


# on paper


def test_the_preview_prints_this_part_or_all_of_it(guide: MainWindow) -> None:
    folder = guide.app.paths.guide
    parts = read_guide(folder, "es")
    preview = guide_preview(guide, parts[:2], parts[1], folder, DAY)
    assert "Participar en un taller" in preview._paper.words()
    assert "Estudiar por tu cuenta" not in preview._paper.words()
    few = preview._paper.pages
    choice = preview.findChild(Segmented, "guide-what")
    choice.segments[1].click()
    assert preview._paper.pages > few and "Estudiar por tu cuenta" in preview._paper.words()
    preview.deleteLater()


def test_ctrl_p(guide: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(guide_paper, "show_guide_print", lambda *given: seen.append(given[2].id))
    take_keys(guide)
    QTest.keyClick(guide.windowHandle(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["estudiar"]


def test_words_stay_with_their_picture(house: MainWindow) -> None:
    """No section that fits a page is cut by its foot, and nothing lies over something else."""
    folder = house.app.paths.guide
    paper = GuidePaper(read_guide(folder, "es")[2:3], folder, "es", DAY)
    layout, page = paper._document.documentLayout(), paper._document.pageSize().height()
    foot = 0.0
    for section in guide_paper._sections_in(paper._document):
        boxes = [layout.blockBoundingRect(block) for block in section]
        assert boxes[0].top() >= foot
        foot = boxes[-1].bottom()
        assert boxes[0].top() // page == (foot - 1) // page, section[0].text()


def test_the_web_page_is_whole_and_reaches_nothing(house: MainWindow) -> None:
    folder = house.app.paths.guide
    parts = read_guide(folder, "es")[:2]
    html = GuidePaper(parts, folder, "es", DAY).web_page()
    assert '<a href="#participar">' in html and 'id="participar"' in html
    pictures = re.findall(r'<img src="([^"]{22})[^"]*" alt="[^"]+"', html)
    assert set(pictures) == {"data:image/png;base64,"} and html.count("<img") == len(pictures)
    assert "http" not in html and "<script" not in html
    assert html.count("<li>") > 20 and "<ol>" in html


# the command


def test_the_command_writes_for_a_stick(
    house: MainWindow, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both languages, as a page and as PDF; here of one part, which is quicker."""
    monkeypatch.setattr(guide_paper, "read_guide", lambda folder, language: read_guide(folder, language)[1:2])
    assert main(["guide", str(home / "el maletín")]) == 0
    files = {file.name: file.read_bytes() for file in (home / "el maletín").iterdir()}
    assert sorted(files) == ["guide-en.html", "guide-en.pdf", "guide-es.html", "guide-es.pdf"]
    assert files["guide-es.pdf"].startswith(b"%PDF") and b"Participar" in files["guide-es.html"]
    assert b'lang="en"' in files["guide-en.html"] and b"Taking part" in files["guide-en.html"]
    assert capsys.readouterr().out.count("guide-") == 4


def test_where_nothing_can_be_written_it_says_so(
    house: MainWindow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide_paper, "read_guide", lambda folder, language: read_guide(folder, language)[1:2])
    (home / "a file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match=r"guide-es\.html"):
        write_guide(home / "a file", house.app.paths, DAY, ["es"])
    assert i18n.language() == "es"


def test_a_stick_has_it_for_everybody(house: MainWindow, tmp_path: Path) -> None:
    """As pages that open anywhere, not as it lies in the program."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "carecompanion").write_bytes(b"program")
    program = Program(tmp_path / "program", make_list(tmp_path / "program", "0.2.0", "linux-x86_64"))
    made = []

    def write(folder: Path) -> None:
        (folder / "guide-es.html").write_text("Guía", encoding="utf-8")
        made.append(folder)

    stick_work.make(tmp_path / "stick", house.app.paths, program=program, write_guide=write)
    guide = tmp_path / "stick" / "versions" / "0.2.0" / "guide"
    assert [file.name for file in guide.iterdir()] == ["guide-es.html"]
    assert not made[0].exists(), "nothing is left where it was written"


def test_the_pictures_can_be_read(house: MainWindow) -> None:
    for language in ("es", "en"):
        for stop in pictures_of(read_guide(house.app.paths.guide, language)):
            image = QImage(str(house.app.paths.guide / "pictures" / language / f"{stop}.png"))
            assert image.width() == 960 and image.colorCount() <= 64, stop
