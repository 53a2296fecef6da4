"""An upgrade says what it changes for whom, copies everything first, and can be taken back."""

import shutil
import sys
from pathlib import Path

import former_release
import older_store
import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

from conftest import contents  # noqa: E402
from filelock import FileLock  # noqa: E402

from nbcare import cli  # noqa: E402
from nbcare.answers import times  # noqa: E402
from nbcare.answers.course_store import open_course_store  # noqa: E402
from nbcare.content import course as courses  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.grading import publishing  # noqa: E402
from nbcare.state import changes, ready, upgrade  # noqa: E402
from nbcare.store import answers, hand_ins, settings, tables  # noqa: E402
from nbcare.store.opening import schema_version  # noqa: E402

QUIZ = "retinoids-quiz"


@pytest.fixture
def former(tmp_path):
    """A hospital's folder as an earlier release left it."""
    return former_release.unpack(tmp_path / "course")


@pytest.fixture
def current(made_once, tmp_path):
    """The same after its upgrade."""
    return Path(shutil.copytree(made_once("upgraded-release", _upgraded), tmp_path / "course", symlinks=True))


def _upgraded(to: Path) -> None:
    upgrade.upgrade(courses.load_local(former_release.unpack(to)), lambda _: None)


def single(root: Path) -> dict:
    """Return a question of the quiz that has one right answer."""
    bank = yaml.safe_load((root / "assessments/bank/retinoids.yaml").read_text(encoding="utf-8"))
    ids = courses.load(root).assessment(QUIZ).items
    return next(each for each in bank["items"] if each["id"] in ids and each["kind"] == "single")


def revise(root: Path, **fields) -> str:
    """Change that question in the bank, as the next release may; return its id."""
    path, id = root / "assessments/bank/retinoids.yaml", single(root)["id"]
    bank = yaml.safe_load(path.read_text(encoding="utf-8"))
    next(each for each in bank["items"] if each["id"] == id).update(fields)
    path.write_text(yaml.safe_dump(bank, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return id


def changed(root: Path) -> changes.QuizChanges:
    course = courses.load_local(root)
    with open_course_store(root) as store:
        return next(each for each in changes.of(course, store) if each.assessment == QUIZ)


def test_the_upgrade_of_a_former_release_says_who_is_concerned(former, capsys):
    """Does one command take everything over, and name each open quiz with its numbers?"""
    assert cli.main(["--course", str(former), "upgrade"]) == 0
    said = capsys.readouterr().out
    assert "Backup of" in said and f"{QUIZ}: open." in said and "handed in: " in said
    assert "is not known: that release did not keep them" in said
    assert cli.main(["--course", str(former), "upgrade", "--look"]) == 0
    assert f"{QUIZ}: open." in capsys.readouterr().out


def test_a_revised_question_and_another_key_are_named(current):
    """Does whoever runs the course read which questions changed since they were released, and for how many?"""
    publishing.publish(current)
    assert changed(current).nothing
    id = revise(current, stem="Another question?")
    found = changed(current)
    assert found.revised == (id,) and found.keys == () and found.handed_in > 0
    assert any(id in sentence for sentence in found.sentences())


def test_a_changed_key_alone_is_named(current):
    """Is a key that was mended told apart from a question that reads differently?"""
    publishing.publish(current)
    before = single(current)
    id = revise(current, key=next(option for option in before["options"] if option != before["key"]))
    found = changed(current)
    assert found.keys == (id,) and found.revised == ()
    advice = " ".join(found.sentences())
    assert f"nbcare grade {QUIZ} --force" in advice and "nbcare generate" not in advice


def test_a_state_without_an_upgrade_is_not_called_an_earlier_release(course_copy, capsys):
    """Is a look at a new course true, which no earlier release ever used?"""
    course = courses.load_local(course_copy)
    upgrade.only_look(course)
    said = capsys.readouterr().out
    assert f"Release {course.release}. This state has not been upgraded before." in said
    assert "earlier" not in said


def test_the_store_is_copied_before_it_is_brought_to_a_new_release(current):
    """Is there a backup of each release that was left behind?"""
    with open_course_store(current) as store:
        store.write(settings.put(upgrade.RELEASE, "0.9.0"))
    before = len(list((current / "state/backups").glob("*.zip")))
    said: list[str] = []
    upgrade.upgrade(courses.load_local(current), said.append)
    assert len(list((current / "state/backups").glob("*.zip"))) == before + 1
    assert said[0] == f"From release 0.9.0 to {courses.load(current).release}:"
    upgrade.upgrade(courses.load_local(current), said.append)
    assert len(list((current / "state/backups").glob("*.zip"))) == before + 1, "the same release needs no other copy"


def test_two_upgrades_in_one_second_keep_two_backups_and_the_newer_leads_back(current, monkeypatch):
    """Does neither copy take the other's place, whatever their names?"""
    now = times.now()
    monkeypatch.setattr(times, "now", lambda: now)
    for release in ("0.8.0", "0.9.0"):
        with open_course_store(current) as store:
            store.write(settings.put(upgrade.RELEASE, release))
        upgrade.upgrade(courses.load_local(current), lambda _: None)
    assert len(list((current / "state/backups").glob(f"*{times.in_file_name(now)}*.zip"))) >= 2
    upgrade.go_back(courses.load_local(current), lambda _: None)
    with open_course_store(current) as store:
        assert store.read(settings.find(upgrade.RELEASE)) == "0.9.0"


def test_a_state_that_this_release_began_needs_no_backup_for_it(course_copy):
    """Is the release noted when the store is made, so that the first upgrade copies nothing?"""
    course = courses.load_local(course_copy)
    ready.bring_up_to_date(course)
    upgrade.upgrade(course, lambda _: None)
    assert not (course.state / "backups").exists()
    with open_course_store(course_copy) as store:
        assert store.read(settings.find(upgrade.RELEASE)) == course.release


def test_an_upgrade_can_be_taken_back(current, capsys):
    """Are the answers of before there again, and those made since not lost?"""
    with open_course_store(current) as store:
        store.write(settings.put(upgrade.RELEASE, "0.9.0"))
        kept = store.read(answers.read("n01", "retinoids"))
    upgrade.upgrade(courses.load_local(current), lambda _: None)
    with open_course_store(current) as store:
        store.write(
            answers.change(
                "n01", "retinoids", lambda _: (None, [answers.Change("x", "since", "")]), "1", "2026-12-01T00:00:00Z"
            )
        )
    assert cli.main(["--course", str(current), "upgrade", "--back"]) == 0
    with open_course_store(current) as store:
        assert store.read(answers.read("n01", "retinoids")) == kept
        assert store.read(settings.find(upgrade.RELEASE)) == "0.9.0"
    [away] = current.glob("state.after-*")
    assert str(away) in capsys.readouterr().out and (away / "store.db").is_file()


def test_a_former_release_can_be_gone_back_to(former):
    """Does the command put the earlier release's folders back, too?"""
    before = set(contents(former / "assessments/submitted"))
    upgrade.upgrade(courses.load_local(former), lambda _: None)
    upgrade.go_back(courses.load_local(former), lambda _: None)
    assert set(contents(former / "assessments/submitted")) == before and not (former / "state").exists()


def test_without_a_backup_there_is_no_way_back(course_copy, capsys):
    """Is it said, in place of a state that is half moved?"""
    (course_copy / "state").mkdir()
    assert cli.main(["--course", str(course_copy), "upgrade", "--back"]) == 2
    assert "holds no backup of an upgrade" in capsys.readouterr().err


def test_a_store_of_a_newer_program_is_left_alone(current, monkeypatch, capsys):
    """Is an older program that meets a newer store stopped with a sentence?"""
    with open_course_store(current) as store:
        store.write(lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'"))
    assert cli.main(["--course", str(current), "upgrade"]) == 2
    said = capsys.readouterr().err
    assert "newer program" in said and "Traceback" not in said
    assert tables.SCHEMA_VERSION < 99


@pytest.fixture
def older(course_copy):
    """A course whose store the program of the first version made."""
    (course_copy / "state").mkdir()
    older_store.make(f"sqlite:///{course_copy}/state/store.db")
    return course_copy


def version(root: Path) -> int:
    return schema_version(f"sqlite:///{root}/state/store.db")


def test_a_look_at_an_older_store_changes_nothing(older, capsys):
    """Can whoever decides about an upgrade read first what it changes?"""
    before = contents(older / "state")
    assert cli.main(["--course", str(older), "upgrade", "--look"]) == 0
    assert "No quiz is open." in capsys.readouterr().out
    # SQLite may leave its empty log beside the file.
    found = {name: data for name, data in contents(older / "state").items() if not name.endswith(("-shm", "-wal"))}
    assert found == before and version(older) == 1


def test_a_look_at_a_new_course_makes_nothing(course_copy):
    """Is there no store, and no state, after a look?"""
    upgrade.only_look(courses.load_local(course_copy), lambda _: None)
    assert not (course_copy / "state/store.db").exists()


def test_a_look_at_what_a_former_release_left_names_it(former, capsys):
    """Is it said what would be taken over, without taking it?"""
    before = contents(former)
    assert cli.main(["--course", str(former), "upgrade", "--look"]) == 0
    said = capsys.readouterr().out
    assert "assessments/submitted" in said and "workspace" in said and "nbcare upgrade" in said
    assert contents(former) == before


def test_what_changes_is_said_before_anything_is_done(older):
    """Do the sentences come before the backup, and that before the migration?"""
    found: list[tuple[str, int, int]] = []

    def say(sentence):
        found.append((sentence, version(older), len(list((older / "state").glob("backups/*.zip")))))

    upgrade.upgrade(courses.load_local(older), say)
    assert [(sentence.split()[0], version, backups) for sentence, version, backups in found] == [
        ("Release", 1, 0),
        ("No", 1, 0),
        ("Backup", 1, 1),
        ("The", tables.SCHEMA_VERSION, 1),
    ]
    with open_course_store(older) as store:
        assert [each.hash for each in store.read(hand_ins.of("anna", "x"))] == ["ab"]


def test_an_upgrade_after_a_take_over_needs_no_second_backup(former):
    """Does the way back still lead to the earlier release after a second upgrade?"""
    said: list[str] = []
    course = courses.load_local(former)
    upgrade.upgrade(course, said.append)
    assert f"From what an earlier release left to {course.release}:" in said
    upgrade.upgrade(courses.load_local(former), said.append)
    assert f"This state is that of release {course.release} already." in said
    assert len(list((former / "state/backups").glob("*.zip"))) == 1
    upgrade.go_back(courses.load_local(former), lambda _: None)
    assert (former / "assessments/submitted").is_dir()


def test_a_start_that_took_over_leaves_nothing_to_upgrade(former):
    """Is the release noted by whichever command took the earlier one's answers over?"""
    ready.bring_up_to_date(courses.load(former), lambda _: None)
    upgrade.upgrade(courses.load_local(former), lambda _: None)
    assert len(list((former / "state/backups").glob("*.zip"))) == 1


def test_two_upgrades_do_not_run_at_once(older, monkeypatch):
    """Does the second one stop with a sentence, before it copies or migrates anything?"""
    monkeypatch.setattr(ready, "_LOCK_SECONDS", 0)
    with (
        FileLock(older / "state/.upgrade.lock"),
        pytest.raises(ContentError, match="state: is being upgraded; wait until that has ended"),
    ):
        upgrade.upgrade(courses.load_local(older), lambda _: None)
    assert version(older) == 1 and not (older / "state/backups").exists()


def test_a_take_over_goes_on_when_an_older_program_began_it(former):
    """Does a store of an older version that an interrupted take-over left not stop the next one for good?"""
    (former / "state").mkdir()
    older_store.make(f"sqlite:///{former}/state/store.db")
    upgrade.upgrade(courses.load_local(former), lambda _: None)
    with open_course_store(former) as store:
        assert store.read(answers.read("n01", "retinoids"))
        assert store.read(settings.find(upgrade.RELEASE)) == courses.load(former).release
