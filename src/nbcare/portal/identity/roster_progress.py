"""Take a list of learners while the portal serves, and say how far that is."""

import sys
import threading

from nbcare.portal.errors import log
from nbcare.portal.identity import roster_import
from nbcare.portal.identity.roster_import import Listed, Progress
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.store import Store

AT_ONCE = 200
"""Learners up to whom the address is printed when all of them can log in, some seconds later."""


def begin(listed: Listed, source: str, store: Store) -> None:
    """Take a list: a class at once, a hospital's in a thread, while those whose PIN is hashed work already."""

    def run() -> None:
        try:
            roster_import.take(listed, store, _report)
        except StoreUnavailableError as error:
            log.error("%s was not taken whole: %s. Start again with --roster.", source, error)
            return
        print(
            f"\n{len(listed)} learners taken from {source}. Their PINs are kept as hashes only; the file can be deleted.",
            flush=True,
        )

    thread = threading.Thread(target=run, name="nbcare-roster", daemon=True)
    thread.start()
    if len(listed) <= AT_ONCE:
        thread.join()


def _report(progress: Progress) -> None:
    """Say on a terminal, in one line, how many can log in."""
    if sys.stdout.isatty():
        left = f", {progress.seconds_left:.0f} s left" if progress.ready < progress.total else ""
        print(f"\r{progress.ready} of {progress.total} learners can log in{left} ", end="", flush=True)
