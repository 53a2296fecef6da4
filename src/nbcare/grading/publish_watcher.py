"""Publish when an nbgrader command ends, and again and again while formgrader's server runs."""

import atexit
import sys
import threading
from pathlib import Path

from nbcare.grading import publishing
from nbcare.grading.publishing import NotPublishedError

SECONDS = 3
_watch: "Watch | None" = None


class Watch(threading.Thread):
    """Look every few seconds whether published.json has to change: an instructor sets a due date in formgrader."""

    def __init__(self, course_root: Path, seconds: float = SECONDS) -> None:
        super().__init__(name="nbcare-publishing", daemon=True)
        self.course_root, self.seconds, self.ended = course_root, seconds, threading.Event()

    def run(self) -> None:
        """Publish whatever changed, until the program ends."""
        seen: tuple[tuple[str, int, int], ...] | None = None
        while not self.ended.wait(self.seconds):
            now = publishing.state(self.course_root)
            if now == seen:
                continue
            try:
                publishing.publish(self.course_root)
                seen = now
            except NotPublishedError:
                seen = None  # try again next time: course.yaml is being written, or the disk is full
            except Exception as error:
                # If this thread ended, learners would go on seeing old due dates, and nobody would know.
                print(f"published.json was not brought up to date: {error!r}", file=sys.stderr)
                seen = now


def keep_published(course_root: Path) -> None:
    """See to it that this program publishes what it changes."""
    # nbgrader loads its configuration several times in one program.
    atexit.unregister(_at_end)
    atexit.register(_at_end, course_root)
    global _watch
    if _is_server() and (_watch is None or not _watch.is_alive()):
        _watch = Watch(course_root)
        _watch.start()


def _is_server() -> bool:
    server = sys.modules.get("jupyter_server.serverapp")
    return server is not None and server.ServerApp.initialized()


def _at_end(course_root: Path) -> None:
    try:
        publishing.publish(course_root)
    except NotPublishedError as problem:
        print(problem, file=sys.stderr)
    except Exception as error:  # never a traceback after a command that did its work
        print(f"published.json was not brought up to date: {error!r}", file=sys.stderr)
