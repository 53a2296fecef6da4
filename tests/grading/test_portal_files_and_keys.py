"""What the portal reads before results are released is the same, byte for byte, whatever the keys are."""

import made
import yaml
from test_key_rotation import normalise, rotate

from nbcare.grading import publishing


def portal_reads(root) -> dict[str, bytes]:
    """Return every file that grading leaves for the portal and its pages."""
    graded = root / "state/nbgrader"
    found = [
        graded / "published.json",
        *(graded / "results").rglob("*"),
        *(graded / "release").rglob("*"),
    ]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def regrade(root) -> None:
    made.quickly(root, "generate_assignment", made.QUIZ, "--force")
    made.quickly(root, "autograde", made.QUIZ, "--force")
    made.quickly(root, "generate_feedback", made.QUIZ, "--force")
    publishing.publish(root)


def test_rotated_keys_change_nothing_the_portal_reads(small):
    """Are published.json and release/ identical after hand-in, grading and feedback with every graded key rotated?"""
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
    assert "state/nbgrader/published.json" in first and any(
        name.startswith("state/nbgrader/release/") for name in first
    )
    assert not any("results" in name for name in first)
    assert first == second
    assert secrets and not [text for text in secrets for data in second.values() if text.encode() in data]
