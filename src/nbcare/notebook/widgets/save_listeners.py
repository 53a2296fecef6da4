"""Notify the views that summarise the answers when one of them is saved."""

from collections import defaultdict, deque
from collections.abc import Callable

# A cell that runs again makes a new panel; the oldest ones are forgotten.
LISTENERS_KEPT = 6
_listeners: dict[str, deque[Callable[[], None]]] = defaultdict(lambda: deque(maxlen=LISTENERS_KEPT))


def listen(path: str, callback: Callable[[], None]) -> None:
    """Call `callback` after each answer that is saved in this file."""
    _listeners[path].append(callback)


def saved(path: str) -> None:
    """Call the listeners of this file."""
    for callback in list(_listeners[path]):
        callback()
