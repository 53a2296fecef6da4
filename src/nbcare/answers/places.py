"""Decide where the answers of a notebook's folder are kept: in the course's store, or in a file beside the notebook."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nbcare.answers import laptop_learner, layout
from nbcare.answers.course_store import address, has_store
from nbcare.answers.file_store import FileResponseStore
from nbcare.answers.learners import learners_folder
from nbcare.answers.response_store import ResponseStore
from nbcare.content.course_root import FILE, state_folder
from nbcare.content.settings import read_settings
from nbcare.content.time_zone import machine_zone
from nbcare.errors import ContentError
from nbcare.questions import case_steps

if TYPE_CHECKING:
    from nbcare.store.store import Store

RESPONSES = "responses.json"


def open_responses(
    folder: Path, assessment: str, course: str, known: Mapping[str, str], cases: case_steps.Cases
) -> ResponseStore:
    """Return the place of a folder's answers. Raise ContentError or OSError when its course's store cannot be opened.

    A folder in the workspace of a course that has a store uses that one, as the portal beside it does. Any other one,
    fetched by nbgrader or copied to a hub, keeps its answers in a file, which travels with it.
    """
    root = _course(folder)
    if root is None:
        return FileResponseStore(folder / RESPONSES, assessment, course, known, cases)
    from nbcare.answers.database_store import DatabaseResponseStore  # the file alone needs no database

    store = _opened(address(root))
    shared = folder.parent.parent == learners_folder(root)
    learner = folder.parent.name if shared else laptop_learner.id_of(store)
    return DatabaseResponseStore(store, learner, assessment, course, known, cases)


def zone(folder: Path) -> str:
    """Return the name of the time zone in which a folder's page shows times: its course's, or else this machine's."""
    root = _course(folder)
    try:
        return (read_settings(state_folder(root)).zone if root else machine_zone()).key
    except ContentError:  # the course says what is wrong when it starts; a receipt is shown all the same
        return machine_zone().key


def _course(folder: Path) -> Path | None:
    """Return the course in whose workspace a folder lies, if that course has a store."""
    named = os.environ.get("NBCARE_COURSE")
    for root in [Path(named)] if named else [above for above in folder.parents if (above / FILE).is_file()][:1]:
        inside = folder.parent == layout.workspace(root) or folder.parent.parent == learners_folder(root)
        if inside and has_store(root):
            return root
    return None


@lru_cache(maxsize=1)
def _opened(url: str) -> "Store":
    from nbcare.store.opening import open_store

    return open_store(url)
