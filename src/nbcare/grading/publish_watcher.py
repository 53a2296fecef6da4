"""Publish when an nbgrader command ends, and again and again while formgrader's server runs."""

import atexit
import sys
import threading
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.grading import hand_in_folders, publishing
from nbcare.grading.publishing import NotPublishedError

SECONDS = 3
_watch: "Watch | None" = None


class Watch(threading.Thread):
    """Look every few seconds whether an instructor has set a due date in formgrader, or a learner has handed in."""

    def __init__(self, course_root: Path, seconds: float = SECONDS) -> None:
        super().__init__(name="nbcare-publishing", daemon=True)
        self.course_root, self.seconds, self.ended = course_root, seconds, threading.Event()

    def run(self) -> None:
        """Publish whatever changed, until the program ends."""
        seen: tuple[object, ...] | None = None
        while not self.ended.wait(self.seconds):
            try:
                now = self._bring_up_to_date(seen)
                seen = now
            except NotPublishedError:
                seen = None  # try again next time: course.yaml is being written, or the disk is full
            except Exception as error:
                # If this thread ended, learners would go on seeing old due dates, and nobody would know.
                print(f"Due dates and hand-ins were not brought up to date: {error!r}", file=sys.stderr)

    def _bring_up_to_date(self, seen: tuple[object, ...] | None) -> tuple[object, ...]:
        """Publish, and write what was handed in meanwhile, if anything changed; return the state that was seen."""
        with open_course_store(self.course_root) as store:
            now = publishing.state(self.course_root, store)
            if now != seen:
                for line in hand_in_folders.write_all(store, layout.nbgrader_root(self.course_root)):
                    print(line, file=sys.stderr)
        if now != seen:
            publishing.publish(self.course_root)
        return now


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
        print(f"Due dates were not brought up to date: {error!r}", file=sys.stderr)
