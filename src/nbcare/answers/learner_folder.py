"""Say where a learner's answers lie: the one place that both the kernel and the portal write to."""

import re
from pathlib import Path

_LEARNER = re.compile(r"[a-z0-9_-]{1,32}")


class WorkspaceError(Exception):
    """Say why a learner's folder cannot be laid out."""


def learner_folder(root: Path, learner: str | None) -> Path:
    """Return one learner's folder; learners who share a machine have one each. None is the one learner of a laptop."""
    if learner is None:
        return root / "workspace"
    if not _LEARNER.fullmatch(learner):
        raise WorkspaceError(f"{learner!r} is not a learner id: use 1 to 32 of a-z, 0-9, - and _")
    return root / "workspace" / "learners" / learner
