"""Both places of answers for the tests of what they have in common: a file, and the store of a course."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nbcare.answers.database_store import DatabaseResponseStore
from nbcare.answers.file_store import FileResponseStore
from nbcare.answers.response_store import ResponseStore
from nbcare.store.opening import open_store

STEPS = [f"x-q0{n}" for n in range(1, 7)]
"""The steps of the one case, "day"."""
KNOWN = {**dict.fromkeys([*STEPS, "x-q09"], "single"), "x-q10": "text", "day": "case"}

Opened = Callable[..., ResponseStore]
"""Opens the same answers as another process does; `learner` names somebody else's."""


@pytest.fixture(params=["file", "database"])
def opened(request, tmp_path) -> Iterator[Opened]:
    """Open the answers of a learner, again and again."""
    if request.param == "file":
        yield lambda learner="anna": _file(tmp_path / learner)
        return
    stores = []

    def open_again(learner: str = "anna") -> ResponseStore:
        stores.append(open_store(f"sqlite:///{tmp_path / 'store.db'}"))
        return DatabaseResponseStore(stores[-1], learner, "x-quiz", "1.0.0", KNOWN, {"day": STEPS})

    yield open_again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened) -> ResponseStore:
    """A learner's answers: a case of six steps, a question and a text beside it."""
    return opened()


def _file(folder: Path) -> FileResponseStore:
    folder.mkdir(exist_ok=True)
    return FileResponseStore(folder / "responses.json", "x-quiz", "1.0.0", KNOWN, {"day": STEPS})
