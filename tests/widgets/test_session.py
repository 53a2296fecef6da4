"""The three words of a notebook, in a folder as a learner has it."""

import json

import pytest
from question_items import PRACTICE, SINGLE, TEXT, graded

from nbcare.answers import file_store, places
from nbcare.answers.course_store import open_course_store
from nbcare.notebook import calls, session
from nbcare.notebook.widgets import question


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with questions.json; what is displayed lands in `folder.shown`."""
    monkeypatch.chdir(tmp_path)
    shown = []
    monkeypatch.setattr(calls, "display", lambda data, raw: shown.append(data))

    def questions(items, explorers=None, scope="x"):
        data = {
            "version": 1,
            "scope": scope,
            "course": "1.0.0",
            "items": {item["id"]: item for item in items},
            "explorers": explorers or {},
        }
        (tmp_path / "questions.json").write_text(json.dumps(data))
        session._session.cache_clear()

    questions.shown, questions.path = shown, tmp_path
    yield questions
    question._views.clear()


def test_ask_shows_widget_and_text(folder):
    """Does a cell give the widget, and its words to whoever has no widget?"""
    folder([SINGLE])
    calls.ask("x-p01")
    (bundle,) = folder.shown
    assert bundle["text/plain"].startswith("Question x-p01 (single, practice)")
    assert len(bundle[calls.WIDGET_VIEW]["model_id"]) == 32


def test_ask_tells_the_saved_answer(folder):
    """Is an answer of yesterday in the text?"""
    folder([SINGLE])
    session.here().store.save("x-p01", "b", 0, "s")
    calls.ask("x-p01")
    assert folder.shown[0]["text/plain"].endswith("Saved answer: b")


def test_ask_before_shows_the_pre_question(folder):
    """Is the pre-question an item of its own?"""
    folder([SINGLE, {**graded(SINGLE), "use": "practice", "id": "x-p01-before", "moment": "before"}])
    calls.ask("x-p01", moment="before")
    assert folder.shown[0]["text/plain"].startswith("Question x-p01-before (single, before reading)")


@pytest.mark.parametrize("word", [calls.ask, calls.explore])
def test_unknown_id_is_named(folder, word):
    """Does a stale notebook say what to do?"""
    folder([SINGLE])
    with pytest.raises(session.UnknownWidgetError, match="build the course again"):
        word("x-p99")


def test_progress_counts_graded_questions_only(folder):
    """Are pre-questions, practice and explorers left out of the count of a quiz?"""
    folder([SINGLE, TEXT, {**graded(SINGLE), "id": "x-q01"}, {**SINGLE, "id": "x-p01-before", "moment": "before"}])
    here = session.here()
    here.store.save("x-p01", "a", 0, "s")
    here.store.save("x-q08", "words", 0, "s")
    assert here.progress() == {"type": "progress", "answered": 1, "total": 2}
    assert here.unanswered() == ["x-q01"]


def test_progress_of_a_module_counts_its_practice(folder):
    """Does a module without graded questions count its own?"""
    folder([*PRACTICE, {**SINGLE, "id": "x-p01-before", "moment": "before"}])
    assert session.here().progress()["total"] == len(PRACTICE)


def test_damaged_answers_are_told_and_the_course_goes_on(folder, capsys):
    """Does a damaged file not stop the page?"""
    folder([SINGLE])
    (folder.path / "responses.json").write_text("{{{")
    calls.ask("x-p01")
    assert "responses.damaged-" in capsys.readouterr().out
    assert folder.shown[0]["text/plain"].endswith("none yet")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"items": {}}', b"\xff\xfe", None],
    ids=["empty", "broken", "list", "null", "no scope", "no text", "gone"],
)
def test_broken_questions_are_told_in_one_plain_sentence(folder, content):
    """Does a nurse see words and no traceback, whatever became of questions.json while the course runs?"""
    folder([SINGLE])
    calls.ask("x-p01")
    path = folder.path / "questions.json"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(session.PageBrokenError) as raised:
        calls.ask("x-p01")
    (line,) = raised.value._render_traceback_()
    assert (
        line.startswith("The questions of this page cannot be read (questions.json). Your answers are safe.")
        and "\n" not in line
    )


def test_what_ipython_shows_of_a_broken_page_is_that_sentence(folder, capsys):
    """Does IPython take our words in place of its own?"""
    from IPython.core.interactiveshell import InteractiveShell

    folder([SINGLE])
    (folder.path / "questions.json").write_bytes(b"")
    try:
        calls.ask("x-p01")
    except session.PageBrokenError:
        InteractiveShell().showtraceback()
    shown = capsys.readouterr().out
    assert (
        shown.strip().startswith("The questions of this page cannot be read")
        and "Traceback" not in shown
        and "session.py" not in shown
    )


def test_answers_that_may_not_be_read_are_told_in_one_plain_sentence(folder, monkeypatch):
    """Is a locked-away answers file named, without a traceback?"""
    folder([SINGLE])

    def refuse(_self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file_store.FileResponseStore, "read", refuse)
    with pytest.raises(session.PageBrokenError, match=r"responses\.json: Permission denied"):
        calls.ask("x-p01")


@pytest.fixture
def in_a_course(tmp_path, monkeypatch):
    """A page in the workspace of a course with a store, which the kernel of a test leaves closed."""
    for name in ("NBCARE_COURSE", "NBCARE_STATE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "course.yaml").write_text("title: Plants\n")
    place = tmp_path / "state/workspace/x"
    place.mkdir(parents=True)
    (place / "questions.json").write_text(
        json.dumps({"version": 1, "scope": "x", "course": "1.0.0", "items": {"x-p01": SINGLE}})
    )
    open_course_store(tmp_path).close()
    monkeypatch.chdir(place)
    session._session.cache_clear()
    yield tmp_path / "state/store.db"
    places._opened("sqlite:///" + (tmp_path / "state/store.db").as_posix()).close()
    places._opened.cache_clear()


@pytest.mark.parametrize("opened", [False, True], ids=["at the first look", "while the page is open"])
def test_a_store_that_cannot_be_used_is_told_in_one_plain_sentence(in_a_course, opened):
    """Does a nurse read what is wrong without a path or a traceback, and go on without a restart when it is mended?"""
    if opened:
        assert session.here().store.save("x-p01", "a", 0, "s").revision == 1
        session.here().store.store.database.close()
    whole = in_a_course.read_bytes()
    with in_a_course.open("r+b") as file:
        file.write(b"\xff" * len(whole))
    with pytest.raises(
        session.PageBrokenError, match=r"\(the course's database: it is damaged\)\. Ask your teacher\."
    ) as told:
        session.here()
    assert str(in_a_course.parent) not in str(told.value) and "store.db" not in str(told.value)
    with in_a_course.open("r+b") as file:
        file.write(whole)
    assert session.here().store.save("x-p01", "b", int(opened), "s").revision == 1 + opened


def test_explore_shows_the_explorer(folder):
    """Is an explorer shown with its sentence?"""
    props = {
        "id": "x-dish",
        "widget": "dish",
        "title": "A dish",
        "sentence": "All divide.",
        "prediction": {"options": {"few": "Few"}},
    }
    folder([SINGLE], {"x-dish": props})
    calls.explore("x-dish")
    assert folder.shown[0]["text/plain"] == "Explorer x-dish (dish)\nA dish\nAll divide."
    assert session.here().store.known["x-dish"] == "explorer"


def test_changed_questions_are_read_again(folder):
    """Is a course that was built anew seen without a restart?"""
    folder([SINGLE])
    calls.ask("x-p01")
    data = json.loads((folder.path / "questions.json").read_text())
    data["items"]["x-p01"]["stem"] = "New words?"
    (folder.path / "questions.json").write_text(json.dumps(data))
    calls.ask("x-p01")
    assert "New words?" in folder.shown[1]["text/plain"]


def test_import_of_the_package_does_not_load_jupyter():
    """Can the command line work without widgets being loaded?"""
    import subprocess
    import sys

    code = "import sys, nbcare, nbcare.answers.file_store; sys.exit(any(m.split('.')[0] in ('IPython', 'ipywidgets', 'anywidget') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
