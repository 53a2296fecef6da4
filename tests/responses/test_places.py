"""Where a notebook's answers are: beside the portal's in the course's store, or in a file that travels with it."""

import pytest

from nbcare.answers import laptop_learner, places
from nbcare.answers.course_store import open_course_store
from nbcare.answers.database_store import DatabaseResponseStore
from nbcare.answers.file_store import FileResponseStore

KNOWN = {"x-q01": "single"}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with a store, which the environment does not name."""
    for name in ("NBCARE_COURSE", "NBCARE_STATE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "course"
    root.mkdir()
    (root / "course.yaml").write_text("title: Plants\n")
    open_course_store(root).close()
    yield root
    if places._opened.cache_info().currsize:
        places._opened("sqlite:///" + (root / "state/store.db").as_posix()).close()
    places._opened.cache_clear()


def opened(folder):
    return places.open_responses(folder, "x-quiz", "1.0.0", KNOWN, {})


def test_a_page_of_the_workspace_and_the_portal_share_the_answers(course):
    """Is what a notebook saves found in the store under the id of the laptop's learner?"""
    found = opened(course / "state/workspace/x-quiz")
    found.save("x-q01", "a", 0, "s")
    with open_course_store(course) as store:
        there = DatabaseResponseStore(store, laptop_learner.id_of(store), "x-quiz", "1.0.0", KNOWN)
        assert there.read()["x-q01"]["response"] == "a" and there.seed == found.seed
    assert not list((course / "state/workspace").rglob("*.json"))


def test_a_folder_of_a_shared_machine_belongs_to_its_learner(course):
    """Do the answers go by the id of the folder, in the store as before in the file?"""
    assert opened(course / "state/workspace/learners/bennet/x-quiz").place == "bennet/x-quiz"


@pytest.mark.parametrize("where", ["x-quiz", "state/nbgrader/release/x-quiz", "state/workspace/a/b/x-quiz"])
def test_a_notebook_elsewhere_keeps_its_answers_beside_it(course, where):
    """Is a notebook that nbgrader fetched, or that lies in no workspace, one with a file of its own?"""
    folder = course / where
    folder.mkdir(parents=True)
    found = opened(folder)
    assert isinstance(found, FileResponseStore) and found.path == folder / "responses.json"


def test_a_course_without_a_store_keeps_files(course):
    """Does a notebook alone never make a store that nobody else knows of?"""
    (course / "state/store.db").unlink()
    assert isinstance(opened(course / "state/workspace/x-quiz"), FileResponseStore)
    assert not (course / "state/store.db").exists()


def test_the_laptops_learner_keeps_the_id_of_the_first_start(course, monkeypatch):
    """Are the answers found again after the account got another name?"""
    with open_course_store(course) as store:
        monkeypatch.setattr("getpass.getuser", lambda: "Anna")
        assert laptop_learner.id_of(store) == "anna"
        monkeypatch.setattr("getpass.getuser", lambda: "Anna-Maria")
        assert laptop_learner.id_of(store) == "anna"
        monkeypatch.setenv("NBCARE_LEARNER", "bennet")
        assert laptop_learner.id_of(store) == "bennet"
