"""Read the files in a zip archive, such as the one in which a learning platform gives all submissions of a task.

An archive may come from anybody: its list, the number of its files and what they unpack to are bounded, nothing is written
to the disk, and an archive within an archive is not opened.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from stat import S_ISLNK
from types import TracebackType

from nbcare.answers.files import FILE_BYTES, UnreadableError

MOST_MEMBERS = 5000
MOST_UNPACKED = 2_000_000_000
"""Bytes that all files of one archive may unpack to together."""
_LIST_BYTES = 4_000_000
"""Bytes that the list of an archive's files may have: it is read as a whole."""
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END, _END_BYTES, _LOCATOR = b"PK\x05\x06", 22, b"PK\x06\x07"
_COMMENT_BYTES = 65_535
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_TIMES = 0x5455
"""The id of the field in which an archive keeps moments in UTC."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_UNPACK = "unpack it, and collect the folder"


@dataclass(frozen=True)
class Member:
    """A file of an archive, or, where `problem` says so, one that cannot be taken; the archive itself has no name."""

    name: str
    at: datetime | None
    read: Callable[[], bytes]
    problem: str = ""


class Archives:
    """Keeps one archive open at a time: the files of one are read one after the other."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._open: zipfile.ZipFile | None = None

    def open(self, path: Path) -> zipfile.ZipFile:
        """Return an archive that is open for reading; raise what zipfile raises."""
        if self._open is None or self._path != path:
            self.close()
            self._open, self._path = zipfile.ZipFile(path), path
        return self._open

    def close(self) -> None:
        """Close what is open."""
        if self._open is not None:
            self._open.close()
        self._open = self._path = None

    def __enter__(self) -> "Archives":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_archive(path: Path) -> bool:
    """Return whether a regular file is a zip archive, whatever its name; raise OSError."""
    with path.open("rb") as file:
        return file.read(4) in _SIGNATURES


def members(path: Path, archives: Archives, zone: tzinfo) -> Iterator[Member]:
    """Yield the files of an archive in its order; one that cannot be opened as a whole is yielded with the reason."""
    try:
        problem = _too_large(path)
        found = [] if problem else [each for each in archives.open(path).infolist() if not each.is_dir()]
        problem = problem or _too_much(found)
    except (*_DAMAGED, OSError):
        problem, found = f"is a damaged archive; get it again, or {_UNPACK}", []
    if problem:
        yield _problem("", problem)
        return
    for each in found:
        yield _member(path, archives, each, zone)


def _too_large(path: Path) -> str:
    """Look at the end of an archive, before all of its list is read into memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _COMMENT_BYTES - 20))
        end = file.read()
    at = end.rfind(_END)
    if at < 0 or len(end) < at + _END_BYTES:
        return f"is a damaged archive; get it again, or {_UNPACK}"
    (list_bytes,) = struct.unpack_from("<L", end, at + 12)
    large = list_bytes > _LIST_BYTES or end[max(0, at - 20) : at].startswith(_LOCATOR)
    return f"is too large an archive; {_UNPACK}" if large else ""


def _too_much(found: list[zipfile.ZipInfo]) -> str:
    if any(each.filename == "[Content_Types].xml" for each in found):
        return "is an Office document, not a hand-in file"
    if len(found) > MOST_MEMBERS:
        return f"holds more than {MOST_MEMBERS} files; {_UNPACK}"
    if sum(each.file_size for each in found) > MOST_UNPACKED:
        return f"unpacks to more than {MOST_UNPACKED // 1_000_000_000} GB; look at where it comes from"
    return "" if found else "is an empty archive"


def _member(path: Path, archives: Archives, each: zipfile.ZipInfo, zone: tzinfo) -> Member:
    if each.flag_bits & _ENCRYPTED:
        return _problem(each.filename, f"is locked with a password; {_UNPACK}")
    if S_ISLNK(each.external_attr >> 16):
        return _problem(each.filename, "is a link to another place")
    if each.file_size > FILE_BYTES:
        return _problem(each.filename, f"is larger than {FILE_BYTES // 1_000_000} MB")
    if each.compress_type not in _METHODS:
        return _problem(each.filename, f"is packed in a way that is not read; {_UNPACK}")
    return Member(each.filename, _date(each, zone), lambda: _content(archives, path, each))


def _content(archives: Archives, path: Path, each: zipfile.ZipInfo) -> bytes:
    try:
        with archives.open(path).open(each) as file:
            # The sizes in the list may be wrong.
            content = file.read(FILE_BYTES + 1)
    except _DAMAGED:
        raise UnreadableError(f"is damaged in the archive; get it again, or {_UNPACK}") from None
    if len(content) > FILE_BYTES:
        raise UnreadableError(f"is larger than {FILE_BYTES // 1_000_000} MB")
    if content.startswith(_SIGNATURES):
        raise UnreadableError(f"is an archive within an archive; {_UNPACK}")
    return content


def _date(each: zipfile.ZipInfo, zone: tzinfo) -> datetime | None:
    """Return when a file was last changed: in UTC where the archive says so, else in the zone of the course."""
    try:
        return _exact(each.extra) or datetime(*each.date_time, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError, OSError, struct.error):
        return None


def _exact(extra: bytes) -> datetime | None:
    while len(extra) >= 4:
        id, length = struct.unpack_from("<HH", extra)
        if id == _TIMES and length >= 5 and extra[4] & 1:
            return datetime.fromtimestamp(struct.unpack_from("<l", extra, 5)[0], UTC)
        extra = extra[4 + length :]
    return None


def _problem(name: str, problem: str) -> Member:
    return Member(name, None, lambda: b"", problem)
