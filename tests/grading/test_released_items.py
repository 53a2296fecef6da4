"""A key that was mended is news until the whole class was graded by it."""

import made
import pytest

from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import released_items as keeping
from nbcare.state import changes
from nbcare.store import released_items


def autograde(root, *words: str) -> None:
    """Grade with nbgrader's own command."""
    made.quickly(root, "autograde", made.QUIZ, *words)


def grade(root, *words: str) -> None:
    """Grade with the course's command."""
    made.nbcare(root, "grade", made.QUIZ, *words)


def mended(root) -> tuple[str, ...]:
    """Return the questions whose right answer is another one than before, as `nbcare upgrade --look` says."""
    with open_course_store(root) as store:
        return next(each for each in changes.of(courses.load_local(root), store) if each.assessment == made.QUIZ).keys


@pytest.fixture
def wrong(small):
    """A graded class, and after that a key that was mended in the bank."""
    made.put(small, "ann", made.answers(made.HONEST))
    autograde(small)
    bank = small / "assessments/bank/signs.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("key: b\n", "key: c\n", 1), encoding="utf-8")
    return small


@pytest.mark.parametrize("command", [autograde, grade])
def test_a_mended_key_is_news_until_everybody_is_graded_by_it(wrong, command):
    """Does a look name it while anybody's points rest on the old key, and not for ever?"""
    command(wrong)
    assert mended(wrong) == ("signs-q01",)
    command(wrong, "--force")
    assert mended(wrong) == ()
    with open_course_store(wrong) as store:
        forms = [each for each in store.read(released_items.of(made.QUIZ)) if each.item == "signs-q01"]
    assert [each.content["key"] for each in forms] == ["b", "c"]
    assert len({each.shown for each in forms}) == 1


def test_grading_one_learner_anew_settles_nothing_for_the_others(wrong):
    """Is the key still named when only one submission was graded by it?"""
    autograde(wrong, "--force", "--student", "ann")
    assert mended(wrong) == ("signs-q01",)


@pytest.mark.parametrize("command", [autograde, grade])
def test_a_submission_that_failed_keeps_the_key_named(wrong, command):
    """Is the key still named while one learner's points could not be made anew?"""
    folder = made.put(wrong, "ben", made.answers(made.HONEST))
    (wrong / "state/nbgrader/autograded/ben").write_text("in the way")
    assert folder.is_dir()
    with pytest.raises(AssertionError):
        command(wrong, "--force")
    assert mended(wrong) == ("signs-q01",)


def test_a_store_in_trouble_is_one_sentence_after_grading(wrong, capsys):
    """Does a class that was graded stay graded when the store cannot take the keys?"""
    (wrong / "state/settings.yaml").write_text("version: 1\nstore: nowhere\n", encoding="utf-8")
    keeping.keep_after_grading(wrong, made.QUIZ)
    said = capsys.readouterr().err
    assert (
        said.startswith(f"{made.QUIZ} is graded, but the right answers that were used could not be noted")
        and "Traceback" not in said
    )
