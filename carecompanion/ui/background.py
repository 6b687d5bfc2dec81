"""Slow work in a thread; only its result comes back, on the UI thread. The work itself touches no widget.

Python's own thread pool rather than Qt's: it carries any exception to us without our catching it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


class _Journey(QObject):
    """Lives on the UI thread and carries one result home."""

    ended = Signal()

    def __init__(self, on_done: Callable[[Any], None], on_failed: Callable[[Exception], None] | None) -> None:
        super().__init__()
        self._on_done = on_done
        self._on_failed = on_failed
        self._future: Future[Any] | None = None
        self.ended.connect(self._come_home, Qt.ConnectionType.QueuedConnection)

    def follow(self, future: Future[Any]) -> None:
        self._future = future
        future.add_done_callback(lambda _future: self.ended.emit())

    def wait(self, seconds: float) -> None:
        if self._future is not None:
            from concurrent.futures import wait  # late, as below; here it is loaded already

            wait([self._future], seconds)

    @Slot()
    def _come_home(self) -> None:
        _under_way.discard(self)
        assert self._future is not None
        error = self._future.exception()
        if error is None:
            self._on_done(self._future.result())
        elif self._on_failed is not None and isinstance(error, Exception):
            self._on_failed(error)
        else:
            raise error  # nobody foresaw it: the excepthook has calm words for that


_under_way: set[_Journey] = set()  # Qt keeps no reference to a Python receiver
_pools: list[ThreadPoolExecutor] = []  # one, made when first needed


def run(
    work: Callable[[], Any],
    on_done: Callable[[Any], None],
    on_failed: Callable[[Exception], None] | None = None,
) -> None:
    """Do `work` in a thread; then call `on_done(result)` or `on_failed(error)` on the UI thread.

    Without `on_failed` an error is raised on the UI thread, as if the work had been done there.
    """
    journey = _Journey(on_done, on_failed)
    _under_way.add(journey)
    journey.follow(_pool().submit(work))


def finish(seconds: float = 5.0) -> None:
    """Wait for the work itself, not for its coming home: what it reads is about to be closed."""
    for journey in tuple(_under_way):
        journey.wait(seconds)


def _pool() -> ThreadPoolExecutor:
    if not _pools:
        from concurrent.futures import ThreadPoolExecutor  # late: 10 ms that the first paint does not need

        _pools.append(ThreadPoolExecutor(2, thread_name_prefix="background"))
    return _pools[0]
