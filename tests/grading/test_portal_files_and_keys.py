"""What the portal reads before results are released is the same, byte for byte, whatever the keys are."""

import made
import yaml
from test_key_rotation import normalise, rotate

from nbcare.answers.course_store import open_course_store
from nbcare.grading import publishing
from nbcare.store import results, terms


def portal_reads(root) -> dict[str, bytes]:
    """Return all that grading leaves for the portal and its pages, the items' keys apart, which the portal never reads."""
    found = (root / "state/nbgrader/release").rglob("*")
    with open_course_store(root) as store:
        stored = {"terms": repr(store.read(terms.read())), "results": repr(store.read(results.learners(made.QUIZ)))}
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()} | {
        name: text.encode() for name, text in stored.items()
    }


def regrade(root) -> None:
    made.quickly(root, "generate_assignment", made.QUIZ, "--force")
    made.quickly(root, "autograde", made.QUIZ, "--force")
    made.quickly(root, "generate_feedback", made.QUIZ, "--force")
    publishing.publish(root)


def test_rotated_keys_change_nothing_the_portal_reads(small):
    """Are the terms and release/ identical after hand-in, grading and feedback with every graded key rotated?"""
    normalise(small)
    with made.gradebook(small) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-12-01 17:00:00 UTC")
    made.put(small, "ann", made.answers(made.HONEST))
    regrade(small)
    first = portal_reads(small)
    before = yaml.safe_load((small / "assessments/bank/signs.yaml").read_text(encoding="utf-8"))
    secrets = rotate(small)
    assert yaml.safe_load((small / "assessments/bank/signs.yaml").read_text(encoding="utf-8")) != before
    regrade(small)
    second = portal_reads(small)
    assert b"2026-12-01" in first["terms"] and any(name.startswith("state/nbgrader/release/") for name in first)
    assert first["results"] == b"{}"
    assert first == second
    assert secrets and not [text for text in secrets for data in second.values() if text.encode() in data]
