"""What all requests of a portal share: its pages, its learners, and what grading has published."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.web import RequestHandler

from nbcare.content.course_root import state_folder
from nbcare.content.settings import read_settings
from nbcare.portal import errors
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.identity import Identity, Learner
from nbcare.portal.learner_page import LearnerPage
from nbcare.portal.learners import Learners
from nbcare.portal.page_store import Pages
from nbcare.portal.published import Published, Results
from nbcare.portal.store_changes import Changes
from nbcare.store import results, terms
from nbcare.store.store import Store


@dataclass
class Portal:
    """What all requests share."""

    root: Path
    identity: Identity
    pages: Pages
    store: Store
    prefix: str = ""
    lab: str = ""
    zone: str = ""
    """The name of the course's time zone, in which pages show every time."""
    learners: Learners = field(init=False)
    published: Published = field(init=False)
    results: Results = field(init=False)

    def __post_init__(self) -> None:
        self.zone = self.zone or read_settings(state_folder(self.root)).zone.key
        self.learners, self.published, self.results = Learners(self.store), Published(self.store), Results(self.store)
        self.changes = Changes(
            self.store,
            {
                terms.TOPIC: lambda _: self.published.refresh(),
                results.TOPIC: lambda _: self.results.refresh(),
                **self.identity.changes,
            },
        )

    def close(self) -> None:
        """Finish what is under way, and close the store."""
        self.learners.close()
        self.identity.close()
        self.store.close()

    def learner_page(self, learner: Learner, slug: str) -> LearnerPage:
        """Return what is this learner's of one page; raise HttpProblemError when there is no such page, or not yet."""
        page = self.pages.pages.get(slug)
        if page is None and slug in self.pages.closed:
            raise errors.closed(self.pages.closed[slug])
        if page is None:
            raise HttpProblemError(404)
        return LearnerPage(self, learner, page)

    def learner_pages(self, learner: Learner) -> list[LearnerPage]:
        """Return what is this learner's of every page."""
        return [self.learner_page(learner, slug) for slug in self.pages.pages]

    def surroundings(self, handler: RequestHandler, title: str) -> dict[str, Any]:
        """Return the context that every page's template gets."""
        learner: Learner | None = getattr(handler, "learner", None)
        return {
            "title": title,
            "root": self.prefix,
            "script": self.pages.script,
            "style": self.pages.style,
            "notice": self.pages.notice,
            "learner": {"id": learner.id, "name": learner.name} if learner else None,
            "course": {"title": self.pages.title, "release": self.pages.course},
            "xsrf": handler.xsrf_token.decode(),
            "portal": True,
            "zone": self.zone,
            "lab": self.lab if learner else "",
            "idle": round(self.identity.idle),
        }
