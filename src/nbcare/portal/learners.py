"""Keep one store per learner and page, and run each learner's jobs in order, off the event loop."""

from __future__ import annotations

import asyncio
import errno
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

from nbcare.answers.learners import learner_folder
from nbcare.answers.store import ResponseStore
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.identity import Learner
from nbcare.portal.page_store import Page

WORKERS = 4
"""Threads that write; more of them only compete for the processor."""
STORES_KEPT = 2048
WAITING_AT_MOST = 64
"""Queued requests of one learner beyond which new ones are refused (429); a page of ours never has so many."""

Result = TypeVar("Result")


class Learners:
    """The stores of all learners, and a queue of jobs for each learner."""

    def __init__(self, root: Path):
        self._root = root
        self._pool = ThreadPoolExecutor(WORKERS, "nbcare-save")
        self._turns: dict[str, tuple[asyncio.Lock, int]] = {}
        self._stores: OrderedDict[tuple[Path, str], ResponseStore] = OrderedDict()
        self._guard = Lock()

    def folder(self, learner: Learner) -> Path:
        """Return the learner's folder."""
        return learner_folder(self._root, None if learner.alone else learner.id)

    def path(self, learner: Learner, page: Page) -> Path:
        """Return the path of the learner's answers to one page."""
        return self.folder(learner) / page.slug / "responses.json"

    def store(self, learner: Learner, page: Page) -> ResponseStore:
        """Return the cached store of the learner's answers to one page; raise OSError for a linked folder."""
        path = self.path(learner, page)
        _refuse_links(path.parent, *([] if learner.alone else [path.parent.parent]))
        with self._guard:
            store = self._stores.get((path, page.slug))
            if store is None:
                path.parent.mkdir(parents=True, exist_ok=True)
                store = self._stores[path, page.slug] = ResponseStore(
                    path, page.slug, page.course, page.known, page.steps
                )
            self._stores.move_to_end((path, page.slug))
            if len(self._stores) > STORES_KEPT:
                self._stores.popitem(last=False)
        # The pages may have been made anew since.
        store.renew(page.course, page.known, page.steps)
        return store

    async def work(self, learner: Learner, job: Callable[[], Result]) -> Result:
        """Run a job in a thread, after the same learner's earlier jobs; raise HttpProblemError when too many wait."""
        lock, waiting = self._turns.get(learner.id, (None, 0))
        if waiting >= WAITING_AT_MOST:
            raise HttpProblemError(429, "busy")
        lock = lock or asyncio.Lock()
        self._turns[learner.id] = lock, waiting + 1
        try:
            async with lock:
                return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            lock, waiting = self._turns[learner.id]
            if waiting > 1:
                self._turns[learner.id] = lock, waiting - 1
            else:
                del self._turns[learner.id]

    def close(self) -> None:
        """Wait for the saves in progress."""
        self._pool.shutdown(wait=True)


def _refuse_links(*folders: Path) -> None:
    """Raise OSError for a link in the place of a learner's own folder: it could lead to another learner's."""
    if any(folder.is_symlink() for folder in folders):
        raise OSError(errno.ELOOP, "a link stands in the place of a folder")
