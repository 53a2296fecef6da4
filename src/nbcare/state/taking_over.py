"""Put into the store what a release before it kept in files, and remove those files: they are in the backup."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbcare.answers import laptop_learner, layout, submit, times
from nbcare.answers.course_store import address
from nbcare.answers.learners import learners_folder
from nbcare.content.course import Course
from nbcare.questions.typed import is_answer
from nbcare.state import former_answers, former_log_ins
from nbcare.state.former_answers import FormerHandIn, FormerPage
from nbcare.store import taking_over
from nbcare.store.errors import UnstorableError
from nbcare.store.handing_in import Judged
from nbcare.store.opening import open_store
from nbcare.store.store import Store

PORTAL = "portal"
"""The folder of the former portal's own files, once it is moved into the state."""
_PAGE_FILES = ("responses.json", "hand-ins.json", "receipt.json", ".responses.lock", ".responses.json.tmp")


def put_into_store(course: Course) -> list[str]:
    """Put everything into the store; return a sentence about each file that could not be taken over.

    What was put there before an interruption is not put there twice.
    """
    portal, nbgrader = course.state / PORTAL, layout.nbgrader_root(course.root)
    # It may have been begun by a release with older tables, which was interrupted.
    with open_store(address(course.root), migrate=True) as store:
        problems = former_log_ins.take(portal, nbgrader, store)
        alone = _alone(course, store)
        found = former_answers.read(course, alone)
        problems += found.problems
        taken = [page for page in found.pages if _take_page(page, page.learner or alone, store, problems)]
        for (learner, assessment), several in found.hand_ins.items():
            try:
                _take_hand_ins(course, learner, assessment, several, store)
            except UnstorableError as error:
                problems.append(f"What {learner} handed in for {assessment} was not taken over: {error}")
    for page in taken:
        _remove(page.folder)
    for folder in (portal, nbgrader / "results"):
        if folder.is_dir() and not any(path for path in folder.iterdir() if path.name != ".lock"):
            (folder / ".lock").unlink(missing_ok=True)
            folder.rmdir()
    return problems


def _alone(course: Course, store: Store) -> str:
    """Return the id of the one learner of a laptop, and keep it: there was none on the disk but in receipts."""
    id = former_answers.alone_id(course) or submit.learner()
    if (learners_folder(course.root) / id).is_dir():
        id = f"{id[:25]}-laptop"  # somebody else has worked under this id, in a folder of their own
    laptop_learner.remember(store, id)
    return id


def _take_page(page: FormerPage, learner: str, store: Store, problems: list[str]) -> bool:
    try:
        if store.write(taking_over.begin(learner, page.scope, page.seed, page.release, page.begun)):
            store.write(taking_over.put_answers(learner, page.scope, page.release, page.entries))
            return True
        problem = f"{learner} has begun {page.scope} elsewhere"
    except UnstorableError as error:
        problem = str(error)
    problems.append(f"{page.folder}: {problem}; these answers stay where they are")
    return False


def _take_hand_ins(
    course: Course, learner: str, assessment: str, several: Sequence[FormerHandIn], store: Store
) -> None:
    known = {each.id: each.items for each in course.assessments}
    for one in several:
        items = _items(one.document)
        graded = known.get(assessment, tuple(items))
        answered = sum(isinstance(items.get(id), dict) and is_answer(items[id].get("response")) for id in graded)
        seed, release = str(one.document.get("seed") or ""), str(one.document.get("course") or course.release)
        if seed:
            store.write(taking_over.begin(learner, assessment, seed, release, one.at))
        store.write(
            taking_over.hand_in(
                learner,
                assessment,
                one.document,
                one.hash,
                Judged(answered, len(graded), one.late),
                release,
                one.at,
                one.nonce,
                times.iso(times.now()) if one.reopened else None,
            )
        )


def _items(document: dict[str, Any]) -> dict[str, Any]:
    items = document.get("items")
    return items if isinstance(items, dict) else {}


def _remove(folder: Path) -> None:
    for name in _PAGE_FILES:
        (folder / name).unlink(missing_ok=True)
