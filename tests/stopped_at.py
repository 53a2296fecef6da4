"""Stop some work before one of its steps on the disk: the process is killed, or the disk is full from there on."""

import os
import signal
import sys
from collections.abc import Callable

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ENDED, KILLED, FAILED = "ended", "killed", "failed"

Stop = Callable[[int, bool], None]
"""Looks at the number of a step, and at whether it needs room on the disk."""


def killed(work: Callable[[], object], step: int) -> str:
    """Do the work in a fork of this process that is killed before the step of this number; say how it ended."""

    def stop(count: int, grows: bool) -> None:
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return _in_a_fork(work, stop)


def without_room(work: Callable[[], object], step: int) -> str:
    """Do the work in a fork whose disk has no room for a new file or folder from this step on; say how it ended."""

    def stop(count: int, grows: bool) -> None:
        if grows and count >= step:
            raise OSError(28, "No space left on device")

    return _in_a_fork(work, stop)


def _in_a_fork(work: Callable[[], object], stop: Stop) -> str:
    child = os.fork()
    if child == 0:
        _work(work, stop)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: ENDED, -signal.SIGKILL: KILLED}.get(status, FAILED)


def _work(work: Callable[[], object], stop: Stop) -> None:
    """Do the work and never return. Python announces each step to audit hooks before it is made."""
    count, status = 0, 1

    def look(event: str, arguments: tuple) -> None:
        nonlocal count
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if opened or event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link"):
            count += 1
            stop(count, bool(opened) or event == "os.mkdir")

    try:
        sys.addaudithook(look)
        work()
        status = 0
    finally:
        os._exit(status)
