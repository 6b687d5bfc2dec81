"""The screens of the guide, for the tests that look at all of them."""

from collections.abc import Callable, Iterator

from carecompanion.content.guide import PARTS
from carecompanion.ui.main_window import MainWindow


def guide_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    for part in PARTS:
        yield f"guide, {part}", lambda part=part: window.show_page("guide", part=part)
