"""Collecting, and bringing hand-ins to nbgrader, stopped at any step: the next run has all of them, each once."""

import json
import os
import shutil

import made
import pytest
import stopped_at
from stopped_at import ENDED, FAILED, KILLED
from test_hand_in import parcel

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.grading import collect, hand_in_folders
from nbcare.store import hand_ins

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the work is stopped in a fork of the test"),
    pytest.mark.whole,
]
LEARNERS = ("ann", "ben")
WHOLE = {f"{made.QUIZ}.ipynb", "responses.json", "timestamp.txt", "submission_secret.txt"}


@pytest.fixture
def share(tmp_path):
    """A folder with the hand-in files of two learners."""
    folder = tmp_path / "share"
    folder.mkdir()
    for learner in LEARNERS:
        content = parcel(learner=learner, responses=made.answers(made.HONEST, seed=learner))
        (folder / f"{learner}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def begin_anew(course):
    """Remove everything that was handed in."""
    shutil.rmtree(course / "state/nbgrader/submitted", ignore_errors=True)
    for file in (course / "state").glob("store.db*"):
        file.unlink()


def brought(course):
    """Return the seeds in submitted/, and how many hand-ins the store has of each learner."""
    root = layout.nbgrader_root(course)
    with open_course_store(course) as store:
        assert hand_in_folders.write(store, root, made.QUIZ).left_out == {}
        counts = {learner: len(store.read(hand_ins.of(learner, made.QUIZ))) for learner in LEARNERS}
    places = [layout.submission(root, learner, made.QUIZ) for learner in LEARNERS]
    assert [{each.name for each in place.iterdir()} for place in places if place.exists()] == [WHOLE, WHOLE]
    return [json.loads((place / "responses.json").read_text())["seed"] for place in places], counts


@pytest.mark.parametrize("stop", [stopped_at.killed, stopped_at.without_room])
def test_a_stopped_collect_is_mended_by_the_next_one(small, share, stop):
    """Is every file that was taken in submitted/ after the next run, and no attempt of a learner used up twice?"""
    ends = set()
    for step in range(1, 200, 3):
        begin_anew(small)
        ended = stop(lambda: collect.collect(small, share), step)
        ends.add(ended)
        collect.collect(small, share)
        assert brought(small) == (["ann", "ben"], {"ann": 1, "ben": 1}), f"stopped at step {step}"
        if ended == ENDED:
            break
    assert ENDED in ends and ends & {KILLED, FAILED}


def test_a_killed_sweep_is_mended_by_the_next_one(small, share):
    """Is a newer hand-in whole in submitted/ after a run that was killed while it replaced the earlier one?"""
    collect.collect(small, share)
    root, kept = layout.nbgrader_root(small), small / "state"
    shutil.copytree(kept, small / "before")
    newer = parcel("2026-11-02T08:00:00Z", learner="ann", responses=made.answers(made.RIGHT, seed="ann"))
    (share / "newer.json").write_text(json.dumps(newer), encoding="utf-8")

    def sweep():
        with open_course_store(small) as store:
            hand_in_folders.write(store, root, made.QUIZ)

    for step in range(1, 200):
        shutil.rmtree(kept)
        shutil.copytree(small / "before", kept)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(hand_in_folders, "write", lambda *_: hand_in_folders.Written())
            collect.collect(small, share)
        ended = stopped_at.killed(sweep, step)
        assert brought(small)[1] == {"ann": 2, "ben": 1}
        place = layout.submission(root, "ann", made.QUIZ)
        answers = json.loads((place / "responses.json").read_text())["items"]
        assert answers["signs-q02"]["response"] == made.RIGHT["signs-q02"], f"killed at step {step}"
        assert (place / "timestamp.txt").read_text().startswith("2026-11-02 08:00:00")
        if ended == ENDED:
            break
    assert step > 3
