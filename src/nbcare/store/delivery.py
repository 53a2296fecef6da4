"""Hand outcomes to those who wait: threads by their futures, event loops all of a batch in one call."""

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeAlias

from nbcare.store.job import Failed

Receiver: TypeAlias = "Future[Any] | asyncio.Future[Any]"
"""Where an outcome goes; a future of asyncio is told within its own loop."""


def deliver(receivers: Sequence[Receiver], outcomes: Sequence[Any]) -> None:
    """Settle each future with its outcome: a result, or the error of a `Failed`."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
    for receiver, outcome in zip(receivers, outcomes, strict=True):
        if isinstance(receiver, asyncio.Future):
            by_loop.setdefault(receiver.get_loop(), []).append((receiver, outcome))
        else:
            _settle(receiver, outcome)
    for loop, pairs in by_loop.items():
        with suppress(RuntimeError):  # a loop that was closed: nobody waits any more
            loop.call_soon_threadsafe(_settle_all, pairs)


def _settle_all(pairs: Iterable[tuple[Receiver, Any]]) -> None:
    for receiver, outcome in pairs:
        _settle(receiver, outcome)


def _settle(receiver: Receiver, outcome: Any) -> None:
    if receiver.done():  # whoever waited has gone; the work is done all the same
        return
    if isinstance(outcome, Failed):
        receiver.set_exception(outcome.error)
    else:
        receiver.set_result(outcome)
