"""Settings: language, theme, text size, titles, line spacing, motion. All of it shows at once."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.i18n import LANGUAGES, _, percent_text
from carecompanion.services.profiles import OpenProfile
from carecompanion.settings import TEXT_SCALES
from carecompanion.ui.dress import design_tokens
from carecompanion.ui.go import Go
from carecompanion.ui.pages.picker import theme_names
from carecompanion.ui.theme import Look, look
from carecompanion.ui.voice import may_speak
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.sized_label import SizedLabel
from carecompanion.ui.widgets.slider import StepSlider
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tile import Tile, system_drawing, theme_drawing
from carecompanion.ui.widgets.wrap_grid import WrapGrid

TILES, TILE_NARROWEST, GAP = 4, 160, 14
SLIDER_WIDTH = 396


class _Choice(QWidget):
    """What the three sections share: the appearance of now, and taking another."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        has_own = bool(profile.preferences.get("text_scale"))
        self.now = profile.preferences.appearance if has_own else app.settings.now.appearance
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def take(self, **changes: Any) -> None:
        """Kept, and the page is built anew when this click is over."""
        self._profile.preferences.keep_appearance(replace(self.now, **changes))
        QTimer.singleShot(0, self._go.refresh)

    def add_switch(self, name: str, title: str, about: str) -> None:
        row = SwitchRow(title, about, getattr(self.now, name))
        row.switch.setObjectName(name)
        row.toggled.connect(lambda is_on: self.take(**{name: is_on}))
        self.column.addWidget(Hairline())
        self.column.addWidget(row)


class LanguageChoice(_Choice):
    """Spanish or English, for this profile."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__(app, profile, go)
        choice = Segmented(list(LANGUAGES.items()), i18n.language(), _("Language"))
        choice.chosen.connect(lambda code: self.take(language=code))
        self.column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(look.space(12))
        words = _("Lessons, buttons and papers change together. What you wrote stays as you wrote it.")
        self.column.addWidget(Label(words, "small", "textMuted"))


class LookChoice(_Choice):
    """Theme, text size with a sample, plain titles, space between lines, motion."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__(app, profile, go)
        self.column.addWidget(self._themes())
        self.column.addSpacing(look.space(18))
        self.column.addLayout(self._size())
        self.column.addSpacing(look.space(16))
        self.add_switch("plain_titles", _("Titles in plain letters"), _("Without serifs, if that is easier to read."))
        self.add_switch("extra_leading", _("More space between lines"), _("Sets the text of lessons a little wider."))
        self.add_switch("reduced_motion", *motion_words())

    def _themes(self) -> QWidget:
        self._tiles = QButtonGroup(self)
        now = self.now.theme or "light"
        drawn = _looks(self._app)
        tiles = []
        for name, words in theme_names().items():
            drawing = system_drawing(drawn["light"], drawn["dark"]) if name == "system" else theme_drawing(drawn[name])
            tile = Tile(words, drawing)
            tile.setObjectName(f"theme-{name}")
            tile.setChecked(name == now)
            tile.clicked.connect(partial(self._take_theme, name))
            self._tiles.addButton(tile)
            tiles.append(tile)
        return WrapGrid(tiles, look.px(TILE_NARROWEST), TILES, look.space(GAP), even=True)

    def _take_theme(self, name: str, _is_checked: bool = True) -> None:
        self.take(theme=name)

    def _size(self) -> QHBoxLayout | QVBoxLayout:
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout() if look.is_one_column else QHBoxLayout()
        row.setSpacing(look.space(24))
        row.addLayout(self._slider(), 396)
        self._sample = _Sample()
        row.addWidget(self._sample, 328)
        return row

    def _slider(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        title = QHBoxLayout()
        title.addWidget(Label(_("Text size"), weight=600), 1)
        self._percent = Label(percent_text(self.now.text_scale), color="primary", wrap=False, weight=600)
        title.addWidget(self._percent)
        slider = StepSlider(TEXT_SCALES, self.now.text_scale, _("Text size"), percent_text)
        slider.setObjectName("text-size")
        slider.sliderMoved.connect(self._preview)
        slider.value_chosen.connect(lambda scale: self.take(text_scale=scale))
        ends = QHBoxLayout()
        for scale in (TEXT_SCALES[0], TEXT_SCALES[-1]):
            ends.addWidget(Label(percent_text(scale), "small", "textMuted", wrap=False))
        ends.insertStretch(1, 1)
        column.addLayout(title)
        column.addSpacing(look.space(6))
        column.addWidget(slider)
        column.addLayout(ends)
        column.addStretch(1)
        return column

    def _preview(self, step: int) -> None:
        """While the knob is held only the sample changes; the whole page when it is let go."""
        self._percent.setText(percent_text(TEXT_SCALES[step]))
        self._sample.show_at(TEXT_SCALES[step])


class MotionChoice(_Choice):
    """Less motion. Sound has its place here when there is any."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__(app, profile, go)
        self.add_switch("reduced_motion", *motion_words())
        self.column.addWidget(Hairline())
        if may_speak():
            self._add_voice()
        self.column.addSpacing(look.space(12))
        words = _("Nothing here flashes, shakes or plays by itself. There is no sound.")
        if may_speak():
            words = _("Nothing here flashes, shakes or plays by itself. Sound comes only when you ask for it.")
        self.column.addWidget(Label(words, "small", "textMuted"))

    def _add_voice(self) -> None:
        from carecompanion.ui.pages.settings_voice import VoiceChoice  # late: few have the extra

        self.column.addWidget(VoiceChoice(self._profile.preferences))
        self.column.addWidget(Hairline())


class _Sample(Card):
    """Two sentences as a lesson would set them at a size."""

    def __init__(self) -> None:
        super().__init__(padding=0, radius="tile", background="surfaceAlt")
        side, above = look.space(20) + 1, look.space(14) + 1
        self.body.setContentsMargins(side, above, side, above)
        words = _("This is how a lesson will read. Breathe, there is no hurry.")
        self._size, self._line = look.font("reading").pixelSize(), look.line("reading")
        self._label = SizedLabel(words, "reading", self._size, self._line)
        self.body.addWidget(self._label, 1)

    def show_at(self, scale: float) -> None:
        share = scale / look.scale
        self._label.set_size(round(self._size * share), round(self._line * share))


def motion_words() -> tuple[str, str]:
    return _("Less motion"), _("No animations. Breathing is guided with text and numbers.")


def _looks(app: App) -> dict[str, Look]:
    """Each theme by itself, for its tile."""
    tokens = design_tokens(app.paths.resources)
    found = {}
    for name in ("light", "dark", "highContrast"):
        one = Look()
        one.choose(tokens, name)
        found[name] = one
    return found
