"""The portal is killed in the middle of a full load: what it acknowledged is in the store, once, and it goes on."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import own_loop
import pytest
import yaml
from courses import ROOT, copy_course

from nbcare.answers.course_store import FILE, open_course_store
from nbcare.portal.identity import pins
from nbcare.portal.identity.sessions import Sessions
from nbcare.store import answers, roster
from nbcare.store.answers import Answer

sys.path.insert(0, str(ROOT / "tests/bench"))

from http_learner import Learner  # noqa: E402
from portal_load import STARTED, choices  # noqa: E402

SCOPE, LEARNERS, QUESTIONS, ACKNOWLEDGED = "retinoids", 50, 4, 5_000


class OfWard(Learner):
    """A learner who connects again only while the server lives: where a killed one was, anybody may listen soon."""

    def __init__(self, ward: "Ward", id: str):
        super().__init__(id, "", ward.port)
        self.ward = ward

    async def request(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str]:
        """Send one request and read its answer."""
        try:
            return await self._once(method, path, body, kind)
        except (ConnectionError, asyncio.IncompleteReadError):
            if self.ward.killed:
                raise
            self._streams = None
            return await self._once(method, path, body, kind)


class Ward:
    """A course with one module, fifty learners who are logged in already, and the server's process."""

    def __init__(self, folder: Path):
        self.root = copy_course(folder / "course")
        listed = yaml.safe_load((self.root / "course.yaml").read_text(encoding="utf-8"))
        listed |= {"modules": [each for each in listed["modules"] if each["slug"] == SCOPE], "assessments": []}
        (self.root / "course.yaml").write_text(yaml.safe_dump(listed, sort_keys=False), encoding="utf-8")
        self.items = dict(list(choices(self.root).items())[:QUESTIONS])
        self.log, self.process, self.port = folder / "log.txt", None, 0
        self.tokens = self._roster()

    def _roster(self) -> dict[str, str]:
        """Write roster and log-ins as the portal keeps them: a hundred slow hashes would be all that the test does."""
        names = [f"nurse-{n:02}" for n in range(LEARNERS)]
        entry = roster.Entry("", **pins.hashed("135790"))
        with open_course_store(self.root) as store:
            store.write(roster.replace(dict.fromkeys(names, entry)))
            sessions = Sessions(store)
            return {id: sessions.begin(id, entry.hash[:16]) for id in names}

    def start(self) -> None:
        """Start `nbcare serve`, and wait until it answers."""
        self.killed = False
        words = [
            sys.executable,
            "-m",
            "nbcare",
            "--course",
            str(self.root),
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
        ]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(words, stdout=out, stderr=out, cwd=self.root)
        until = time.monotonic() + 600
        while not (found := STARTED.search(self.log.read_text(encoding="utf-8", errors="replace"))):
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text(
                encoding="utf-8", errors="replace"
            )
            time.sleep(0.05)
        self.port = int(found[1])

    def kill(self) -> None:
        """End the server's process as a power cut does."""
        self.killed = True
        os.kill(self.process.pid, signal.SIGKILL)

    async def learner(self, id: str) -> Learner:
        """Return a learner whose browser is logged in and knows what is saved."""
        learner = OfWard(self, id)
        learner.cookies["nbcare-session"] = self.tokens[id]
        _, page = await learner.request("GET", f"/module/{SCOPE}")
        learner.token = page.partition('name="nbc-xsrf" content="')[2].partition('"')[0]
        learner.revisions = {id: each["revision"] for id, each in (await self.state(learner)).items()}
        return learner

    async def state(self, learner: Learner) -> dict:
        """Return a learner's saved answers, as the portal tells them."""
        status, text = await learner.request("GET", f"/api/{SCOPE}")
        assert status == 200, text
        return json.loads(text)["state"]["items"]

    def history(self) -> dict[tuple[str, str], list[Answer]]:
        """Return every answer that was ever saved, by learner and item, in the order of the revisions."""
        found: dict[tuple[str, str], list[Answer]] = {}
        with open_course_store(self.root) as store:
            for id in self.tokens:
                latest = store.read(answers.read(id, SCOPE))
                for each in store.read(answers.history(id, SCOPE)):
                    found.setdefault((id, each.item), []).append(each.answer)
                assert latest == {item: found[id, item][-1] for item in latest}
        return found

    def check(self) -> None:
        """Hold that the file of the store is whole."""
        file = sqlite3.connect(self.root / "state" / FILE)
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        file.close()

    def answer(self, item: str, revision: int) -> str:
        """Return what is answered as this revision: nothing of it is left to chance."""
        return self.items[item][revision % len(self.items[item])]


@pytest.fixture
def ward(tmp_path):
    """The ward; afterwards no process of it is left."""
    ward = Ward(tmp_path)
    yield ward
    if ward.process and ward.process.poll() is None:
        ward.kill()
        ward.process.wait()


async def load(ward: Ward) -> dict[tuple[str, str], int]:
    """Let all save at once, until enough is acknowledged and the server is killed; return the acknowledged revisions."""
    learners = await asyncio.gather(*map(ward.learner, ward.tokens))
    acknowledged: dict[tuple[str, str], int] = {}
    count = 0

    async def save_on(learner: Learner) -> None:
        nonlocal count
        while True:
            for item in ward.items:
                reply = await learner.save(SCOPE, item, ward.answer(item, learner.revisions.get(item, 0) + 1))
                acknowledged[learner.id, item] = reply["revision"]
                count += 1
                if count == ACKNOWLEDGED:
                    ward.kill()  # the others' saves are on their way

    ends = await asyncio.gather(*map(save_on, learners), return_exceptions=True)
    assert all(isinstance(end, ConnectionError | EOFError) for end in ends), ends
    assert count >= ACKNOWLEDGED
    return acknowledged


async def go_on(ward: Ward, stored: dict[tuple[str, str], list[Answer]]) -> None:
    """Ask for all answers again with the same cookie, and save one more to each question."""

    async def save_once_more(id: str) -> None:
        learner = await ward.learner(id)
        state = await ward.state(learner)
        for item in ward.items:
            last = stored[id, item][-1]
            assert (state[item]["revision"], state[item]["response"]) == (last["revision"], last["response"])
            reply = await learner.save(SCOPE, item, ward.answer(item, last["revision"] + 1))
            assert reply["revision"] == last["revision"] + 1
        await learner.close()

    await asyncio.gather(*map(save_once_more, ward.tokens))


@pytest.mark.whole
def test_a_portal_killed_under_full_load_has_lost_nothing_that_it_acknowledged(ward):
    """Is every acknowledged answer in the store, no revision twice, and do all save on after a restart?"""
    ward.start()
    acknowledged = own_loop.run(load(ward))
    assert ward.process.wait() == -signal.SIGKILL
    stored = ward.history()
    ward.check()
    for (id, item), revision in acknowledged.items():
        history = stored[id, item]
        assert [each["revision"] for each in history] == list(range(1, len(history) + 1))
        assert revision <= len(history) <= revision + 1, "at most the save that was on its way is newer"
        assert [each["response"] for each in history] == [ward.answer(item, each["revision"]) for each in history]
    ward.start()
    own_loop.run(go_on(ward, stored))
    ward.kill()
    assert ward.process.wait() == -signal.SIGKILL
    assert {key: len(history) for key, history in ward.history().items()} == {
        key: len(history) + 1 for key, history in stored.items()
    }
