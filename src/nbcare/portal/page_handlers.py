"""The handlers of HTML pages and static files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbcare.answers import files
from nbcare.pages import templates
from nbcare.portal import errors, learner_page, security
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Inside, Open
from nbcare.portal.page_store import ASSESSMENT, Page

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Home(Inside):
    """The home page: modules, quizzes, and what is next."""

    async def get(self) -> None:
        """Respond with the home page."""
        learner_pages, pages, prefix = (
            self.portal.learner_pages(self.learner),
            self.portal.pages,
            self.settings["prefix"],
        )
        context = await self.portal.learners.work(self.learner, lambda: learner_page.home(learner_pages, pages, prefix))
        self.show("home.html", pages.title, **context)


class Reading(Inside):
    """A module or a quiz, with the learner's own answers in it."""

    async def get(self, kind: str, slug: str) -> None:
        """Respond with the page."""
        if kind == "module" and slug in self.portal.pages.closed:
            raise HttpProblemError(404)
        learner_page, prefix = self.portal.learner_page(self.learner, slug), self.settings["prefix"]
        page = learner_page.page
        if (kind == "quiz") != (page.kind == ASSESSMENT):
            raise HttpProblemError(404)
        if not learner_page.terms.open:
            raise errors.closed(page.title)
        previous, following = _neighbours(self.portal.pages.modules, page, prefix)
        surroundings = self.portal.surroundings(self, page.title)

        def made() -> str:
            return templates.render(
                f"{kind}.html",
                page=surroundings,
                fragment=page.fragment,
                contents=page.contents,
                data=learner_page.data(prefix),
                previous=previous,
                following=following,
            )

        self.finish(await self.portal.learners.work(self.learner, made))


class ResultList(Inside):
    """The list of quizzes and their results."""

    async def get(self) -> None:
        """Respond with the list."""
        learner_pages = [
            learner_page for learner_page in self.portal.learner_pages(self.learner) if learner_page.page.graded
        ]
        rows = await self.portal.learners.work(
            self.learner, lambda: [learner_page.row(self.settings["prefix"]) for learner_page in learner_pages]
        )
        self.show("results.html", "Your results", results=[row for row in rows if row["state"] != "closed"])


class OneResult(Inside):
    """One returned result."""

    async def get(self, assessment: str) -> None:
        """Respond with the result, or 404 before the instructor returns it."""
        result: dict[str, Any] | None = None
        if self.portal.published.terms(assessment).returned is not False:
            result = await self.portal.learners.work(
                self.learner, lambda: self.portal.results.whole(self.learner.id, assessment)
            )
        if result is None:
            raise HttpProblemError(
                404, "", "There is no result of this quiz yet.", "Your instructor returns it after grading."
            )
        self.show("result.html", result["title"], result=result | {"slug": assessment})


class Static(Open):
    """Static files, named by their content hash, so that browsers cache them for good."""

    def get(self, name: str) -> None:
        """Respond with the file."""
        path = self.portal.pages.folder / "static" / name
        if path.suffix not in TYPES or not path.is_file():
            raise HttpProblemError(404)
        plain, small = _file(path, files.stamp(path))
        self.set_header("Content-Type", TYPES[path.suffix])
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            plain = small
        self.finish(plain)


class Card(Inside):
    """A family card, ready to print."""

    def get(self, name: str) -> None:
        """Respond with the card; the policy allows its inline style by hash."""
        path = self.portal.pages.folder / "cards" / f"{name}.html"
        if not path.is_file():
            raise HttpProblemError(404)
        text = path.read_text(encoding="utf-8")
        hashes = "".join(
            f" 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
            for style in _STYLE.findall(text)
        )
        self.set_header(
            "Content-Security-Policy", security.POLICY.replace("style-src 'self'", f"style-src 'self'{hashes}")
        )
        self.finish(text)


class CardBesidePage(Inside):
    """The address of a card as a page names it: its style is found from the card's own address only."""

    def get(self, name: str) -> None:
        """Redirect to the card."""
        self.redirect(f"{self.settings['prefix']}/cards/{name}.html")


class Health(Open):
    """The health check of a monitor."""

    def get(self) -> None:
        """Respond that the server is up."""
        self.send_json({"status": "ok"})


class LogOut(Open):
    """The log-out."""

    async def post(self) -> None:
        """End the session on the server, so that a copied cookie is dead, too."""
        self.form()
        self.redirect(await self.portal.identity.log_out(self), status=303)


@lru_cache(maxsize=32)
def _file(path: Path, changed: files.Stamp) -> tuple[bytes, bytes]:
    """Return a file's content, plain and gzipped."""
    content = path.read_bytes()
    return content, gzip.compress(content, 9, mtime=0)


def _neighbours(modules: list[Page], page: Page, prefix: str) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """Return the modules before and after; a quiz stands between its module and the next."""
    slugs = [module.slug for module in modules]
    if page.graded:
        place = slugs.index(page.module) if page.module in slugs else -1
        around = (place, place + 1) if place >= 0 else (-1, -1)
    else:
        around = (slugs.index(page.slug) - 1, slugs.index(page.slug) + 1)
    links = [
        {"title": modules[n].title, "href": prefix + modules[n].href} if 0 <= n < len(modules) else None for n in around
    ]
    return links[0], links[1]
