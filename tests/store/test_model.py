"""Whatever arrives, in whatever order and from two programs: the store is what a dictionary would be."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbcare.store import answers
from nbcare.store.answers import Change
from nbcare.store.save import Conflict, Saved

ITEMS = ("x-q01", "x-q02", "x-case")
SCOPE, NOW = "x-quiz", ("1.0.0", "2026-12-01T09:00:00Z")


class Step(NamedTuple):
    """One save: by which program, to which item, and how far the page's revision is from the latest."""

    program: int
    item: str
    response: object
    off: int
    clear: bool


steps = st.builds(
    Step,
    st.integers(0, 1),
    st.sampled_from(ITEMS),
    st.sampled_from(["a", "b", None, ["a", "b"], {"opened": 2}]),
    st.sampled_from([0, 0, 0, -1, -2, 1]),
    st.sampled_from([False] * 9 + [True]),
)


class Model:
    """What the rules say: the latest answer of each item, and every answer that there was."""

    def __init__(self):
        self.latest, self.history = {}, []

    def save(self, item, response, saw):
        revision, kept = self.latest.get(item, (0, None))
        if revision == saw:
            self._put(item, response)
            return Saved(revision + 1, NOW[1])
        retry = item in self.latest and kept == response and revision > saw
        return Saved(revision, NOW[1]) if retry else Conflict(revision, kept)

    def clear(self):
        for item in list(self.latest):
            self._put(item, None)

    def _put(self, item, response):
        self.latest[item] = self.latest.get(item, (0, None))[0] + 1, response
        self.history.append((item, *self.latest[item]))


def cleared(kept):
    return None, [Change(item, None, each["shown"]) for item, each in kept.items()]


@pytest.fixture
def both(opened):
    """Two programs at one store, for all examples: each has a learner of its own."""
    return opened(), opened()


learners = (f"n{number}" for number in itertools.count())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(batches=st.lists(st.lists(steps, min_size=1, max_size=6), max_size=6))
def test_two_programs_and_a_dictionary_agree(both, save, batches: Sequence[Sequence[Step]]):
    """Is every acknowledged revision unique and kept, after any saves, retries and conflicts in any batches?"""
    learner, model = next(learners), Model()
    for batch in batches:
        # The steps of one batch are of one program: two that run at once have no order that a model could follow.
        store, futures, expected = both[batch[0].program], [], []
        for step in batch:
            saw = max(0, model.latest.get(step.item, (0,))[0] + step.off)
            job = save(step.item, step.response, saw, learner, at=NOW[1])
            expected.append(model.clear() if step.clear else model.save(step.item, step.response, saw))
            futures.append(store.submit(answers.change(learner, SCOPE, cleared, *NOW) if step.clear else job))
        assert [future.result() for future in futures] == expected
    kept = both[0].read(answers.read(learner, SCOPE))
    assert {item: (each["revision"], each["response"]) for item, each in kept.items()} == model.latest
    history = both[1].read(answers.history(learner, SCOPE))
    found = [(each.item, each.answer["revision"], each.answer["response"]) for each in history]
    assert found == sorted(model.history, key=lambda each: each[:2])
