"""Say what a new release of the course changes for the quizzes that are open, and for how many learners."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbcare.answers import layout
from nbcare.content import evidence as evidences
from nbcare.content import learner_view
from nbcare.content.course import Assessment, Course
from nbcare.content.evidence import Evidence, References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.questions.item import Item
from nbcare.store import released_items, results, scopes
from nbcare.store.store import Store


@dataclass(frozen=True)
class QuizChanges:
    """What changes for one open quiz: ids of items, and numbers of learners.

    `revised` read differently now, `keys` have another right answer, `added` and `removed` are in one of the two only.
    Compared is with the release; for keys, with the last time when everybody was graded anew, if that came later. `keys` is
    None when nobody knows what the right answers were.
    """

    assessment: str
    revised: tuple[str, ...]
    keys: tuple[str, ...] | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    begun: int
    handed_in: int
    returned: int

    @property
    def nothing(self) -> bool:
        """Return whether the quiz is as it was released."""
        return not (self.revised or self.keys or self.added or self.removed)

    def sentences(self) -> Iterator[str]:
        """Yield what to tell whoever runs the course."""
        yield (
            f"{self.assessment}: open. Learners who are answering: {self.begun}, have handed in: {self.handed_in},"
            f" have their result: {self.returned}."
        )
        for what, ids in (
            ("Revised", self.revised),
            ("Another right answer", self.keys or ()),
            ("New", self.added),
            ("No longer in the quiz", self.removed),
        ):
            if ids:
                yield f"  {what}: {', '.join(ids)}."
        if self.keys is None:
            yield "  Whether a right answer has changed is not known: that release did not keep them."
        if self.revised or self.added or self.removed:
            yield (
                f"  Learners go on with the questions as they were released. To give out the new ones:"
                f" nbgrader generate_assignment {self.assessment} --force"
            )
        if self.keys:
            yield f"  To grade everybody by the new key: nbcare grade {self.assessment} --force"


def of(course: Course, store: Store) -> list[QuizChanges]:
    """Return what changes for each quiz that is released, in the course's order."""
    items, found = all_items(course.root), []
    evidence = evidences.load(course.root, read_local(course.state))
    for assessment in course.assessments:
        shown = _released(course, assessment)
        if shown is not None:
            found.append(_changes(assessment, shown, items, evidence, store))
    return found


def _changes(
    assessment: Assessment, before: Mapping[str, str], items: Mapping[str, Item], evidence: Evidence, store: Store
) -> QuizChanges:
    now, kept = _shown(assessment, items, evidence), _keys(assessment, before, store)
    begun = store.read(scopes.learners(assessment.id))
    both = [id for id in now if id in before]
    return QuizChanges(
        assessment.id,
        tuple(id for id in both if now[id] != before[id]),
        None if not kept else tuple(id for id in both if id in kept and kept[id] != items[id].get("key")),
        tuple(id for id in now if id not in before),
        tuple(id for id in before if id not in now),
        sum(not handed_in for handed_in in begun.values()),
        sum(begun.values()),
        len(store.read(results.learners(assessment.id))),
    )


def _released(course: Course, assessment: Assessment) -> dict[str, str] | None:
    """Return the hash of each item as it was released; None for a quiz that is not."""
    notebook = layout.released(layout.nbgrader_root(course.root), assessment.id)
    return _hashes(notebook.with_name("questions.json")) if notebook.is_file() else None


def _hashes(path: Path) -> dict[str, str]:
    try:
        items: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["items"]
        return {id: str(props.get("shown", "")) for id, props in items.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _shown(assessment: Assessment, items: Mapping[str, Item], evidence: Evidence) -> dict[str, str]:
    references = References()
    return {id: learner_view.public(items[id], evidence, references)["shown"] for id in assessment.items if id in items}


def _keys(assessment: Assessment, before: Mapping[str, str], store: Store) -> dict[str, Any]:
    """Return the right answers of the items as they were released, as far as they are known."""
    return {
        each.item: each.content.get("key")
        for each in store.read(released_items.of(assessment.id))
        if before.get(each.item) == each.shown
    }
