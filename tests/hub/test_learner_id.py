"""The name of a hub's account becomes a learner's id: a safe name for a folder, and never another learner's."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nbcare.answers.learners import learner_id

ID = re.compile(r"[a-z0-9_-]{1,32}")
names = st.one_of(
    st.text(min_size=1, max_size=80),
    st.from_regex(ID, fullmatch=True),
    st.from_regex(r"[a-zA-Z.@é-]{1,40}", fullmatch=True),
)


@pytest.mark.parametrize("name", ["anna", "nurse_7", "a", "0-1", "a" * 32])
def test_a_name_that_can_be_an_id_is_the_id(name):
    """Does an organiser find learners in the gradebook under the names of the hub?"""
    assert learner_id(name) == name


@pytest.mark.parametrize(
    "name", ["Anna", "anna@ward.example", "../ben", "José", "李", "a" * 33, "ben/../anna", "ben\x00", " "]
)
def test_any_other_name_becomes_a_safe_name_of_a_folder(name):
    """Can no account's name leave the learner's folder, or be no name at all?"""
    assert ID.fullmatch(learner_id(name))
    assert learner_id(name) != name


@given(names, names)
@example("anna", "Anna")
@example("josé", "jos")
@example("anna@a.example", "anna@a-example")
def test_two_names_are_never_one_id(one, other):
    """Does nobody get another's answers by an account with a similar name?"""
    assert (learner_id(one) == learner_id(other)) == (one == other)


@given(names)
@example("Anna")
def test_nobody_gets_anothers_id_by_taking_it_for_a_name(name):
    """Where people choose their own account's name: does an account named as another's spelled id get an id of its own?"""
    taken = learner_id(name)
    assert taken == name or learner_id(taken) != taken
