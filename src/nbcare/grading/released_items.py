"""Keep the items of a quiz with their keys: as they are released, and as a whole class was graded by them."""

import sys
from collections.abc import Iterable
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.content import evidence as evidences
from nbcare.content import learner_view
from nbcare.content.course import Assessment, Course
from nbcare.content.evidence import References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.grading import stale
from nbcare.store import released_items
from nbcare.store.released_items import ReleasedItem
from nbcare.store.store import Store


def keep(course: Course, assessments: Iterable[Assessment], store: Store) -> None:
    """Keep each item of some quizzes by the hash of what a learner sees of it, with the facts printed that she reads.

    Raises ContentError for a mistake in a bank.
    """
    items, at = all_items(course.root), times.iso(times.now())
    evidence = evidences.load(course.root, read_local(course.state))
    for assessment in assessments:
        # Numbered as the quiz itself numbers its references, so that the hashes are the same.
        references, as_kept = References(), References()
        known = [items[id] for id in assessment.items if id in items]
        seen = [learner_view.public(item, evidence, references)["shown"] for item in known]
        contents = [learner_view.as_seen(item, evidence, as_kept) for item in known]
        store.write(
            released_items.keep(
                [
                    ReleasedItem(assessment.id, content["id"], shown, content, course.release, at)
                    for content, shown in zip(contents, seen, strict=True)
                ]
            )
        )


def keep_after_grading(course_root: Path, assessment: str) -> None:
    """Keep the items by which everybody's work has just been graded: from then on nobody names these keys as changed.

    A store that cannot take it now is named on the error output; the points do not depend on it.
    """
    try:
        course = courses.load_local(course_root)
        with open_course_store(course.root) as store:
            keep(course, [course.assessment(assessment)], store)
            stale.note(course, assessment, store)
    except (ContentError, OSError) as error:
        print(
            f"{assessment} is graded, but the right answers that were used could not be noted: {error}", file=sys.stderr
        )
