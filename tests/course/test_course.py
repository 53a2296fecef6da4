"""course.yaml: read as it is written, refused with the field when it is wrong."""

import pytest

from nbcare.content import course


def test_the_course_lists_its_modules_and_assessments_in_order(root):
    """Is the course's own file readable, and is the order kept?"""
    loaded = course.load(root)
    assert [m.slug for m in loaded.modules][:2] == ["start-here", "retinoids"]
    assert loaded.assessment("retinoids-quiz").items[0] == "retinoids-q01"
    assert loaded.assessment("retinoids-quiz").pass_percent == 80


def test_the_nearest_course_upwards_is_found(course_copy, monkeypatch):
    """Can a command be run from any folder of the course?"""
    monkeypatch.delenv("NBCARE_COURSE", raising=False)
    monkeypatch.chdir(course_copy / "assets" / "evidence")
    assert course.load().root == course_copy


def test_a_named_course_wins_and_must_exist(course_copy, monkeypatch, tmp_path):
    """Is NBCARE_COURSE used, and refused in plain words when it names nothing?"""
    monkeypatch.setenv("NBCARE_COURSE", str(course_copy))
    assert course.load().root == course_copy
    monkeypatch.setenv("NBCARE_COURSE", str(tmp_path / "nowhere"))
    with pytest.raises(course.CourseError, match="holds no course.yaml"):
        course.load()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pass_percent: 80", "pass_percent: 800", "pass_percent: 800 is too large"),
        ("    module: retinoids\n", "    module: retinoid\n", "retinoid', which is not listed"),
        ("  - slug: retinoids\n", "  - slug: start-here\n", "stands twice"),
        ("    minutes: 50\n", "", "retinoids: minutes is missing"),
        ("version: 1", "version: 1\nversion: 1", "stands twice"),
        ("course: nbcare", "course: [nbcare", "course.yaml:5: not valid YAML: a bracket is opened"),
    ],
)
def test_a_mistake_in_the_list_is_named(course_copy, old, new, says):
    """Does the message say what is wrong, so that an author can mend it?"""
    path = course_copy / "course.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(course.CourseError, match="course.yaml") as refused:
        course.load(course_copy)
    assert says in str(refused.value)


def test_an_unknown_assessment_is_answered_with_the_known_ones(root):
    """Is a mistyped id answered with the ids there are?"""
    with pytest.raises(course.CourseError, match="the course has: retinoids-quiz"):
        course.load(root).assessment("retinoid-quiz")
