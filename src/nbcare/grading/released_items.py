"""Keep the items of a quiz as they are released, with their keys."""

from collections.abc import Iterable

from nbcare.answers import times
from nbcare.content import evidence as evidences
from nbcare.content import learner_view
from nbcare.content.course import Assessment, Course
from nbcare.content.evidence import References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.store import released_items
from nbcare.store.released_items import ReleasedItem
from nbcare.store.store import Store


def keep(course: Course, assessments: Iterable[Assessment], store: Store) -> None:
    """Keep each item of some quizzes by the hash of what a learner sees of it; raise ContentError for a mistake in a bank."""
    items, at = all_items(course.root), times.iso(times.now())
    evidence = evidences.load(course.root, read_local(course.state))
    for assessment in assessments:
        # Numbered as the quiz itself numbers its references, so that the hashes are the same.
        references = References()
        shown = {
            id: learner_view.public(items[id], evidence, references)["shown"] for id in assessment.items if id in items
        }
        store.write(
            released_items.keep(
                [ReleasedItem(assessment.id, id, hash, items[id], course.release, at) for id, hash in shown.items()]
            )
        )
