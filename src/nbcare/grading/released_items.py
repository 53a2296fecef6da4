"""Keep the items of a quiz as they are released, with their keys."""

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


def keep(course: Course, assessment: Assessment, store: Store) -> None:
    """Keep each item by the hash of what a learner sees of it; raise ContentError when the bank has a mistake."""
    items = all_items(course.root)
    evidence, references, at = (
        evidences.load(course.root, read_local(course.state)),
        References(),
        times.iso(times.now()),
    )
    kept = [
        ReleasedItem(
            assessment.id,
            id,
            learner_view.public(items[id], evidence, references)["shown"],
            items[id],
            course.release,
            at,
        )
        for id in assessment.items
        if id in items
    ]
    store.write(released_items.keep(kept))
