"""A connection that is silent too long is closed; one that goes on is not."""

import pytest

from nbcare.portal.deadlines import Deadlines


class Connection:
    """A connection that notes when it is closed."""

    def __init__(self):
        self.closed = 0

    def close(self):
        self.closed += 1


@pytest.fixture
def deadlines(clock):
    """Two seconds for a first request, ten for the next one, three for its body."""
    return Deadlines(2, 10, 3, clock)


def test_a_connection_without_a_request_is_closed_once_its_time_is_over(deadlines, clock):
    """Is it left alone until then, closed then, and forgotten after that?"""
    connection = Connection()
    deadlines.wait_for_request(connection)
    for clock.at, closed in ((9.9, 0), (10, 1), (30, 1)):
        deadlines.look()
        assert connection.closed == closed


def test_a_body_that_does_not_come_ends_its_connection(deadlines, clock):
    """Does the shorter time hold from the head of the request on?"""
    connection = Connection()
    deadlines.wait_for_request(connection)
    clock.at = 9
    deadlines.wait_for_body(connection)
    for clock.at, closed in ((11.9, 0), (12, 1)):
        deadlines.look()
        assert connection.closed == closed


@pytest.mark.parametrize("began", ["wait_for_request", "wait_for_body"])
def test_a_request_that_is_being_answered_has_no_deadline(deadlines, clock, began):
    """Does a slow answer, or a connection that is gone, bring no end?"""
    connection = Connection()
    getattr(deadlines, began)(connection)
    deadlines.wait_no_more(connection)
    clock.at = 1000
    deadlines.look()
    assert connection.closed == 0


def test_a_connection_waits_for_one_thing_at_a_time(deadlines, clock):
    """Does the time of a body end when the connection waits for its next request?"""
    connection = Connection()
    deadlines.wait_for_body(connection)
    deadlines.wait_for_request(connection)
    for clock.at, closed in ((9.9, 0), (10, 1)):
        deadlines.look()
        assert connection.closed == closed


def test_each_request_begins_the_wait_anew(deadlines, clock):
    """Is one that saves now and then never closed, while its silent neighbour is?"""
    active, silent = Connection(), Connection()
    deadlines.wait_for_request(active)
    deadlines.wait_for_request(silent)
    for clock.at in range(0, 30, 5):
        deadlines.wait_for_body(active)
        deadlines.wait_no_more(active)
        deadlines.wait_for_request(active)
        deadlines.look()
    assert (active.closed, silent.closed) == (0, 1)


def test_a_new_connection_has_less_time_until_its_first_request(deadlines, clock):
    """Is one that sends nothing closed soon, and does its first request give it the longer time?"""
    silent, served = Connection(), Connection()
    for each in (silent, served):
        deadlines.wait_for_first(each)
        deadlines.wait_for_request(each)
    deadlines.wait_for_body(served)
    deadlines.wait_no_more(served)
    deadlines.wait_for_request(served)
    for clock.at, closed in ((1.9, (0, 0)), (2, (1, 0)), (10, (1, 1))):
        deadlines.look()
        assert (silent.closed, served.closed) == closed


def test_who_is_closed_first_when_there_is_no_room(deadlines):
    """Does one that never sent anything go before one that was served, and that before one that still sends?"""
    sends, served, silent = Connection(), Connection(), Connection()
    deadlines.wait_for_body(sends)
    deadlines.wait_for_request(served)
    deadlines.wait_for_first(silent)
    for each in (silent, served, sends, None):
        assert deadlines.longest_waiting() is each
        deadlines.wait_no_more(each)
