"""What the portal remembers of the hub's word, and for how long."""

import pytest

from nbcare.portal.identity import verified
from nbcare.portal.identity.verified import TooOftenError, UnreachableError, Verified

ANNA = {"name": "anna"}


class LearnerPage:
    """A hub that counts how often it is asked, and a clock that the test moves."""

    def __init__(self):
        self.asked, self.says, self.time = 0, {"a": ANNA}, 1000.0
        self.verified = Verified(self.ask, lambda: self.time)

    async def ask(self, token):
        """Answer as told; do not answer at all when nothing is told."""
        self.asked += 1
        if self.says is None:
            raise UnreachableError
        return self.says.get(token)

    def model(self, token="a", session="s"):
        """Ask for a token's learner, as a page does."""
        try:
            # Nothing here waits, so no event loop is needed: a browser test on this worker has one running.
            self.verified.model(token, session).send(None)
        except StopIteration as end:
            return end.value


@pytest.fixture
def desk():
    """A hub that knows Anna's token."""
    return LearnerPage()


def test_the_hub_is_asked_once_a_minute_at_the_most(desk):
    """Does a learner's every save not cost the hub a question?"""
    assert [desk.model() for _ in range(50)] == [ANNA] * 50
    assert desk.asked == 1
    desk.time += verified.FRESH + 1
    assert (desk.model(), desk.asked) == (ANNA, 2)


def test_what_the_hub_takes_back_counts_after_a_minute(desk):
    """Is a learner out soon after the hub's administrator has put them out?"""
    desk.model()
    desk.says = {}
    desk.time += verified.FRESH + 1
    assert desk.model() is None


def test_another_session_of_the_browser_is_asked_about_at_once(desk):
    """After a log-out at the hub, in the same browser: does no remembered word open the page?"""
    desk.model(session="one")
    desk.says = {}
    assert desk.model(session="two") is None


def test_a_hub_that_is_down_stops_nobody_who_was_verified_lately(desk):
    """The hub is started anew: do the saves of those at work go on, without a wait at each?"""
    desk.model()
    desk.says = None
    desk.time += verified.FRESH + 1
    assert [desk.model() for _ in range(9)] == [ANNA] * 9
    assert desk.asked == 2
    desk.time += verified.GRACE
    with pytest.raises(UnreachableError):
        desk.model()


def test_a_hub_that_is_down_lets_nobody_in_anew(desk):
    """Is an unknown token taken on no account while nobody can be asked?"""
    desk.model()
    desk.says = None
    with pytest.raises(UnreachableError):
        desk.model(token="b")


def test_the_hubs_no_is_not_forgotten_when_it_goes_down(desk):
    """Put out, then the hub goes down: does the old yes not come back?"""
    desk.model()
    desk.says, desk.time = {}, desk.time + verified.FRESH + 1
    assert desk.model() is None
    desk.says = None
    for _ in range(3):
        assert desk.model() is None
        desk.time += verified.FRESH
    desk.time += verified.GRACE
    with pytest.raises(UnreachableError):
        desk.model()


def test_the_hub_is_asked_once_about_a_token_that_it_does_not_know(desk):
    """Does a page left open after its log-in has ended not cost the hub a question at each try?"""
    assert [desk.model(token="old") for _ in range(50)] == [None] * 50
    assert desk.asked == 1


def test_invented_sessions_cost_the_hub_few_questions(desk):
    """Somebody logged in sends another session with each request: is the hub left alone, and the memory as it was?"""
    desk.model()
    for number in range(verified.SESSIONS):
        assert desk.model(session=f"invented {number}") == ANNA
    for number in range(100):
        with pytest.raises(TooOftenError):
            desk.model(session=f"another {number}")
    assert desk.asked == 1 + verified.SESSIONS and len(desk.verified._known) == 1
    assert desk.model(session=f"invented {verified.SESSIONS - 1}") == ANNA, "the browser that was verified last goes on"
    desk.time += verified.FRESH
    assert desk.model(session="a minute later") == ANNA


def test_an_invented_session_does_not_open_a_page_while_the_hub_is_down(desk):
    """Is what was verified for one browser no word for another?"""
    desk.model()
    desk.says = None
    with pytest.raises(UnreachableError):
        desk.model(session="another")
    assert desk.model() == ANNA


def test_a_logged_out_token_is_never_taken_again(desk):
    """Does a copied cookie open nothing after the log-out, though the hub still knew it?"""
    desk.model()
    desk.verified.end("a")
    assert desk.model() is None and desk.model(session="another") is None
    assert desk.asked == 1


def test_a_log_out_counts_for_a_question_under_way(desk):
    """Logged out while the hub was being asked: does the late answer not log in again?"""

    async def slow(token):
        desk.verified.end(token)
        return ANNA

    desk.verified._ask = slow
    assert desk.model() is None
    assert desk.model() is None


def test_old_tokens_are_forgotten(desk):
    """Does a year of log-ins not fill the memory?"""
    desk.says = {str(number): ANNA for number in range(500)}
    for number in range(500):
        desk.time += verified.GRACE / 10
        desk.model(token=str(number))
        desk.verified.end(f"old {number}")
    assert len(desk.verified._known) <= 12
    assert len(desk.verified._ended) == 500 < verified.ENDED
