"""A quiz is generated anew without ever being closed, and its grades never go stale without a word."""

import json

import made
import pytest
import yaml
from both_ways import autograde, in_bulk

from nbcare.build import course_files
from nbcare.grading import release

pytestmark = pytest.mark.whole


def rewrite(path, change) -> None:
    """Change what a YAML file of the course holds."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def bank(root, change) -> None:
    rewrite(root / "assessments/bank/signs.yaml", lambda data: change(data["items"]))


def listed(root, change) -> None:
    rewrite(root / "course.yaml", lambda data: change(data["assessments"][0]["items"]))


def generate(root, *words: str, check: bool = False):
    """Run nbgrader's command."""
    return made.quickly(root, "generate_assignment", made.QUIZ, *words, check=check)


def files(root) -> dict[str, bytes]:
    """Return what is released and what the gradebook holds."""
    folder = root / "state/nbgrader"
    found = [*sorted((folder / "release").rglob("*")), folder / "gradebook.db"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}


def is_open(root) -> bool:
    return made.published(root)[made.QUIZ].open


@pytest.fixture
def graded(small):
    """A class of one, graded."""
    made.put(small, "ann", made.answers(made.RIGHT))
    in_bulk(small)
    return small


@pytest.mark.parametrize(
    ("change", "named"),
    [(lambda items: items.pop(), "signs-q08"), (lambda items: items.append("signs-q09"), "signs-q09")],
    ids=["removed", "added"],
)
def test_other_questions_after_grading_are_refused_and_the_quiz_stays_open(graded, change, named):
    """Is nothing touched, and is the way out one that ends?"""
    bank(graded, lambda items: items.append({**items[0], "id": "signs-q09"}))
    before = files(graded)
    listed(graded, change)
    course_files.build(graded)
    done = generate(graded, "--force")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "1 learner has points for signs-quiz with other questions" in done.stderr and named in done.stderr
    assert files(graded) == before and is_open(graded)
    refused = in_bulk(graded, "--force", check=False)
    assert "take the change back in course.yaml and run: nbcare build" in refused.stderr
    assert "nbcare generate" not in refused.stderr, "which would refuse again"


def test_the_way_back_is_the_one_that_is_named(graded):
    """Does taking the change back open the way to grading?"""
    listed(graded, lambda items: items.pop())
    course_files.build(graded)
    assert generate(graded, "--force").returncode == 1
    listed(graded, lambda items: items.append("signs-q08"))
    course_files.build(graded)
    assert generate(graded, "--force").returncode == 0
    in_bulk(graded, "--force")


def test_other_questions_before_anybody_is_graded_are_released(small):
    """May a quiz change that nobody has points for?"""
    made.put(small, "ann", made.answers(made.RIGHT))
    listed(small, lambda items: items.pop())
    course_files.build(small)
    generate(small, "--force", check=True)
    in_bulk(small)
    shown = json.loads((small / "state/nbgrader/release" / made.QUIZ / "questions.json").read_text())["items"]
    assert "signs-q08" not in shown


@pytest.mark.parametrize("change", [{"stem": "Which?"}, {"key": ["a", "b", "c"]}], ids=["text", "points"])
def test_a_bank_that_was_not_built_is_refused_with_the_command_that_mends_it(small, change):
    """Does no advice lead in a circle?"""
    before = files(small)
    bank(small, lambda items: items[1].update(change))
    done = generate(small, "--force")
    assert done.returncode == 1 and files(small) == before
    assert (
        "signs-q02 changed in the bank or in course.yaml; run: nbcare build, then: nbcare generate signs-quiz --force"
        in done.stderr
    )
    course_files.build(small)
    generate(small, "--force", check=True)


def test_a_run_that_fails_leaves_the_release(small, monkeypatch):
    """Is the quiz open as it was when nbgrader stops in the middle?"""
    from nbgrader.apps import NbGraderAPI, NbGraderApp
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SaveCells, "preprocess", fail)
    monkeypatch.chdir(small / "assessments")
    before = files(small)
    app = NbGraderApp()
    app.load_config_file()
    api = NbGraderAPI(CourseDirectory(config=app.config), config=app.config)
    assert not api.generate_assignment(made.QUIZ, force=True)["success"]
    kept = {name: data for name, data in files(small).items() if name.startswith("release/")}
    assert kept == {name: data for name, data in before.items() if name.startswith("release/")}
    assert not (small / "state/nbgrader/.generating").exists()


def test_files_are_replaced_one_by_one_and_old_ones_go(tmp_path):
    """Is there a notebook at every moment, and nothing left of the release before?"""
    new, old = tmp_path / "new", tmp_path / "release"
    for folder, names in ((new, ("quiz.ipynb", "data/a.txt")), (old, ("quiz.ipynb", "gone.txt"))):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(folder.name)
    release._put_in_place(new, old)
    left = {path.relative_to(old).as_posix(): path.read_text() for path in old.rglob("*") if path.is_file()}
    assert left == {"quiz.ipynb": "new", "data/a.txt": "new"}


@pytest.mark.parametrize("grade", [autograde, in_bulk])
def test_a_key_that_was_changed_makes_the_quiz_stale_until_all_are_graded(small, grade):
    """Do grade, results and return say it, and stop saying it?"""
    made.put(small, "ann", made.answers(made.RIGHT))
    grade(small)
    assert "stale" not in made.nbcare(small, "results").stderr
    bank(small, lambda items: items[0].update(key="a"))
    wanted = "signs-quiz is stale: the right answer of signs-q01 was changed"
    for words in (("grade", made.QUIZ), ("results",), ("results", made.QUIZ), ("return", made.QUIZ)):
        said = made.nbcare(small, *words).stderr
        assert wanted in said and f"Run: nbcare grade {made.QUIZ} --force" in said
    made.put(small, "ben", made.answers(made.RIGHT))
    grade(small)
    assert wanted in made.nbcare(small, "results").stderr, "only ben was graded by the new key"
    grade(small, "--force")
    assert "stale" not in made.nbcare(small, "results").stderr


def test_another_release_does_not_hide_a_stale_key(small):
    """Is the key still named when a quiz was generated anew for another question?"""
    made.put(small, "ann", made.answers(made.RIGHT))
    in_bulk(small)
    bank(small, lambda items: (items[0].update(key="a"), items[5].update(stem="How many?")))
    course_files.build(small)
    generate(small, "--force", check=True)
    assert "stale: the right answer of signs-q01 was" in made.nbcare(small, "results").stderr


def test_a_tolerance_is_part_of_a_key(small):
    """Is a changed tolerance, too, said to leave points behind?"""
    made.put(small, "ann", made.answers(made.RIGHT))
    in_bulk(small)
    bank(small, lambda items: items[5].update(tolerance=0.05))
    assert "signs-q06 was changed" in made.nbcare(small, "results").stderr
