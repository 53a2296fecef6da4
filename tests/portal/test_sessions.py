"""Log-ins in the store: they outlive a restart, end everywhere at once, and cost the store little."""

import threading

import pytest
from sqlalchemy import event

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity import pins, sessions
from nbcare.portal.identity.sessions import IDLE, LONGEST, NOTED_EVERY, OF_ONE_LEARNER, Sessions
from nbcare.portal.store_changes import Changes
from nbcare.store import sessions as stored
from nbcare.store.errors import StoreUnavailableError


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: float = 1_000_000.0):
        self.now = now

    def __call__(self) -> float:
        return self.now


class Portal:
    """What of a portal matters to log-ins: its own way to the store, and its looks for changes."""

    def __init__(self, root, clock, idle=IDLE, steady=None):
        self.store = open_course_store(root)
        self.sessions = Sessions(self.store, idle, clock, steady or clock)
        self.changes = Changes(self.store, {stored.TOPIC: self.sessions.refresh})
        self.changes.look()

    def end(self) -> None:
        """End as Ctrl+C does."""
        self.sessions.close()
        self.store.close()

    def kept(self, token: str) -> stored.Session | None:
        """Return a log-in as the store has it, after all that was under way."""
        self.store.write(lambda _connection: None)
        return self.store.read(stored.find(pins.token_hash(token)))

    def reads(self) -> list[str]:
        """Return a list to which each read of the store adds."""
        found: list[str] = []
        event.listen(self.store.database.reader, "begin", lambda _connection: found.append("read"))
        return found


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def start(tmp_path, clock):
    """Start a portal of the one course, as often as a test likes."""
    started = []

    def more(idle=IDLE, steady=None) -> Portal:
        started.append(Portal(tmp_path, clock, idle, steady))
        return started[-1]

    yield more
    for portal in started:
        portal.store.close()


def test_a_log_in_is_found_without_asking_the_store_again(start):
    """Does a lively learner's every request leave the store alone, and wait for nothing?"""
    portal = start()
    token, reads = portal.sessions.begin("anna", "mark"), portal.reads()
    for _ in range(100):
        assert portal.sessions.find(token).learner == "anna"
    assert reads == []


def test_a_log_in_of_another_portal_is_known_here(start):
    """May the next request go to another portal on the same store?"""
    first, second = start(), start()
    token = first.sessions.begin("anna", "mark")
    assert second.sessions.known(token) is None
    found = second.sessions.find(token)
    assert (found.learner, found.mark) == ("anna", "mark") and second.sessions.known(token) is not None


def test_a_log_out_at_one_portal_is_noticed_by_the_other(start):
    """After its next look: is the cookie dead there, too, and are the others' log-ins still good?"""
    first, second = start(), start()
    gone, stays = first.sessions.begin("anna"), first.sessions.begin("bennet")
    for token in (gone, stays):
        assert second.sessions.find(token)
    first.sessions.end(gone)
    second.changes.look()
    assert second.sessions.find(gone) is None and second.sessions.find(stays).learner == "bennet"
    assert first.sessions.find(gone) is None


def test_a_log_out_elsewhere_is_noticed_whatever_is_written_here(start, clock):
    """Is it never mistaken for a change of this portal's own: a log-in, a log-out, a note?"""
    first, second = start(), start()
    others = [first.sessions.begin(f"n{n}") for n in range(6)]
    mine = second.sessions.begin("ben")
    second.changes.look()
    own_changes = [
        lambda: second.sessions.begin("carla"),
        lambda: second.sessions.end(second.sessions.begin("dora")),
        lambda: (setattr(clock, "now", clock.now + NOTED_EVERY + 1), second.sessions.find(mine), second.kept(mine)),
    ]
    for order in (lambda own, out: (own(), out()), lambda own, out: (out(), own())):
        for own in own_changes:
            token = others.pop()
            assert second.sessions.find(token)
            order(own, lambda token=token: first.sessions.end(token))
            second.changes.look()
            assert second.sessions.find(token) is None
    assert second.sessions.find(mine)


def test_ones_own_changes_cost_no_reading_again(start):
    """Do log-ins and log-outs of a class leave those who are at work in memory?"""
    portal = start()
    token = portal.sessions.begin("anna")
    for n in range(20):
        portal.sessions.end(portal.sessions.begin(f"n{n}"))
    portal.changes.look()
    assert portal.sessions.known(token)


def test_a_log_out_while_the_log_in_is_being_read_ends_it(start, monkeypatch):
    """Does a request that is answered at this moment not bring back what was ended?"""
    first, second = start(), start()
    token = first.sessions.begin("anna")
    real = second.store.read

    def read(job):
        found = real(job)
        monkeypatch.undo()
        second.sessions.end(token)
        return found

    monkeypatch.setattr(second.store, "read", read)
    second.sessions.find(token)
    assert second.sessions.find(token) is None


def test_log_ins_outlast_a_restart(start):
    """Is a learner still in after the portal was ended, and after it was killed?"""
    portal = start()
    token = portal.sessions.begin("anna", "mark")
    portal.end()
    assert start().sessions.find(token).mark == "mark"
    assert start().sessions.find(token).learner == "anna", "the one before was not ended in order"


def test_a_log_in_that_is_used_outlasts_a_kill(start, clock):
    """Is it noted now and then when a log-in was seen, though nobody else logs in or out?"""
    portal = start()
    token, began = portal.sessions.begin("anna"), clock.now
    while clock.now < began + 2 * IDLE:
        clock.now += 60
        assert portal.sessions.find(token) and portal.kept(token)
    assert clock.now - portal.kept(token).seen <= 2 * NOTED_EVERY
    assert start().sessions.find(token), "of a portal that could not close in order"


def test_notes_are_few_and_go_together(start, clock, monkeypatch):
    """Do a hundred lively learners cost one write in some half a minute, not one each?"""
    portal = start()
    tokens = [portal.sessions.begin(f"n{n}") for n in range(100)]
    notes: list[int] = []
    see = stored.see
    monkeypatch.setattr(stored, "see", lambda moments: notes.append(len(moments)) or see(moments))
    for _ in range(20):
        clock.now += NOTED_EVERY / 10
        for token in tokens:
            portal.sessions.find(token)
    assert 1 <= len(notes) <= 8 and max(notes) > 50


def test_closing_notes_when_all_were_last_seen(start, clock):
    """Does a restart cost nobody even the last two minutes?"""
    portal = start()
    token = portal.sessions.begin("anna")
    clock.now += NOTED_EVERY - 1
    portal.sessions.find(token)
    portal.sessions.close()
    assert portal.kept(token).seen == clock.now


@pytest.mark.parametrize("idle", [60, 600, IDLE, 12 * 3600])
def test_a_log_in_ends_after_the_hospitals_own_limit(start, clock, idle):
    """Is it good as long as it is used within the limit, across portals and restarts, and dead after it?"""
    first, second = start(idle), start(idle)
    token, began = first.sessions.begin("anna"), clock.now
    for n in range(40):
        clock.now += idle / 5
        if clock.now - began >= LONGEST:
            break
        portal = (first, second)[n % 2]
        assert portal.sessions.find(token) and portal.kept(token)  # its note is written: no minutes passed meanwhile
        second.changes.look()
    last = start(idle)
    assert last.sessions.find(token) or clock.now - began >= LONGEST
    clock.now += idle + 1
    assert [each.sessions.find(token) for each in (first, second, last, start(idle))] == [None] * 4
    assert first.kept(token) is None


def test_a_log_in_ends_after_a_day_however_lively_it_is(start, clock):
    """Is a browser that reloads all night logged out in the morning?"""
    portal = start()
    token, began = portal.sessions.begin("anna"), clock.now
    while clock.now - began < LONGEST:
        assert portal.sessions.find(token)
        clock.now += 600
    assert portal.sessions.find(token) is None and portal.kept(token) is None


@pytest.mark.parametrize("years", [1, 10])
def test_a_log_in_of_a_clock_years_ahead_lasts_no_longer(start, clock, years):
    """After the clock was corrected: does the log-in end after twelve hours, and after an idle hour, as any other?"""
    steady, ahead = Clock(0.0), years * 365 * 86_400.0
    portal = start(steady=steady)
    clock.now += ahead
    lively, idle = portal.sessions.begin("anna"), portal.sessions.begin("bennet")
    clock.now -= ahead
    step = IDLE / 2
    for _ in range(int(LONGEST / step) - 1):
        clock.now, steady.now = clock.now + step, steady.now + step
        assert portal.sessions.find(lively)
    assert portal.sessions.find(idle) is None
    clock.now, steady.now = clock.now + step, steady.now + step
    assert portal.sessions.find(lively) is None and portal.kept(lively) is None


def test_a_log_in_of_a_clock_years_ahead_ends_with_the_portal(start, clock):
    """Is one that a portal finds in the store, begun long after now, no log-in, and is it removed?"""
    first = start()
    clock.now += 365 * 86_400
    token = first.sessions.begin("anna")
    clock.now -= 365 * 86_400
    assert first.sessions.find(token), "who is at work when the clock is corrected goes on"
    other = start()
    assert other.sessions.find(token) is None and other.kept(token) is None


def test_the_clocks_of_two_portals_may_differ(start, clock):
    """Is a log-in that seems to begin an hour from now as good as any?"""
    first = start()
    clock.now += 3600
    token = first.sessions.begin("anna")
    clock.now -= 3600
    assert start().sessions.find(token)


def test_a_learner_has_no_more_than_ten_log_ins_whichever_portal_began_them(start, clock):
    """Does the oldest end, at each portal, though not all of them are in its memory in the order they began?"""
    first, second = start(), start()
    tokens = []
    for n in range(OF_ONE_LEARNER):
        clock.now += 1
        tokens.append((first, second)[n % 2].sessions.begin("anna"))
    other = first.sessions.begin("bennet")
    for token in reversed(tokens):
        assert first.sessions.find(token) and second.sessions.find(token)
    clock.now += 1
    newest = first.sessions.begin("anna")
    second.changes.look()
    for portal in (first, second):
        assert portal.sessions.find(tokens[0]) is None and portal.sessions.find(other)
        assert all(portal.sessions.find(token) for token in (*tokens[1:], newest))


def test_memory_is_bounded_and_what_is_not_in_it_is_read(start, monkeypatch):
    """Do more log-ins than fit in memory all stay good?"""
    monkeypatch.setattr(sessions, "IN_MEMORY", 5)
    portal = start()
    tokens = [portal.sessions.begin(f"n{n}") for n in range(20)]
    assert [portal.sessions.find(token).learner for token in tokens] == [f"n{n}" for n in range(20)]
    assert len(portal.sessions._sessions) == 5


def test_cookies_of_nobody_take_no_memory(start):
    """Do a thousand invented cookies leave nothing behind?"""
    portal = start()
    assert [portal.sessions.find(f"x{n}") for n in range(1000)] == [None] * 1000
    assert portal.sessions.find("") is None and portal.sessions._sessions == {} and portal.sessions._seen == {}


def test_no_token_is_in_the_store(start, tmp_path):
    """Can nobody who reads the store log in with what stands there?"""
    portal = start()
    token = portal.sessions.begin("anna")
    assert portal.kept(token) and portal.sessions.find(pins.token_hash(token)) is None
    assert not [path for path in tmp_path.rglob("store.db*") if token.encode() in path.read_bytes()]


def test_without_the_store_those_in_memory_go_on(start, clock, tmp_path):
    """While the store cannot be reached: does a learner at work stay in, a log-out say so, and is nothing ended twice?"""
    portal = start()
    token = portal.sessions.begin("anna")
    path = tmp_path / "state/store.db"
    path.rename(path.with_name("away.db"))
    clock.now += NOTED_EVERY + 1
    assert portal.sessions.find(token), "the note that fails is not waited for"
    for fails in (lambda: portal.sessions.begin("bennet"), lambda: portal.sessions.end(token)):
        with pytest.raises(StoreUnavailableError):
            fails()
    assert portal.sessions.find(token), "a log-out that failed is none"
    path.with_name("away.db").rename(path)
    portal.sessions.end(token)
    assert portal.sessions.find(token) is None and portal.sessions.begin("bennet")


def test_many_threads_begin_and_end_at_once(start):
    """Are exactly those good at the end that were not ended?"""
    portal, kept, gone = start(), [], []

    def work(n: int) -> None:
        for _ in range(5):
            kept.append(portal.sessions.begin(f"n{n}"))
            gone.append(portal.sessions.begin(f"n{n}"))
            portal.sessions.find(gone[-1])
            portal.sessions.end(gone[-1])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert [portal.sessions.find(token) for token in gone] == [None] * 30
    assert [bool(portal.sessions.find(token)) for token in kept] == [True] * 30
