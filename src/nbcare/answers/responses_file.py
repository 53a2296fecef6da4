"""Keep responses.json whole: begin it, restore one that was lost, move a damaged one aside."""

import secrets
from pathlib import Path
from typing import Any, cast

from nbcare.answers import times
from nbcare.answers.errors import ResponseRefusedError, ResponsesDamagedError
from nbcare.answers.files import FILE_BYTES, MAX_ITEMS, UnreadableError, encode, parse, read_bytes, rename, replace
from nbcare.answers.free_name import free_name
from nbcare.answers.messages import ResponsesFile
from nbcare.answers.responses_format import VERSION, check_envelope


class ResponsesOnDisk:
    """The file of one learner's answers to one assessment. The caller must hold its lock to read or write it."""

    def __init__(self, path: Path, assessment: str, course: str):
        self.path, self.assessment, self.course = path, assessment, course
        self._latest: bytes | None = None  # the file as it last was on disk: open pages have shown it as saved

    def load(self) -> ResponsesFile:
        """Return the file's content. A file lost while the course runs is written again; without one, a new one begins."""
        try:
            content = read_bytes(self.path)
            if content.strip():
                data = self._checked(parse(content))
                self._latest = content
                return data
        except FileNotFoundError:
            pass
        except UnreadableError as error:
            damaged = self._keep_aside(str(error))
            if self._latest is None:
                raise damaged from None
        return self._begun() if self._latest is None else self._restored(self._latest)

    def write(self, data: ResponsesFile) -> None:
        """Put these answers in the place of those on disk; raise ResponseRefusedError when they are too many or too long."""
        if len(data["items"]) > MAX_ITEMS:
            raise ResponseRefusedError(f"more than {MAX_ITEMS} answers")
        content = encode(data)
        if len(content) > FILE_BYTES:
            raise ResponseRefusedError("the answers together are too long")
        replace(self.path, content)
        self._latest = content

    def _restored(self, latest: bytes) -> ResponsesFile:
        replace(self.path, latest)
        return cast(ResponsesFile, parse(latest))

    def _begun(self) -> ResponsesFile:
        data: ResponsesFile = {
            "version": VERSION,
            "assessment": self.assessment,
            "course": self.course,
            "seed": secrets.token_hex(16),
            "items": {},
        }
        self.write(data)
        return data

    def _checked(self, data: Any) -> ResponsesFile:
        check_envelope(data)
        if data.get("assessment") != self.assessment:
            raise UnreadableError(f"it holds the answers to {data.get('assessment')!r}, not to {self.assessment!r}")
        if not isinstance(data.get("seed"), str) or not data["seed"]:
            raise UnreadableError("it has no seed")
        return cast(ResponsesFile, data)

    def _keep_aside(self, reason: str) -> ResponsesDamagedError:
        stem = f"{self.path.name.removesuffix('.json')}.damaged"
        kept = free_name(self.path.parent, stem, times.now(), ".json")
        rename(self.path, kept)
        return ResponsesDamagedError(self.path, reason, kept)
