"""Learner ids, and the folder of each learner's answers: one rule for kernel, portal and grading."""

import hashlib
import re
from pathlib import Path

from nbcare.answers import layout
from nbcare.content.reserved_names import PATTERN

LEARNER = re.compile(rf"(?!{PATTERN}$)[a-z0-9_][a-z0-9_-]{{0,31}}")
"""An id that may be given out.

None begins with a dash: nbgrader's command line would take `-n03` for an option. None is a word that cannot name a folder
on Windows: a class may be graded there.
"""
SHAPE = (
    "use 1 to 32 small letters (a to z), digits, dashes and underscores, do not begin with a dash, and take no word"
    " that Windows keeps for itself (con, aux, com1 …)"
)
"""The same rule for people; pages/hand-in-file.js says it in the same words."""
KNOWN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.@-]{0,63}")
"""An id that may stand somewhere already: of an earlier hand-in, or of an account in nbgrader's exchange.

It can name a folder and nothing else. Its work is graded and returned, even where the id would not be given out today.
"""
# A shorter hash could be searched for a second name that has the same one.
_HASH = 16
_HASHED = re.compile(rf".*-[0-9a-f]{{{_HASH}}}")


class WorkspaceError(Exception):
    """A learner's folder cannot be laid out; the message is the reason."""


def learner_id(name: str) -> str:
    """Return the id of an account's name: the name itself where it can be one, else its spelling and its hash.

    Two names never become one id: a name that already looks spelled and hashed is hashed once more.
    """
    if LEARNER.fullmatch(name) and not _HASHED.fullmatch(name):
        return name
    spelled = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")[: 31 - _HASH].strip("-") or "learner"
    return f"{spelled}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"


def may_enter(id: str, folder: Path) -> bool:
    """Return whether answers under this id are taken: it may be given out, or it has its own place in `folder` already."""
    if LEARNER.fullmatch(id):
        return True
    # Compares the names: a file system that ignores case would find anna's folder for Anna.
    return bool(KNOWN.fullmatch(id)) and folder.is_dir() and any(each.name == id for each in folder.iterdir())


def learners_folder(root: Path) -> Path:
    """Return the folder with the answers of the learners who share a machine, each in one of their own."""
    return layout.workspace(root) / "learners"


def learner_folder(root: Path, learner: str | None) -> Path:
    """Return one learner's folder, to which both the kernel and the portal write; None is the one learner of a laptop.

    Raises WorkspaceError for an id that could name another place.
    """
    if learner is None:
        return layout.workspace(root)
    if not KNOWN.fullmatch(learner):
        raise WorkspaceError(f"{learner!r} is not a learner id: {SHAPE}")
    return learners_folder(root) / learner
