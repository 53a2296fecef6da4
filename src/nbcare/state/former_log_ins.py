"""Read the roster, log-ins, secrets, terms and results that a release before the store kept in files."""

from pathlib import Path
from typing import Any

from nbcare.answers import files
from nbcare.answers.files import UnreadableError
from nbcare.store import results, roster, sessions, settings, terms
from nbcare.store.results import Result
from nbcare.store.roster import Entry
from nbcare.store.sessions import Session
from nbcare.store.store import Store
from nbcare.store.terms import Terms

_OF_ONE_LEARNER = 10


def take(portal: Path, nbgrader: Path, store: Store) -> list[str]:
    """Put them into the store; return a sentence about each file that cannot be read. Each is removed when it is in the store."""
    takers = {
        portal / "roster.json": _roster,
        portal / "sessions.json": _sessions,
        portal / "laptop.json": _laptop,
        portal / "cookie-secret": _cookie_secret,
        nbgrader / "published.json": _terms,
        **dict.fromkeys(sorted((nbgrader / "results").glob("*.json")), _results),
    }
    problems = []
    for path, taker in takers.items():
        if not path.is_file():
            continue
        try:
            taker(files.read_bytes(path), store)
            path.unlink()
        except (UnreadableError, KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"{path}: cannot be read ({error}); it was not taken over and stays where it is")
    return problems


def _roster(content: bytes, store: Store) -> None:
    learners = files.parse(content)["learners"]
    store.write(roster.replace({id: Entry(each["name"], each["salt"], each["hash"]) for id, each in learners.items()}))


def _sessions(content: bytes, store: Store) -> None:
    for hash, each in files.parse(content)["sessions"].items():
        session = Session(str(each["learner"]), float(each["began"]), float(each["seen"]), str(each["mark"]))
        store.write(sessions.begin(hash, session, _OF_ONE_LEARNER))


def _laptop(content: bytes, store: Store) -> None:
    store.write(settings.put_once("laptop-secret", str(files.parse(content)["secret"])))


def _cookie_secret(content: bytes, store: Store) -> None:
    store.write(settings.put_once("hub-cookie-secret", content.decode("ascii")))


def _terms(content: bytes, store: Store) -> None:
    published: dict[str, Any] = files.parse(content)["assessments"]
    store.write(
        terms.replace(
            {
                id: Terms(each["open"] is True, each["due"] or "", each["attempts"], each["returned"] is True)
                for id, each in published.items()
            }
        )
    )


def _results(content: bytes, store: Store) -> None:
    data = files.parse(content)
    entries = data["assessments"].items()
    store.write(results.put([Result(data["learner"], id, str(entry["at"]), entry) for id, entry in entries]))
