"""Take a list of learners while the portal serves, and say how far that is."""

import sys
import threading
from collections.abc import Mapping

from nbcare.portal.errors import log
from nbcare.portal.identity import roster_import
from nbcare.portal.identity.roster_import import Listed, Progress
from nbcare.store import roster
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.roster import Entry
from nbcare.store.store import Store

MOST_SAID = 10
AT_ONCE = 200
"""Learners up to whom the address is printed when all of them can log in, some seconds later."""


def begin(listed: Listed, source: str, store: Store) -> None:
    """Take a list: a class at once, a hospital's in a thread, while those whose PIN is hashed work already.

    The list that was taken last changes nothing: since then learners may have been added, or given another PIN.
    """
    if roster_import.was_taken(listed, store):
        print(f"{source} was taken before. What was changed since then stays as it is.", flush=True)
        return

    def run() -> None:
        before = store.read(roster.known())
        try:
            roster_import.take(listed, store, _report)
        except StoreUnavailableError as error:
            log.error("%s was not taken whole: %s. Start again with --roster.", source, error)
            return
        print(
            f"\n{len(listed)} learners taken from {source}. Their PINs are kept as hashes only; the file can be deleted.",
            flush=True,
        )
        _say_changes(before, listed)

    thread = threading.Thread(target=run, name="nbcare-roster", daemon=True)
    thread.start()
    if len(listed) <= AT_ONCE:
        thread.join()


def _say_changes(before: Mapping[str, Entry], listed: Listed) -> None:
    """Say who left and who is back: a list may be older than what was done by hand, for a nurse who came or left."""
    gone = {id: entry for id, entry in before.items() if entry.listed and id not in listed}
    back = {id: entry for id, entry in before.items() if not entry.listed and id in listed}
    for words, entries in (("Not in this list, so they cannot log in any more", gone), ("Listed again", back)):
        named = [f"{id} ({entry.name})" if entry.name else id for id, entry in entries.items()]
        more = f" and {len(named) - MOST_SAID} more" if len(named) > MOST_SAID else ""
        if named:
            print(f"{words}: {', '.join(named[:MOST_SAID])}{more}.", flush=True)


def _report(progress: Progress) -> None:
    """Say on a terminal, in one line, how many can log in."""
    if sys.stdout.isatty():
        left = f", {progress.seconds_left:.0f} s left" if progress.ready < progress.total else ""
        print(f"\r{progress.ready} of {progress.total} learners can log in{left} ", end="", flush=True)
