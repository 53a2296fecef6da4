"""Assemble one page for one learner: saved answers, dealt variants, opened steps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from nbcare.answers import layout, service, times
from nbcare.answers.database_store import DatabaseResponseStore
from nbcare.answers.messages import Entry, Progress, QuizTerms
from nbcare.portal import attempts, going_on
from nbcare.portal.identity import Learner
from nbcare.portal.learners import Learners
from nbcare.portal.page_store import Page, Pages
from nbcare.portal.published import Published, Result, Results, Terms
from nbcare.questions import case_steps
from nbcare.store import hand_ins
from nbcare.store.job import Job
from nbcare.store.store import Store

T = TypeVar("T")


class Shared(Protocol):
    """What all pages of a portal share."""

    root: Path
    store: Store
    learners: Learners
    published: Published
    results: Results


class LearnerPage:
    """One learner's answers, attempts, terms and result of one page. What is not awaited may wait for the store."""

    def __init__(self, shared: Shared, learner: Learner, page: Page):
        self.learner, self.page = learner, page
        self._shared, self._learners = shared, shared.learners
        self._published, self._results = shared.published, shared.results

    @property
    def store(self) -> DatabaseResponseStore:
        """Return the learner's answers in the store."""
        return self._learners.store(self.learner, self.page)

    def write(self, job: Job[T]) -> T:
        """Run a job of the store in this thread; return its result when it is committed."""
        return self._shared.store.write(job)

    def commit(self, job: Job[T]) -> Awaitable[T]:
        """Have a job of the store run; await its result, which comes when it is committed."""
        return self._learners.commit(self.learner, job)

    def work(self, job: Callable[[], T]) -> Awaitable[T]:
        """Run what may wait for the store off the event loop."""
        return self._learners.work(self.learner, job)

    async def known_result(self) -> Result | None:
        """Return the result of a quiz without holding up the event loop."""
        found = self._results.known(self.learner.id)
        if found is None:
            found = await self.work(lambda: self._results.of(self.learner.id))
        return found.get(self.page.slug)

    @property
    def released(self) -> bool:
        """Return whether the quiz is released: an instructor may have taken it back since its page was made."""
        return layout.released(layout.nbgrader_root(self._shared.root), self.page.slug).is_file()

    @property
    def terms(self) -> Terms:
        """Return the terms of a quiz; a module has none."""
        return self._published.terms(self.page.slug) if self.page.graded else Terms()

    @property
    def result(self) -> Result | None:
        """Return the returned result of a quiz."""
        return self._results.of(self.learner.id).get(self.page.slug) if self.page.graded else None

    @property
    def attempts(self) -> attempts.Attempts:
        """Return what was handed in."""
        if not self.page.graded:
            return attempts.Attempts()
        return attempts.of(self._shared.store.read(hand_ins.of(self.learner.id, self.page.slug)))

    def saved(self) -> dict[str, Entry]:
        """Return the saved answers."""
        return self.store.read()

    def progress(self, saved: Mapping[str, service.Answered]) -> Progress:
        """Return how many of the questions that count are answered."""
        total = len(self.page.counted)
        return {"answered": total - len(service.unanswered(self.page.counted, saved, self.page.items)), "total": total}

    def quiz(self) -> QuizTerms | None:
        """Return the terms that a quiz shows; None for a module."""
        return attempts.quiz(self.attempts, self.terms, self.result) if self.page.graded else None

    def state(self) -> dict[str, Any]:
        """Return seed, saved answers and terms, as the page polls them."""
        store, page = self.store, self.page
        saved = service.read(store)
        seed = store.seed
        items = {id: service.state(page.props_for(id, lambda: seed), saved) for id in (*page.items, *page.explorers)}
        cases = {id: {"opened": case_steps.opened(saved, id, steps)} for id, steps in page.steps.items()}
        return {"seed": seed, "state": {"items": items, "cases": cases}, "quiz": self.quiz()}

    def data(self, root: str) -> dict[str, Any]:
        """Return the data embedded in the page."""
        state, page = self.state(), self.page
        opened = {id: case["opened"] for id, case in state["state"]["cases"].items()}
        about = {
            "scope": page.slug,
            "kind": page.kind,
            "course": page.course,
            "root": root,
            "learner": self.learner.id,
            "name": self.learner.name,
        }
        return (
            about
            | state
            | {
                "widgets": page.dealt(state["seed"], opened),
                "server_time": times.iso(times.now()),
            }
        )

    def row(self, root: str) -> dict[str, Any]:
        """Return a quiz as a row of a list."""
        kept, terms, result = self.attempts, self.terms, self.result
        saved = self.saved()
        progress = self.progress(saved)
        counts = kept.receipts if kept.locked or not terms.open else []
        late = bool(counts[-1].get("late")) if counts else terms.late(times.now())
        row = {
            "slug": self.page.slug,
            "title": self.page.title,
            "module": self.page.module,
            "href": root + self.page.href,
            "go_on": root + self.page.href + going_on.fragment(self.page, saved),
            "last": going_on.last_answered(saved),
            "due": terms.due,
            "late": late,
            **progress,
        }
        shown = result if terms.returned is not False else None
        score = (
            {"points": shown.points, "max": shown.max, "passed": shown.passed, "waiting": shown.waiting}
            if shown
            else {"points": None, "max": None, "passed": None, "waiting": 0}
        )
        return row | score | {"state": _state(kept, terms, shown, progress["answered"])}


def home(learner_pages: list[LearnerPage], pages: Pages, root: str) -> dict[str, Any]:
    """Return what the home page shows."""
    by_page = {learner_page.page.slug: learner_page for learner_page in learner_pages}
    modules: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for page in pages.modules:
        quizzes = [by_page[quiz.slug].row(root) for quiz in pages.quizzes if quiz.module == page.slug]
        saved = by_page[page.slug].saved()
        counts = by_page[page.slug].progress(saved)
        modules.append(
            {
                "slug": page.slug,
                "title": page.title,
                "minutes": page.minutes,
                "href": root + page.href,
                "go_on": root + page.href + going_on.fragment(page, saved),
                "last": going_on.last_answered(saved),
                "quizzes": quizzes,
                **counts,
            }
        )
        rows += [modules[-1], *quizzes]
    begun = any(learner_page.saved() for learner_page in learner_pages)
    return {"modules": modules, "next": going_on.next_page(rows), "first_visit": not begun}


def _state(kept: attempts.Attempts, terms: Terms, result: Result | None, answered: int) -> str:
    if result is not None and not kept.open:
        return "returned"
    if kept.locked or (kept.receipts and not terms.open):
        return "handed-in"
    if not terms.open:
        return "closed"
    if kept.receipts:
        return "reopened"
    return "begun" if answered else "open"
