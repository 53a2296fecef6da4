"""Say what a new release of the course changes for the quizzes that are open, and for how many learners."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from nbcare.answers import layout
from nbcare.content import evidence as evidences
from nbcare.content import learner_view, shown_hash
from nbcare.content.course import Assessment, Course
from nbcare.content.evidence import Evidence, References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.questions.item import Item
from nbcare.questions.props import Props
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
                f" nbcare generate {self.assessment} --force"
            )
        if self.keys:
            yield f"  To grade everybody by the new key: nbcare grade {self.assessment} --force"


def of(course: Course, store: Store) -> list[QuizChanges]:
    """Return what changes for each quiz that is released, in the course's order."""
    items, found = all_items(course.root), []
    evidence = evidences.load(course.root, read_local(course.state))
    for assessment in course.assessments:
        released = _released(course, assessment)
        if released is not None:
            found.append(_changes(assessment, released, items, evidence, store))
    return found


def _changes(
    assessment: Assessment, before: Mapping[str, Props], items: Mapping[str, Item], evidence: Evidence, store: Store
) -> QuizChanges:
    now, kept = _shown(assessment, items, evidence), _keys(assessment, before, store)
    asked = {id: shown_hash.question(shown_hash.of(props)) for id, props in before.items()}
    begun = store.read(scopes.learners(assessment.id))
    both = [id for id in now if id in before]
    return QuizChanges(
        assessment.id,
        tuple(id for id in both if shown_hash.question(now[id]) != asked[id]),
        None if not kept else tuple(id for id in both if id in kept and kept[id] != shown_hash.key_of(items[id])),
        tuple(id for id in now if id not in before),
        tuple(id for id in before if id not in now),
        sum(not handed_in for handed_in in begun.values()),
        sum(begun.values()),
        len(store.read(results.learners(assessment.id))),
    )


def _released(course: Course, assessment: Assessment) -> dict[str, Props] | None:
    """Return each item as learners have it; None for a quiz that is not released."""
    notebook = layout.released(layout.nbgrader_root(course.root), assessment.id)
    return _props(notebook.with_name("questions.json")) if notebook.is_file() else None


def _props(path: Path) -> dict[str, Props]:
    try:
        items: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["items"]
        return {id: cast(Props, props) for id, props in items.items() if props.get("kind")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _shown(assessment: Assessment, items: Mapping[str, Item], evidence: Evidence) -> dict[str, str]:
    references = References()
    return {id: learner_view.public(items[id], evidence, references)["shown"] for id in assessment.items if id in items}


def _keys(assessment: Assessment, before: Mapping[str, Props], store: Store) -> dict[str, Any]:
    """Return the right answers of the items as they were released, as far as they are known."""
    # A quiz that release 1.0 released is known by the hash of its rule, and kept by that of today's as well.
    known = {id: {props.get("shown", ""), shown_hash.of(props)} for id, props in before.items()}
    return {
        each.item: shown_hash.key_of(each.content)
        for each in store.read(released_items.of(assessment.id))
        if each.shown in known.get(each.item, ())
    }
