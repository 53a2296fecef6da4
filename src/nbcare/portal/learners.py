"""Keep one way to the store per learner and page, and run each learner's slower jobs in order, off the event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from nbcare.answers.database_store import DatabaseResponseStore
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.identity import Learner
from nbcare.portal.page_store import Page
from nbcare.store.job import Job
from nbcare.store.store import Store

WORKERS = 4
"""Threads that read and render; more of them only compete for the processor."""
STORES_KEPT = 20_000
WAITING_AT_MOST = 64
"""Queued requests of one learner beyond which new ones are refused (429); a page of ours never has so many."""

Result = TypeVar("Result")


class Learners:
    """The answers of all learners, and a queue of jobs for each learner."""

    def __init__(self, store: Store):
        self._store = store
        self._pool = ThreadPoolExecutor(WORKERS, "nbcare-pages")
        self._turns: dict[str, tuple[asyncio.Lock, int]] = {}
        self._saves: dict[str, int] = {}
        self._stores: OrderedDict[tuple[str, str], DatabaseResponseStore] = OrderedDict()
        self._guard = Lock()

    def store(self, learner: Learner, page: Page) -> DatabaseResponseStore:
        """Return the learner's answers to one page; what is made here is kept, because it knows the seed."""
        key = learner.id, page.slug
        with self._guard:
            store = self._stores.get(key)
            if store is None:
                store = DatabaseResponseStore(self._store, *key, page.course, page.known, page.steps)
                self._stores[key] = store
                if len(self._stores) > STORES_KEPT:
                    self._stores.popitem(last=False)
            else:
                self._stores.move_to_end(key)
        # The pages may have been made anew since.
        store.renew(page.course, page.known, page.steps)
        return store

    async def commit(self, learner: Learner, job: Job[Result]) -> Result:
        """Have a job of the store run, in the order of arrival; raise HttpProblemError when too many of the learner's wait."""
        waiting = self._saves.get(learner.id, 0)
        if waiting >= WAITING_AT_MOST:
            raise HttpProblemError(429, "busy")
        self._saves[learner.id] = waiting + 1
        try:
            return await self._store.write_async(job)
        finally:
            if (waiting := self._saves[learner.id]) > 1:
                self._saves[learner.id] = waiting - 1
            else:
                del self._saves[learner.id]

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
        """Wait for the jobs in progress."""
        self._pool.shutdown(wait=True)
