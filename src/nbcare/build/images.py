"""Carry a lesson's pictures inside its notebook, so that a copy of it shows them anywhere."""

import base64
import mimetypes
import re
from pathlib import Path

from nbcare.errors import ContentError

Attachments = dict[str, dict[str, str]]
"""The pictures of a cell by file name: each by its type, in base64."""

_IMAGE = re.compile(r"!\[([^\]]*)\]\((\.\./assets/images/[^)\s]+)\)")


def attach(lesson: Path, text: str) -> tuple[str, Attachments]:
    """Return the text with its images as attachments, and the attachments."""
    attached: Attachments = {}

    def _one(match: re.Match[str]) -> str:
        picture = (lesson.parent / match[2]).resolve()
        if not picture.is_file():
            raise ContentError(
                f"lessons/{lesson.name}", match[2], "there is no such picture", "put it into assets/images/"
            )
        kind = mimetypes.guess_type(picture.name)[0] or "application/octet-stream"
        attached[picture.name] = {kind: base64.b64encode(picture.read_bytes()).decode("ascii")}
        return f"![{match[1]}](attachment:{picture.name})"

    return _IMAGE.sub(_one, text), attached
