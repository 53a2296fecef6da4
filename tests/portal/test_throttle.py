"""How long a guesser waits: doubling from try to try, never beyond the limit, never for ever."""

import pytest

from nbcare.portal.identity.throttle import ADDRESS, FORGIVEN_AFTER, ID_ANYWHERE, ID_HERE, Throttle


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands."""
    return Clock()


def guess(throttle: Throttle, times: int, id: str = "anna", address: str = "pc-1") -> None:
    """Try wrong PINs one after the other, at the same moment."""
    for _ in range(times):
        throttle.begin(id, address)


@pytest.mark.parametrize(
    ("tries", "seconds"), [(1, 0), (3, 0), (4, 2), (5, 4), (6, 8), (7, 16), (8, 32), (11, 256), (12, 300), (60, 300)]
)
def test_the_wait_doubles_with_each_wrong_try_up_to_its_limit(clock, tries, seconds):
    """Are three tries free, and does each further one wait twice as long, five minutes at most?"""
    throttle = Throttle(clock)
    guess(throttle, tries)
    assert throttle.wait("anna", "pc-1") == seconds


@pytest.mark.parametrize(("tries", "seconds"), [(10, 0), (11, 2), (12, 4), (13, 8), (17, 120), (40, 120)])
def test_an_id_guessed_from_many_places_waits_everywhere(clock, tries, seconds):
    """Does a guesser with many computers wait, too, and the learner at another one at most two minutes?"""
    throttle = Throttle(clock)
    for place in range(tries):
        guess(throttle, 1, address=f"pc-{place}")
    assert throttle.wait("anna", "a new place") == seconds


@pytest.mark.parametrize(("tries", "seconds"), [(40, 0), (41, 2), (43, 8), (46, 60), (90, 60)])
def test_an_address_that_guesses_many_ids_waits(clock, tries, seconds):
    """May forty people behind one address mistype, and does whoever goes on guessing wait a minute at most?"""
    throttle = Throttle(clock)
    for number in range(tries):
        guess(throttle, 1, id=f"nurse-{number}")
    assert throttle.wait("a new id", "pc-1") == seconds


def test_a_wait_passes_and_a_wrong_try_is_forgotten(clock):
    """Is a wait over when its seconds are, and does a try ten minutes later count as one fewer?"""
    throttle = Throttle(clock)
    guess(throttle, 5)
    clock.now += 3.5
    assert throttle.wait("anna", "pc-1") == 0.5
    clock.now += 0.5
    assert throttle.wait("anna", "pc-1") == 0
    clock.now += 2 * FORGIVEN_AFTER - 4
    guess(throttle, 1)
    assert throttle.wait("anna", "pc-1") == 2


def test_the_right_pin_ends_the_wait(clock):
    """Is a learner who remembers the PIN as free as before?"""
    throttle = Throttle(clock)
    guess(throttle, 8)
    throttle.right("anna", "pc-1")
    assert throttle.wait("anna", "pc-1") == 0
    guess(throttle, ID_HERE.free)
    assert throttle.wait("anna", "pc-1") == 0


def test_the_limits_are_the_documented_ones():
    """Does no wait lock a learner out: five minutes here, two anywhere, one for a whole room?"""
    assert (ID_HERE.longest, ID_ANYWHERE.longest, ADDRESS.longest) == (300, 120, 60)
