"""One class in which everything goes wrong at once, graded by the real `nbgrader autograde`."""

import csv
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

import made
import pytest

if sys.platform == "win32":
    pytest.skip("links and pipes are made the POSIX way", allow_module_level=True)

import hostile_class as hostile  # noqa: E402
from hostile_class import WAS_RUN  # noqa: E402

IDS = [item["id"] for item in made.ITEMS]


@pytest.fixture(scope="module")
def graded(generated: Path, tmp_path_factory) -> Path:
    """The small course after one run over the whole class."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("hostile") / "course"))
    WAS_RUN.unlink(missing_ok=True)
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-10-01 00:00:00 UTC")
    for row in hostile.CLASS:
        row.act(root, row.learner)
    done = made.nbgrader(root, "autograde", made.QUIZ)
    (root / "printed.txt").write_text(done.stdout, encoding="utf-8")
    (root / "log.txt").write_text(done.stderr, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def report(graded: Path) -> dict[str, dict[str, str]]:
    """The end-of-run table by learner."""
    with (graded / "state/nbgrader/autograde-report.csv").open(encoding="utf-8", newline="") as file:
        return {row["learner"]: row for row in csv.DictReader(file)}


def rows(wanted):
    return pytest.mark.parametrize("row", wanted, ids=lambda row: row.learner)


@rows(hostile.CLASS)
def test_table_says_what_happened(row, report, graded):
    """Does the end-of-run table hold the points and the reason?"""
    said = report[row.learner]
    assert said["points"] == ("" if row.points is None else str(row.points))
    assert said["invalid"] == ("" if row in hostile.UNGRADED_ROWS else str(row.invalid))
    assert said["needs a person"] == ("" if row in hostile.UNGRADED_ROWS else str(row.waits))
    for words in row.notes:
        assert words in said["notes"]
    assert re.search(rf"^{row.learner}( |$)", (graded / "printed.txt").read_text(encoding="utf-8"), re.M)


@rows([*hostile.HONEST_ROWS, *hostile.NOTHING_ROWS, *hostile.PERSON_ROWS])
def test_gradebook_holds_exactly_the_points(row, graded):
    """Is what nbgrader keeps the score worked out by hand?"""
    with made.gradebook(graded) as gradebook:
        grades = {g.name: g for g in gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, row.learner).grades}
        assert set(grades) == set(IDS)
        assert sum(g.auto_score or 0 for g in grades.values()) == (row.points or 0)
        assert sum(g.needs_manual_grade for g in grades.values()) == row.waits
        assert all((g.auto_score is None) == g.needs_manual_grade for g in grades.values())
        assert sum(g.max_score for g in grades.values()) == made.MOST


@rows(hostile.UNGRADED_ROWS)
def test_what_cannot_be_opened_is_not_graded(row, graded):
    """Does a submission that leads elsewhere stay out of the gradebook?"""
    assert not (graded / "state/nbgrader/autograded" / row.learner).exists()
    assert (graded / "elsewhere/responses.json").is_file()


def test_nothing_handed_in_was_run(graded):
    """Was any cell or module of a learner executed?"""
    assert not WAS_RUN.exists()


def test_nothing_is_deleted(graded):
    """Are the files that grading must not touch kept aside, as they were?"""
    aside = graded / "state/nbgrader/set-aside"
    assert (aside / "own-nbcare" / made.QUIZ / "nbcare.py").is_file()
    assert (aside / "answers-linked" / made.QUIZ / "responses.json").is_symlink()
    assert (aside / "huge-answers" / made.QUIZ / "responses.json").stat().st_size == 50_000_000
    assert (graded / "state/nbgrader/earlier/twice" / made.QUIZ).is_dir()


def test_no_other_file_is_copied_through_a_link(graded):
    """Does what a link points at stay out of autograded?"""
    names = {
        p.name
        for learner in ("answers-linked", "link-beside")
        for p in (graded / "state/nbgrader/autograded" / learner).rglob("*")
    }
    assert names == {
        made.QUIZ,
        f"{made.QUIZ}.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
        "questions.json",
        "responses.json",
    }
    assert not (graded / "state/nbgrader/autograded/answers-linked" / made.QUIZ / "responses.json").exists()


def test_tampered_questions_are_put_back(graded):
    """Does the autograded folder hold the course's questions, not the learner's?"""
    kept = graded / "state/nbgrader/autograded/questions-tampered" / made.QUIZ / "questions.json"
    assert kept.read_bytes() == (graded / "assessments/source" / made.QUIZ / "questions.json").read_bytes()


def test_a_second_run_changes_nothing(graded, report):
    """Are points, waiting items and lines the same when some are graded again?"""
    made.quickly(graded, "autograde", made.QUIZ, "--student", "*answers*", "--force")
    with (graded / "state/nbgrader/autograde-report.csv").open(encoding="utf-8", newline="") as file:
        again = {row["learner"]: row for row in csv.DictReader(file)}
    assert again.keys() == report.keys()
    for learner, row in again.items():
        assert {k: v for k, v in row.items() if k != "notes"} == {
            k: v for k, v in report[learner].items() if k != "notes"
        }


class _Tags(HTMLParser):
    """Collect the tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.addresses, self.handlers, self.words, self.scripts, self._inside = [], [], [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self._inside = tag
        self.addresses += [value for name, value in attributes if name in ("src", "href", "action", "data", "srcset")]
        self.handlers += [name for name, _ in attributes if name.startswith("on")]

    def handle_data(self, data):
        (self.scripts if self._inside == "script" else self.words).append(data)

    def handle_endtag(self, tag):
        self._inside = None

    @property
    def text(self) -> str:
        return "".join(self.words)


written = pytest.mark.parametrize(
    ("learner", "text"), [("text-script", hostile.SCRIPT), ("text-fence", hostile.FENCE)], ids=["script", "fence"]
)


@written
def test_script_in_an_answer_is_text_in_formgrader(graded, learner, text):
    """Does formgrader show a learner's script as text?"""
    page = _Tags(formgrader_page(graded, learner))
    for line in filter(str.strip, text.splitlines()):
        assert line.strip() in page.text
    assert not any("stolen" in script for script in page.scripts)
    assert "onerror" not in page.handlers
    assert "x" not in page.addresses
    assert not any(address.startswith("javascript:alert") for address in page.addresses)


@pytest.fixture(scope="module")
def feedback(graded: Path) -> Path:
    """The feedback folder after `nbgrader generate_feedback` for the written answers."""
    made.quickly(graded, "generate_feedback", made.QUIZ, "--student", "text-*")
    return graded / "state/nbgrader/feedback"


@written
def test_script_in_an_answer_is_text_in_feedback(feedback, learner, text):
    """Does the feedback page show a learner's script as text, and ask no other place for anything?"""
    page = _Tags((feedback / learner / made.QUIZ / f"{made.QUIZ}.html").read_text(encoding="utf-8"))
    for line in filter(str.strip, text.splitlines()):
        assert line in page.text
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert not page.handlers
    assert all(address.startswith("#") for address in page.addresses)


def formgrader_page(root: Path, learner: str) -> str:
    """Render a submission the way formgrader's handler does."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers
    from traitlets.config import Config

    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    about = {"assignment_id": made.QUIZ, "notebook_id": made.QUIZ, "submission_id": "1", "index": 0, "total": 1}
    about |= {"base_url": "", "student": learner, "last_name": "", "first_name": "", "notebook_path": ""}
    file = root / "state/nbgrader/autograded" / learner / made.QUIZ / f"{made.QUIZ}.ipynb"
    return HTMLExporter(config=config).from_filename(str(file), resources=about)[0]
