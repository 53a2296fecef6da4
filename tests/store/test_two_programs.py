"""Two programs write to one store: never two acknowledgements of one revision, and no lost answer."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbcare.store import answers, handing_in, scopes
from nbcare.store.save import Conflict, Saved

CHILD = Path(__file__).with_name("writing_child.py")
ANNA = "anna", "x-quiz"


class LockedError(Exception):
    """What a guard of these tests raises."""


def test_two_tabs_of_two_portals_never_share_a_revision(opened, save):
    """Does exactly one of those that saw the same answer save, each time?"""
    stores, taken = [opened() for _ in range(3)], []
    with ThreadPoolExecutor(3) as pool:
        for saw in range(30):
            ready = threading.Barrier(3)

            def race(number, saw=saw, ready=ready):
                ready.wait()
                return stores[number].write(save(response=f"{number}-{saw}", saw=saw))

            outcomes = list(pool.map(race, range(3)))
            (saved,) = [each for each in outcomes if isinstance(each, Saved)]
            assert all(each.revision == saved.revision for each in outcomes)
            taken.append(next(each.response for each in outcomes if isinstance(each, Conflict)))
    history = stores[0].read(answers.history(*ANNA))
    assert [each.answer["revision"] for each in history] == list(range(1, 31))
    assert [each.answer["response"] for each in history] == taken


def test_batches_of_two_portals_meet(opened, save):
    """Do two full queues that save for the same learners both go through, each item once a program?"""
    stores = [opened() for _ in range(2)]
    futures = [
        store.submit(save(f"x-q{number}-{item}", learner=f"n{who}"))
        for item in range(5)
        for who in range(40)
        for number, store in enumerate(stores)
    ]
    assert all(isinstance(future.result(), Saved) for future in futures)
    for who in range(40):
        assert len(stores[0].read(answers.read(f"n{who}", "x-quiz"))) == 10


def test_a_guard_is_never_overtaken(opened, save):
    """Does a step that one portal opens lock the answer that another portal saves at the same time?"""

    def guard(kept, handed_in):
        if "x-case" in kept:
            raise LockedError

    def one_step(kept):
        return len(kept), [answers.Change("x-case", {"opened": 2}, "s")]

    stores = [opened() for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for number in range(20):
            ready, learner = threading.Barrier(2), f"n{number}"

            def answer(ready=ready, learner=learner):
                ready.wait()
                try:
                    return bool(stores[0].write(save(learner=learner, guard=guard)))
                except LockedError:
                    return False

            def open_step(ready=ready, learner=learner):
                ready.wait()
                return stores[1].write(answers.change(learner, "x-quiz", one_step, "1", "2026"))

            saved, seen = pool.submit(answer), pool.submit(open_step)
            # The step was opened on what was kept: a save that came first was seen, any other one was refused.
            assert saved.result() == bool(seen.result())


def test_a_hand_in_holds_what_was_acknowledged_before_it(opened, save):
    """Is an answer that another portal acknowledged always in what is handed in after it?"""
    stores = [opened() for _ in range(2)]

    def judge(document, earlier):
        return handing_in.Judged(len(document["items"]), 20)

    for number in range(20):
        stores[0].write(save(f"x-q{number}"))
        made = stores[1].write(handing_in.hand_in(*ANNA, str(number), judge, lambda text: "", "1.0.0", "2026"))
        assert made.answered == number + 1


def test_two_processes_save_side_by_side(address, opened):
    """Do a kernel and a portal that save all the time leave each other's answers whole?"""
    opened()
    learners = ("anna", "ben")
    children = [
        subprocess.Popen([sys.executable, str(CHILD), address, who], stdout=subprocess.PIPE, text=True)
        for who in learners
    ]
    for child in children:
        lines = [child.stdout.readline() for _ in range(200)]
        assert all(line.endswith("\n") for line in lines)
    for child in children:
        child.kill()
        child.communicate()
    store = opened()
    for who in learners:
        for item, answer in store.read(answers.read(who, "x-quiz")).items():
            revisions = [
                each.answer["revision"] for each in store.read(answers.history(who, "x-quiz")) if each.item == item
            ]
            assert revisions == list(range(1, answer["revision"] + 1))


def test_a_reader_sees_one_moment(opened, save):
    """Does a job that reads twice see the same, whatever is saved in between?"""
    reader, other = opened(), opened()
    other.write(save("x-q01"))

    def twice(connection):
        before = answers.read(*ANNA)(connection)
        other.write(save("x-q02"))
        return before, answers.read(*ANNA)(connection)

    before, after = reader.read(twice)
    assert before == after
    assert set(reader.read(answers.read(*ANNA))) == {"x-q01", "x-q02"}


def test_readers_do_not_wait_for_a_writer(store, save):
    """Can everybody read while a long job writes?"""
    store.write(save())
    reading = ThreadPoolExecutor(4)

    def slow(connection):
        save("x-q02")(connection)
        return [len(each.result()) for each in [reading.submit(store.read, answers.read(*ANNA)) for _ in range(20)]]

    assert store.write(slow) == [1] * 20
    reading.shutdown()


def test_a_scope_without_its_row_begins_again(store, save):
    """Does a save go through, on the answers that are kept, when another program took the seed away?"""
    store.write(save())
    store.write(lambda connection: connection.exec_driver_sql("DELETE FROM scopes") and None)
    assert store.write(save(saw=1, response="c")).revision == 2
    assert store.read(scopes.find(*ANNA)) is not None
