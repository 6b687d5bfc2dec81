"""Colours a tired eye can read: every pair of text and ground of the design, in all four themes, from the tokens."""

import json
from typing import Any

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from carecompanion.paths import find_resources
from carecompanion.ui import icons
from carecompanion.ui.theme import Look, look, system_theme

TOKENS: dict[str, Any] = json.loads((find_resources() / "themes" / "tokens.json").read_text(encoding="utf-8"))
THEMES = ("light", "dark", "highContrast", "projectorLight")
HUES = ("primary", "clay", "ochre", "leaf", "sky", "plum", "danger")
GROUNDS = ("bg", "surface", "surfaceAlt", "nav", "sunken")
TEXT, CONTROL = 4.5, 3.0


def on_soft(hue: str) -> str:
    return f"on{hue[0].upper()}{hue[1:]}Soft"


def text_pairs() -> list[tuple[str, str]]:
    pairs = [(text, ground) for text in ("text", "textMuted", "textSubtle", "link") for ground in GROUNDS]
    for hue in HUES:
        pairs += [(on_soft(hue), f"{hue}Soft"), ("text", f"{hue}Soft"), (hue, "surface"), (hue, "bg")]
        pairs.append(("onPrimary" if hue == "primary" else "onSolid", hue))
    pairs += [("onPrimary", "primaryHover"), ("onPrimary", "primaryPressed"), ("onSelection", "selection")]
    return [*pairs, ("disabledText", "disabledBg"), ("disabledText", "surface"), ("bg", "text")]


def control_pairs() -> list[tuple[str, str]]:
    grounds = ("surface", "bg", "nav", "sunken", "primarySoft")
    pairs = [(mark, ground) for mark in ("borderStrong", "focus", "primary") for ground in grounds]
    return pairs + [(hue, "track") for hue in HUES]


def luminance(value: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    colors = TOKENS["themes"][theme]["color"]
    low = {(a, b): contrast(colors[a], colors[b]) for a, b in text_pairs() if contrast(colors[a], colors[b]) < TEXT}
    assert low == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_control_can_be_seen_on_its_ground(theme: str) -> None:
    colors = TOKENS["themes"][theme]["color"]
    low = {
        (a, b): contrast(colors[a], colors[b]) for a, b in control_pairs() if contrast(colors[a], colors[b]) < CONTROL
    }
    assert low == {}


def test_text_grows_fully_and_space_by_half() -> None:
    large = Look()
    large.choose(TOKENS, scale=2.0)
    assert (large.px(44), large.space(20), large.line("reading")) == (88, 30, 60)
    assert large.font("body").pixelSize() == 32
    large.choose(TOKENS, extra_leading=True)
    assert large.line("reading") == round(30 * 1.12)


def test_reflow_follows_size_and_width() -> None:
    one = Look()
    for scale, width, rail, column in ((1.0, 1366, False, False), (1.0, 1024, True, False), (1.5, 1366, True, True)):
        one.choose(TOKENS, scale=scale)
        assert (one.uses_rail(width), one.is_one_column) == (rail, column)


def test_less_movement_means_none() -> None:
    calm = Look()
    calm.choose(TOKENS, reduced_motion=True)
    assert {calm.duration(name) for name in ("fast", "base", "slow")} == {0}


def test_an_unknown_theme_is_light_and_the_system_is_asked(qapp: QApplication) -> None:
    one = Look()
    one.choose(TOKENS, theme="neon")
    assert one.theme == "light"
    one.choose(TOKENS, theme="system")
    assert one.theme == system_theme()


def test_the_programs_own_fonts_are_used(qapp: QApplication) -> None:
    look.take(qapp, TOKENS)
    assert QFontInfo(look.font("body")).family() == "Atkinson Hyperlegible Next"
    assert QFontInfo(look.font("h1")).family().startswith("Source Serif 4")
    assert QFontInfo(look.font("label")).weight() == 600
    look.take(qapp, TOKENS, plain_titles=True)
    assert QFontInfo(look.font("h1")).family().startswith("Atkinson Hyperlegible Next")
    look.take(qapp, TOKENS)


def test_icons_take_the_colour_asked_for_and_are_kept(qapp: QApplication) -> None:
    look.take(qapp, TOKENS)
    drawn = icons.pixmap("house", "danger", 24, 2)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (48, 24)
    seen = {drawn.toImage().pixelColor(x, y).name().upper() for x in range(48) for y in range(48)}
    assert look.hex("danger") in seen
    assert icons.pixmap("house", "danger", 24, 2).cacheKey() == drawn.cacheKey()


def test_a_drawing_follows_the_theme(qapp: QApplication) -> None:
    look.take(qapp, TOKENS, "light")
    day = icons.illustration_pixmap("mesa", 120, 90, 1).toImage()
    look.take(qapp, TOKENS, "dark")
    night = icons.illustration_pixmap("mesa", 120, 90, 1).toImage()
    look.take(qapp, TOKENS)
    assert day != night


def test_every_icon_of_the_map_is_there() -> None:
    folder = find_resources() / "icons"
    assert [name for name in TOKENS["icon"]["map"].values() if not (folder / f"{name}.svg").is_file()] == []
