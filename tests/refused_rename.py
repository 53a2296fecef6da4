"""A system that refuses the last step of putting a folder in its place, as Windows does while a file of it is open."""

import os

from nbcare.answers import submissions


def refuse(monkeypatch) -> None:
    """Let a folder that was filled beside its place not be renamed into it; every other rename goes on."""
    rename = os.rename

    def refusing(source, target):
        if os.path.basename(source).startswith("."):
            raise PermissionError(13, "The folder is in use")
        rename(source, target)

    monkeypatch.setattr(submissions.os, "rename", refusing)
