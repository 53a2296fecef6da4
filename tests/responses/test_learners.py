"""One rule for what a learner may be called, in the same words everywhere."""

import ast
import re
from pathlib import Path

import pytest

from nbcare.answers import learners

SOURCE = Path(learners.__file__).parents[1]
HAND_IN_FILE = SOURCE / "frontend/nbcare/static/pages/hand-in-file.js"


@pytest.mark.parametrize("id", ["anna", "_a", "7", "a-", "n" * 32])
def test_a_plain_id_may_be_given_out(id):
    """Is an ordinary id taken as it is, and is it the id of the account that has this name?"""
    assert learners.LEARNER.fullmatch(id) and learners.learner_id(id) == id


@pytest.mark.parametrize("id", ["", "-n03", "-", "Anna", "a.b", "a@b", "n" * 33, "a\n", "ä", "..", "a/b"])
def test_no_other_id_is_given_out(tmp_path, id):
    """Is an id refused that cannot name a folder everywhere, or that a command line would take for an option?"""
    assert not learners.LEARNER.fullmatch(id) and not learners.may_enter(id, tmp_path)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Zoë", "zo-c6a12698582fc110"),
        ("x" * 80, "xxxxxxxxxxxxxxx-d929cdeea7e6a0f4"),
        ("Анна", "learner-25f4b213274e11e1"),
        ("zo-c6a12698582fc110", "zo-c6a12698582f-7f9840ec65ffbdfc"),
        ("anna-0123456789abcde", "anna-0123456789abcde"),
    ],
)
def test_an_account_keeps_its_id_for_ever(name, id):
    """Does a learner find their answers again under the id that an earlier version gave?"""
    assert learners.learner_id(name) == id and learners.LEARNER.fullmatch(id)


def test_an_account_named_like_an_option_gets_another_id():
    """Does a hub's account -n03 get an id of its own that nbgrader's commands can name?"""
    id = learners.learner_id("-n03")
    assert learners.LEARNER.fullmatch(id) and id not in (learners.learner_id("n03"), "n03")


def test_an_id_that_stands_already_goes_on(tmp_path):
    """Is work taken under an older id that is there by this very name, and under no other?"""
    (tmp_path / "-n03").mkdir()
    (tmp_path / "anna").mkdir()
    assert learners.may_enter("-n03", tmp_path)
    assert not learners.may_enter("-n04", tmp_path) and not learners.may_enter("Anna", tmp_path)


@pytest.mark.parametrize("id", ["..", ".", "", "a/b", "a\\b", ".hidden", "a\x00"])
def test_no_id_leads_out_of_the_workspace(tmp_path, id):
    """Can even an id that stands already name nothing but a folder of its own?"""
    with pytest.raises(learners.WorkspaceError, match="not a learner id"):
        learners.learner_folder(tmp_path, id)


def test_each_learner_of_a_machine_has_a_folder_of_their_own(tmp_path):
    """Do answers lie where every earlier version put them, those of a laptop's one learner by themselves?"""
    assert learners.learner_folder(tmp_path, None) == tmp_path / "state" / "workspace"
    assert learners.learner_folder(tmp_path, "anna") == tmp_path / "state/workspace/learners/anna"


def test_the_browser_has_the_same_rule():
    """Does the static course refuse the very ids that `nbcare collect` refuses?"""
    [pattern] = re.findall(r"LEARNER = /\^(.*)\$/;", HAND_IN_FILE.read_text(encoding="utf-8"))
    assert pattern == learners.LEARNER.pattern


def test_the_browser_says_the_rule_in_the_same_words():
    """Is the rule that is checked said whole, the dash included, and alike by page and program?"""
    [shape] = re.findall(r'LEARNER_SHAPE =\s+"(.*)";', HAND_IN_FILE.read_text(encoding="utf-8"))
    assert shape == learners.SHAPE and "do not begin with a dash" in shape


def test_the_rule_is_written_once():
    """Does no other module spell a pattern of learner ids?"""
    spelled = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value
        in (learners.LEARNER.pattern, learners.KNOWN.pattern, r"[a-z0-9_][a-z0-9_-]{0,31}", r"[a-z0-9_-]{1,32}")
    }
    assert spelled == {"answers/learners.py"}
