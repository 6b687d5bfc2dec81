"""The screens of a run's blocks: read once, and anew when packs came or went or the language is another."""

from collections.abc import Callable, Mapping, Sequence

from carecompanion.learning import running
from carecompanion.learning.running import Run
from carecompanion.learning.workshop import Block
from carecompanion.services.room_screens import RoomScreen

Screens = tuple[RoomScreen, ...]


class RunScreens:
    """`edition` is another one when what was read before is old; `found` what was read already, by block."""

    def __init__(
        self,
        screens_of: Callable[[Block], Screens],
        edition: Callable[[], object],
        found: Mapping[str, Screens] | None = None,
    ) -> None:
        self._screens_of, self._edition_now = screens_of, edition
        self._edition = None if found is None else edition()
        self.found = dict(found or {})

    def of(self, block: Block) -> Screens:
        if block.id not in self.found:
            self.found[block.id] = self._screens_of(block)
        return self.found[block.id]

    def read_anew(self, run: Run) -> Run | None:
        """The run as it goes on with other screens: the room stays where it was. None: they are still the same."""
        edition = self._edition_now()
        if edition == self._edition:
            return None
        self._edition = edition
        before, self.found = self.found, {block.id: self._screens_of(block) for block in run.plan.blocks}
        slides = {name: len(screens) for name, screens in self.found.items()}

        def place(block: str, slide: int) -> int:
            return same_place(before.get(block, ()), self.found[block], slide)

        return running.read_anew(run, slides, place)


def same_place(before: Sequence[RoomScreen], after: Sequence[RoomScreen], slide: int) -> int:
    """Where a screen is among those that were read anew: the same part of what it was made of, or as near as can be."""
    if slide < len(before):
        source = before[slide].source
        part = sum(one.source == source for one in before[:slide])
        places = [place for place, one in enumerate(after) if one.source == source]
        if places:
            return places[min(part, len(places) - 1)]
    return min(slide, len(after) - 1)
