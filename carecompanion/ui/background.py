"""Slow work in a thread; only its result comes back, on the UI thread. The work itself touches no widget.

Python's own thread pool rather than Qt's: it carries any exception to us without our catching it. What a piece of work
holds (often the page that asked) is let go on the UI thread only: the thread knows it by a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


@dataclass
class _Journey:
    """One piece of work, and what it found."""

    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None] | None
    is_apart: bool = False
    future: Future[None] | None = None
    result: Any = None
    error: BaseException | None = None


class _Home(QObject):
    """Lives on the UI thread, as long as the program; every result comes home to it."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _receive(self, number: int) -> None:
        journey = _under_way.pop(number)
        if journey.error is None:
            journey.on_done(journey.result)
        elif journey.on_failed is not None and isinstance(journey.error, Exception):
            journey.on_failed(journey.error)
        else:
            raise journey.error  # nobody foresaw it: the excepthook has calm words for that


_under_way: dict[int, _Journey] = {}
_numbers = count(1)
_homes: list[_Home] = []  # one, made when first needed
_pools: list[ThreadPoolExecutor] = []  # one, made when first needed


def run(
    work: Callable[[], Any],
    on_done: Callable[[Any], None],
    on_failed: Callable[[Exception], None] | None = None,
    *,
    is_apart: bool = False,
) -> None:
    """Do `work` in a thread; then call `on_done(result)` or `on_failed(error)` on the UI thread.

    Without `on_failed` an error is raised on the UI thread, as if the work had been done there. What `is_apart` may
    take minutes and holds nothing of a profile: nobody waits for it when one is closed.
    """
    if not _homes:
        _homes.append(_Home())
    number = next(_numbers)
    journey = _under_way[number] = _Journey(work, on_done, on_failed, is_apart)
    journey.future = _pool().submit(_travel, number, _homes[0].ended)


def is_idle() -> bool:
    """Nothing is being done, and all that was has come home."""
    return not _under_way


def finish(seconds: float = 5.0) -> None:
    """Wait for the work itself, not for its coming home: what it reads is about to be closed."""
    futures = [one.future for one in _under_way.values() if one.future is not None and not one.is_apart]
    if futures:
        from concurrent.futures import wait  # late, as below; here it is loaded already

        wait(futures, seconds)


def _travel(number: int, ended: Any) -> None:
    """In the thread. When it says that it ended, it holds nothing of the work any more."""
    _do(number)
    ended.emit(number)


def _do(number: int) -> None:
    journey = _under_way[number]
    try:
        journey.result = journey.work()
    except BaseException as error:  # noqa: BLE001  # it is raised again on the UI thread
        journey.error = error


def _pool() -> ThreadPoolExecutor:
    if not _pools:
        from concurrent.futures import ThreadPoolExecutor  # late: 10 ms that the first paint does not need

        _pools.append(ThreadPoolExecutor(2, thread_name_prefix="background"))
    return _pools[0]
