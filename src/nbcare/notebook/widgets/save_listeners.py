"""Tell whoever shows a summary of the answers that one of them was saved."""

from collections import defaultdict, deque
from collections.abc import Callable

# A cell that runs again makes a new panel; the oldest ones are forgotten.
LISTENERS_KEPT = 6
_listeners: dict[str, deque[Callable[[], None]]] = defaultdict(lambda: deque(maxlen=LISTENERS_KEPT))


def listen(path: str, heard: Callable[[], None]) -> None:
    """Call `heard` after each answer that is saved in this file."""
    _listeners[path].append(heard)


def saved(path: str) -> None:
    """Tell the listeners of this file that an answer was saved in it."""
    for heard in list(_listeners[path]):
        heard()
