"""Read and write a bounded JSON file safely: no links, no depth bombs, never half a file."""

import hashlib
import json
import math
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

FILE_BYTES = 2_000_000
MAX_ITEMS = 2000
TEXT_CHARACTERS = 20_000
RESPONSE_DEPTH = 8
FILE_DEPTH = RESPONSE_DEPTH + 3  # file, items, entry

# No backtracking, and a string may lack its end: otherwise a file of \" alone would take hours.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_PAIR = re.compile(rb"\[\]|\{\}")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_SURROGATE = re.compile(rb"\\u[dD]")


_WINDOWS = os.name == "nt"
_WAITS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 0.73)
"""Seconds to wait before each further try."""

Stamp = tuple[int, int]
"""The time of a file's last change in nanoseconds and its size in bytes: together they show that it changed."""
ABSENT: Stamp = (0, 0)


class UnreadableError(Exception):
    """A file of answers cannot be read; the message is the reason."""


def read_bytes(path: Path) -> bytes:
    """Read a small regular file; raise UnreadableError for a link, a device or a large file."""
    if path.is_symlink():
        raise UnreadableError("it is a symbolic link")
    # Without O_NONBLOCK a named pipe in the place of the file would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is not a regular file")
        if status.st_size > FILE_BYTES:
            raise UnreadableError(f"it is larger than {FILE_BYTES // 1_000_000} MB")
        return file.read(FILE_BYTES)


def stamp(path: Path) -> Stamp:
    """Return the stamp of a file; ABSENT when there is none, or when it cannot be examined."""
    try:
        status = path.stat()
    except OSError:
        return ABSENT
    return status.st_mtime_ns, status.st_size


def parse(content: bytes) -> Any:
    """Parse bounded JSON; raise UnreadableError. A number that is not finite becomes its name as text."""
    if _depth(content) > FILE_DEPTH:
        raise UnreadableError("it is nested too deeply")
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, parse_constant=str, parse_float=_finite, parse_int=_whole)
        # UTF-8 holds no lone surrogate: only an escape can make one.
        return _printable(data) if _SURROGATE.search(content) else data
    except (ValueError, RecursionError):
        raise UnreadableError("it is not JSON") from None


def bounds_problem(value: Any, depth: int = 0) -> str:
    """Return why a response is too deep, too long or not JSON; an empty string when it is within bounds."""
    if depth > RESPONSE_DEPTH:
        return "the answer is nested too deeply"
    if isinstance(value, str):
        return "the text is too long" if len(value) > TEXT_CHARACTERS else ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else "the answer is not a number"
    if isinstance(value, dict):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list):
        parts = value
    else:
        return "" if value is None or isinstance(value, bool | int) else "the answer is not JSON"
    if len(parts) > MAX_ITEMS:
        return "the answer has too many parts"
    return next((problem for part in parts if (problem := bounds_problem(part, depth + 1))), "")


def encode(data: Any, indent: int | None = 1) -> bytes:
    """Encode data as ASCII JSON, which any text survives; without an indent on one line, in a fraction of the time."""
    return (json.dumps(data, indent=indent, allow_nan=False) + "\n").encode("ascii")


def replace(
    path: Path, content: bytes, *, durable: bool = True, private: bool = True, lone_writer: bool = True
) -> None:
    """Put content in the place of a file, so that at every moment a whole file is there; raise OSError.

    `durable`: when this returns, the content outlives a power cut; leave it out only for what can be made again.
    `private`: only this account may read the file; otherwise the account's umask decides.
    `lone_writer`: the caller holds a lock, or nobody else writes this file. Without one, each writer fills a temporary
    file of its own, and the last one wins.
    """
    # A lone writer always uses the same name, so that the next write removes what a killed process left.
    mark = "" if lone_writer else f".{os.getpid()}-{secrets.token_hex(4)}"
    temporary = path.with_name(f".{path.name}{mark}.tmp")
    temporary.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600 if private else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        replace_by(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def replace_by(source: Path | str, target: Path | str) -> None:
    """Put a file in the place of another one in a single step; on Windows wait while another program holds either."""
    _patiently(lambda: os.replace(source, target))


def rename(source: Path | str, target: Path | str) -> None:
    """Rename a file or folder in a single step; on Windows wait while another program holds it."""
    _patiently(lambda: os.rename(source, target))


def _patiently(step: Callable[[], None]) -> None:
    """Take a step again for two seconds: antivirus and search of Windows open each new file for a moment."""
    for wait in _WAITS if _WINDOWS else ():
        try:
            return step()
        except PermissionError:
            time.sleep(wait)
    step()


def rewrite(path: Path, content: bytes) -> bool:
    """Write a file that can be made again, for all to read; return whether its content was new."""
    if path.is_file() and path.read_bytes() == content:
        return False
    replace(path, content, durable=False, private=False, lone_writer=False)
    return True


def lock(path: Path, seconds: float) -> FileLock:
    """Return a lock of this account's programs, which waits so long; another account may not hold it up."""
    # Made beforehand, a file of an earlier release is open to others still.
    if os.name != "nt":
        with suppress(OSError):
            os.chmod(path, 0o600)
    return FileLock(path, seconds, mode=0o600)


def sync_files(folder: Path) -> None:
    """Sync the files of a folder and the folder itself to disk, so that they survive a power cut."""
    for path in folder.iterdir():
        # Windows only syncs a file that is open for writing.
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Sync a folder's list of names to disk."""
    if os.name == "nt":  # Windows cannot open a folder for this
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _depth(content: bytes) -> int:
    if (most := content.count(b"[") + content.count(b"{")) <= FILE_DEPTH:
        return most  # nothing is nested more deeply than there are brackets
    brackets = _STRING.sub(b"", content).translate(None, _NO_BRACKETS)
    depth = 0
    # Each turn removes the innermost pairs. Brackets that have no pair are no JSON: their depth does not matter then.
    while brackets and depth <= FILE_DEPTH:
        outer = _PAIR.sub(b"", brackets)
        if outer == brackets:
            return depth + outer.count(b"[") + outer.count(b"{")
        brackets, depth = outer, depth + 1
    return depth


def _finite(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _whole(text: str) -> int | str:
    # Python refuses to read very long integers with a ValueError of its own.
    return int(text) if len(text) < 100 else text


def _printable(value: Any) -> Any:
    """Replace lone surrogates, which UTF-8 cannot encode."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_printable(key): _printable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_printable(part) for part in value]
    return value


def receipt(content: bytes) -> str:
    """Return the short hash of a file of answers that learner and instructor compare; it ignores how the JSON is laid out."""
    try:
        return receipt_of(parse(content))
    except UnreadableError:  # the bytes as they are
        return _short_hash(content)


def receipt_of(data: Any) -> str:
    """Return the receipt of a file of answers that is parsed already."""
    return _short_hash(json.dumps(data, sort_keys=True, separators=(",", ":")).encode())


def _short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
