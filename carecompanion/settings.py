"""What the picker needs before anyone is in: Settings <-> settings.toml.

A profile's own appearance lives in its encrypted file and has the same shape.
"""

import logging
import os
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
THEMES = ("", "system", "light", "dark", "highContrast")  # "" = light, unless the system asks for contrast
SCREEN_PARTS = ("room", "own")  # what a screen was last used for: the room's, or the trainer's own
MOST_SCREENS = 20  # that are remembered; the projectors of many halls


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the program looks and speaks. `language` "" is the system's."""

    language: str = ""
    theme: str = ""
    text_scale: float = 1.0
    plain_titles: bool = False
    extra_leading: bool = False
    reduced_motion: bool = False

    def bigger(self) -> "Appearance":
        return replace(self, text_scale=next((s for s in TEXT_SCALES if s > self.text_scale), TEXT_SCALES[-1]))

    def smaller(self) -> "Appearance":
        return replace(self, text_scale=next((s for s in reversed(TEXT_SCALES) if s < self.text_scale), TEXT_SCALES[0]))


@dataclass(frozen=True, slots=True)
class Settings:
    """The picker's appearance, where the window was (base64 of Qt's own description), and which screen of which name
    was the room's (one of SCREEN_PARTS; the one used last stands last)."""

    appearance: Appearance = field(default_factory=Appearance)
    window: str = ""
    screens: dict[str, str] = field(default_factory=dict)


class SettingsFile:
    """settings.toml: read once, written whole. Damage means defaults, and the damaged file is set aside."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.now = self._read()

    def keep(self, settings: Settings) -> None:
        """Write it all beside and swap. A folder that may not be written costs nothing but the memory of it."""
        if settings == self.now:
            return
        self.now = settings
        import tomli_w  # late: only needed when something changes

        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
            os.replace(beside, self._file)
        except OSError as error:
            log.info("settings not written: %s", error.strerror)

    def _read(self) -> Settings:
        try:
            found = tomllib.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError):
            log.info("settings not readable; starting from defaults")
            self._set_aside()
            return Settings()
        return Settings(
            appearance=appearance_of(found.get("appearance", {})),
            window=found["window"] if isinstance(found.get("window"), str) else "",
            screens=screens_of(found.get("screens")),
        )

    def _set_aside(self) -> None:
        try:
            os.replace(self._file, self._file.with_suffix(".damaged"))
        except OSError as error:
            log.info("damaged settings stay where they are: %s", error.strerror)


def screens_of(found: Any) -> dict[str, str]:
    """Names of screens and their parts, from whatever was in a file; of too many, the ones used last."""
    if not isinstance(found, dict):
        return {}
    fitting = [(name, part) for name, part in found.items() if isinstance(name, str) and part in SCREEN_PARTS]
    return dict(fitting[-MOST_SCREENS:])


def appearance_of(found: Any) -> Appearance:
    """An Appearance from whatever was in a file: what does not fit is the default."""
    if not isinstance(found, dict):
        return Appearance()
    fitting = {
        one.name: found[one.name] for one in fields(Appearance) if isinstance(found.get(one.name), type(one.default))
    }
    if fitting.get("text_scale", 1.0) not in TEXT_SCALES:
        fitting.pop("text_scale")
    if fitting.get("theme", "") not in THEMES:
        fitting.pop("theme")
    return Appearance(**fitting)
