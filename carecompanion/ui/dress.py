"""Language, theme and size put on the whole program at once: what a person chose, or what the picker was left with."""

import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from carecompanion import i18n
from carecompanion.paths import Paths
from carecompanion.settings import Appearance
from carecompanion.ui.theme import look, system_theme

log = logging.getLogger(__name__)

_TERRITORY = {"es": QLocale.Country.Peru, "en": QLocale.Country.UnitedStates}
_LANGUAGE = {"es": QLocale.Language.Spanish, "en": QLocale.Language.English}


@lru_cache(maxsize=1)
def design_tokens(resources: Path) -> dict[str, Any]:
    """resources/themes/tokens.json, read once."""
    found: dict[str, Any] = json.loads((resources / "themes" / "tokens.json").read_text(encoding="utf-8"))
    return found


def dress(appearance: Appearance, paths: Paths) -> None:
    """Speak the language and wear the theme; pages built before keep the old ones until they are built anew."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language = i18n.speak(appearance.language, paths.resources / "i18n")
    _teach_qt(app, language)
    look.take(
        app,
        design_tokens(paths.resources),
        theme_of(appearance),
        appearance.text_scale,
        plain_titles=appearance.plain_titles,
        extra_leading=appearance.extra_leading,
        reduced_motion=appearance.reduced_motion,
    )


def theme_of(appearance: Appearance) -> str:
    """The theme chosen; nothing chosen is light, unless the system asks for contrast."""
    if appearance.theme:
        return appearance.theme
    return "highContrast" if system_theme() == "highContrast" else "light"


def _teach_qt(app: QApplication, language: str) -> None:
    """Qt's own buttons and menus speak it too; English needs no file."""
    QLocale.setDefault(QLocale(_LANGUAGE[language], _TERRITORY[language]))
    before = app.findChild(QTranslator, "qtbase")
    if before is not None:
        app.removeTranslator(before)
        before.deleteLater()
        before.setObjectName("")
    if language == "en":
        return
    words = QTranslator(app)
    words.setObjectName("qtbase")
    if words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    else:
        log.info("Qt has no words in %s here", language)
