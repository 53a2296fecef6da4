"""Tell which quizzes hold points by a key that was changed since: not everybody was graded anew."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from nbcare.answers import layout
from nbcare.answers.course_store import has_store, open_course_store
from nbcare.content import evidence as evidences
from nbcare.content import learner_view, shown_hash
from nbcare.content.course import Course
from nbcare.content.evidence import References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.store import released_items, settings
from nbcare.store.released_items import ReleasedItem
from nbcare.store.store import Store

Keys = dict[str, str]
"""What decides the points of each question, as text; a question is named by its id and by what it asks."""


def note(course: Course, assessment: str, store: Store) -> None:
    """Note the keys by which everybody's work has just been graded."""
    store.write(settings.put(_name(assessment), json.dumps(_keys(course, assessment))))


def is_first(course: Course, assessment: str) -> bool:
    """Return whether no work has been graded yet, so that the keys of a first run are everybody's."""
    graded = layout.nbgrader_root(course.root) / layout.GRADED
    return not any(folder.is_dir() for folder in graded.glob(f"*/{assessment}"))


def changed(course: Course, assessment: str) -> list[str]:
    """Return the items whose key is another one than when everybody was graded; none while nobody was.

    A question that reads differently now is another one: answers to the earlier are marked by the earlier key.
    """
    if is_first(course, assessment) or not has_store(course.root):
        return []
    with open_course_store(course.root) as store:
        noted = store.read(settings.find(_name(assessment)))
        kept = store.read(released_items.of(assessment))
    before = _released(kept) | (json.loads(noted) if noted else {})
    return [name.split()[0] for name, key in _keys(course, assessment).items() if before.get(name, key) != key]


def say(course: Course, assessments: Iterable[str]) -> None:
    """Print which of these quizzes are stale, and the command that mends it; a mistake in a bank says so elsewhere."""
    for assessment in assessments:
        try:
            ids = changed(course, assessment)
        except (ContentError, OSError, ValueError):
            continue
        if ids:
            print(
                f"{assessment} is stale: the right answer of {', '.join(ids)} was changed, and not everybody was graded"
                f" by it. Run: nbcare grade {assessment} --force",
                file=sys.stderr,
            )


def _keys(course: Course, assessment: str) -> Keys:
    items, evidence = all_items(course.root), evidences.load(course.root, read_local(course.state))
    listed = [items[id] for id in course.assessment(assessment).items if id in items]
    seen = [learner_view.public(item, evidence, References())["shown"] for item in listed]
    return {_question(item["id"], shown): _key(item) for item, shown in zip(listed, seen, strict=True)}


def _released(kept: Iterable[ReleasedItem]) -> Keys:
    """Return the newest keys that were kept: of a class that was graded before they were noted."""
    return {_question(each.item, each.shown): _key(each.content) for each in kept if isinstance(each.content, dict)}


def _question(id: str, shown: str) -> str:
    return f"{id} {shown_hash.question(shown)}"


def _key(item: Mapping[str, Any]) -> str:
    return json.dumps(shown_hash.key_of(item), sort_keys=True)


def _name(assessment: str) -> str:
    return f"graded-keys {assessment}"
