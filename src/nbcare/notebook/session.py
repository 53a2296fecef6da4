"""The questions, explorers and answers of the folder that a notebook runs in."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nbcare.answers import files, places, service
from nbcare.answers.errors import ResponsesDamagedError
from nbcare.answers.messages import ProgressMessage
from nbcare.answers.response_store import ResponseStore
from nbcare.questions.counted import counted
from nbcare.questions.props import CaseInFile, ExplorerProps, Props
from nbcare.store.errors import StoreNotOpenedError, StoreUnavailableError

QUESTIONS = "questions.json"
RESPONSES = "responses.json"
MEND = "Close the course and start it again; that writes this page anew. If it does not help, ask your teacher."


class UnknownWidgetError(KeyError):
    """A notebook names a widget that its questions.json does not hold."""

    def __str__(self) -> str:
        return f"{QUESTIONS} {self.args[0]}: there is no such {self.args[1]}; build the course again"


class PageBrokenError(Exception):
    """A page cannot be shown; a nurse sees the message, one plain sentence, in place of a traceback."""

    def _render_traceback_(self) -> list[str]:  # what IPython shows of an exception
        return [str(self)]


@dataclass(frozen=True)
class Session:
    """The questions and the answers of the folder a notebook runs in."""

    folder: Path
    scope: str
    course: str
    items: dict[str, Props]
    explorers: dict[str, ExplorerProps]
    cases: dict[str, CaseInFile]
    store: ResponseStore

    @property
    def counted(self) -> list[str]:
        """Return the ids of the questions that make up the score, or all of a module's own."""
        return counted(self.items)

    def unanswered(self) -> list[str]:
        """Return the ids of the counted questions that have no saved answer."""
        return service.unanswered(self.counted, self.store.read(), self.items)

    def unopened(self) -> list[str]:
        """Return the ids of the counted questions that are steps of a case not opened yet."""
        return [
            id
            for case, props in self.cases.items()
            for id in props["steps"][self.store.opened(case) :]
            if id in self.counted
        ]

    def progress(self) -> ProgressMessage:
        """Return the progress message of the page."""
        total = len(self.counted)
        return {"type": "progress", "answered": total - len(self.unanswered()), "total": total}

    def context(self) -> dict[str, str]:
        """Return the context of a widget: the seed, and which page it stands on."""
        return {"seed": self.store.seed, "assessment": self.scope, "scope": self.scope}


def here() -> Session:
    """Return the session of the current folder; raise PageBrokenError when its files cannot be used."""
    path = Path.cwd() / QUESTIONS
    try:
        session = _session(path, files.stamp(path))
    except (StoreUnavailableError, StoreNotOpenedError) as error:
        raise _database_broken(error) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise PageBrokenError(
            f"The questions of this page cannot be read ({QUESTIONS}). Your answers are safe. {MEND}"
        ) from None
    try:
        session.store.read()
    except StoreUnavailableError as error:
        raise _database_broken(error) from None
    except OSError as error:
        raise PageBrokenError(
            f"Your answers cannot be read or saved ({RESPONSES}: {error.strerror or error}). Ask your teacher."
        ) from None
    except ResponsesDamagedError as error:
        print(f"Your earlier answers could not be read. They are kept in {error.kept.name}; ask your teacher.")
    return session


def _database_broken(error: StoreUnavailableError | StoreNotOpenedError) -> PageBrokenError:
    return PageBrokenError(
        f"Your answers cannot be read or saved now (the course's database: {error.problem}). Ask your teacher."
    )


@lru_cache(maxsize=8)
def _session(path: Path, changed: files.Stamp) -> Session:
    data = json.loads(path.read_text(encoding="utf-8"))
    items, explorers = data.get("items", {}), data.get("explorers", {})
    cases = data.get("cases", {})
    known = {id: props.get("kind", "explorer") for id, props in (items | explorers | cases).items()}
    steps = {id: props["steps"] for id, props in cases.items()}
    store = places.open_responses(path.parent, data["scope"], data["course"], known, steps)
    return Session(path.parent, data["scope"], data["course"], items, explorers, cases, store)
