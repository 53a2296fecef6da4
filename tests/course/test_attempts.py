"""How often a quiz may be handed in: written once for the course, or for one quiz."""

import pytest

from nbcare.content import course
from nbcare.content.course import CourseError


def written(root, top: str = "", own: str = "") -> course.Course:
    """Write both rules into a copy of the course and load it."""
    path = root / "course.yaml"
    text = path.read_text(encoding="utf-8").replace("pass_percent: 80\n", f"pass_percent: 80\n{top}\n", 1)
    path.write_text(text.replace("    form: A\n", f"    form: A\n{own}\n", 1), encoding="utf-8")
    return course.load(root)


@pytest.mark.parametrize(
    ("top", "own", "first", "others"),
    [
        ("", "", None, None),
        ("attempts: 2", "", 2, 2),
        ("", "    attempts: 3", 3, None),
        ("attempts: 2", "    attempts: 1", 1, 2),
    ],
)
def test_the_quizs_own_rule_comes_before_the_courses(course_copy, top, own, first, others):
    """Does a quiz take the course's number of attempts unless it has its own, and none without either?"""
    loaded = written(course_copy, top, own)
    assert loaded.attempts == (2 if top else None)
    assert loaded.assessments[0].attempts == first
    assert {each.attempts for each in loaded.assessments[1:]} == {others}


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "two", "true", "null"])
def test_what_is_no_number_of_attempts_is_refused(course_copy, number):
    """Is anything but a whole number from 1 on an error that names the field?"""
    with pytest.raises(CourseError, match="attempts"):
        written(course_copy, f"attempts: {number}")
