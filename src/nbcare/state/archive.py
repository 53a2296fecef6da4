"""Write a set of files into one archive, and read it back whole: each file is checked against its hash.

An archive is a zip file. Its `manifest.json` lists every other file with size and SHA-256, so that a damaged, cut or
altered archive is refused before anything is put in place.
"""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from nbcare.answers.files import replace_by
from nbcare.errors import ContentError

VERSION = 1
MANIFEST = "manifest.json"
_CHUNK = 1 << 20
_FOLDER_MODES = 0o3777  # with the bits for a common group, and for a folder that all may write
_BAD = "get another copy of the archive"


@dataclass(frozen=True)
class Contents:
    """What an archive says of itself: `kind` of the archive, `release` of the course, when it was made (`at`, ISO 8601).

    `files` holds size, hash and time of each file by its name, `folders` the mode of each folder.
    """

    kind: str
    release: str
    at: str
    files: dict[str, dict[str, Any]]
    folders: dict[str, int]


def write(
    target: Path,
    kind: str,
    release: str,
    at: str,
    sources: Iterable[tuple[str, Path]],
    say: Callable[[str], None] = print,
) -> int:
    """Write an archive of named files and folders; return how many files it holds.

    A file that is gone meanwhile is left out, as is one that cannot be read or has a name that other systems cannot
    write: that is said. Raises OSError. The target takes its name only when it is whole.
    """
    half = target.with_name(f".{target.name}.half")
    files: dict[str, dict[str, Any]] = {}
    folders: dict[str, int] = {}
    try:
        with open(half, "wb", opener=_private) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in sources:
                try:
                    name.encode()
                    if path.is_dir() and not path.is_symlink():
                        folders[name] = stat.S_IMODE(path.stat().st_mode)
                    else:
                        files[name] = _add(archive, name, path)
                except FileNotFoundError:
                    continue
                except UnicodeEncodeError:
                    say(left_out(name, "its name is not in UTF-8"))
                except PermissionError:
                    say(left_out(name, "this account may not read it"))
            about = {"version": VERSION, "kind": kind, "release": release, "at": at}
            manifest = {**about, "files": files, "folders": folders}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        replace_by(half, target)
    finally:
        half.unlink(missing_ok=True)
    return len(files)


def contents(source: Path) -> Contents:
    """Read what an archive says of itself; raise ContentError for a file that is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            data = json.loads(archive.read(MANIFEST))
        if data["version"] != VERSION:
            raise _error(source, f"is an archive of version {data['version']}", "update nbcare, then try again")
        # An archive of an earlier release does not list its folders.
        folders = {str(name): int(mode) for name, mode in dict(data.get("folders", {})).items()}
        return Contents(str(data["kind"]), str(data["release"]), str(data["at"]), dict(data["files"]), folders)
    except FileNotFoundError:
        raise _error(source, "there is no such file", "name the archive") from None
    except (zipfile.BadZipFile, OSError, AttributeError, KeyError, TypeError, ValueError, EOFError):
        raise _error(source, "is no archive of a course, or is damaged", _BAD) from None


def extract(source: Path, folder: Path) -> Contents:
    """Put an archive's files into a new folder; raise ContentError when one of them is not as it was."""
    listed = contents(source)
    try:
        with zipfile.ZipFile(source) as archive:
            for name, about in listed.files.items():
                place = folder / _safe(source, name)
                place.parent.mkdir(parents=True, exist_ok=True)
                _extract(archive, source, name, place, about)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError):
        raise _error(source, "is damaged", _BAD) from None
    return listed


def verify(source: Path) -> Contents:
    """Read an archive whole; raise ContentError when a file in it is missing or not as it was."""
    listed = contents(source)
    try:
        with zipfile.ZipFile(source) as archive:
            for name, about in listed.files.items():
                digest = hashlib.sha256()
                with archive.open(name) as file:
                    for part in _parts(file):
                        digest.update(part)
                if digest.hexdigest() != about["sha256"]:
                    raise _error(source, f"{name} in it is not as it was", _BAD)
    except (zipfile.BadZipFile, OSError, KeyError, TypeError, ValueError, EOFError):
        raise _error(source, "is damaged", _BAD) from None
    return listed


def set_folder_modes(source: Path, listed: Contents, folder: Path) -> None:
    """Make the folders that an archive lists, and let those who could write there before do so again.

    Call it when all files are in their places: a folder may be closed to this account, too.
    """
    places = [(folder / _safe(source, name), mode) for name, mode in listed.folders.items()]
    for place, _ in places:
        place.mkdir(parents=True, exist_ok=True)
    for place, mode in reversed(places):
        place.chmod(mode & _FOLDER_MODES)


def left_out(name: str, why: str) -> str:
    """Return the sentence about a file that is not in an archive."""
    return f"{name.encode(errors='backslashreplace').decode()} is left out of the backup: {why}."


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    digest, size, status = hashlib.sha256(), 0, path.lstat()
    # Before 1980 a zip file has no time.
    at = max(datetime.fromtimestamp(status.st_mtime, UTC), datetime(1980, 1, 1, tzinfo=UTC))
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.external_attr, entry.compress_type = stat.S_IMODE(status.st_mode) << 16, zipfile.ZIP_DEFLATED
    with path.open("rb") as file, archive.open(entry, "w", force_zip64=True) as out:
        for part in _parts(file):
            digest.update(part)
            size += len(part)
            out.write(part)
    return {"sha256": digest.hexdigest(), "size": size, "mtime": status.st_mtime}


def _extract(archive: zipfile.ZipFile, source: Path, name: str, place: Path, about: dict[str, Any]) -> None:
    digest = hashlib.sha256()
    entry = archive.getinfo(name)
    with archive.open(entry) as file, place.open("xb") as out:
        for part in _parts(file):
            digest.update(part)
            out.write(part)
    if digest.hexdigest() != about["sha256"]:
        raise _error(source, f"{name} in it is not as it was", _BAD)
    place.chmod((entry.external_attr >> 16) & 0o777 or 0o600)
    os.utime(place, (about["mtime"], about["mtime"]))


def _parts(file: Any) -> Iterator[bytes]:
    while part := file.read(_CHUNK):
        yield part


def _safe(source: Path, name: str) -> PurePosixPath:
    """Return a file's path inside of the folder; refuse a name that would lead out of it."""
    path = PurePosixPath(name)
    # Elsewhere a colon is a sign like any other: the folders of nbgrader's exchange are called by their times.
    drive = os.name == "nt" and (":" in name or "\\" in name)
    if path.is_absolute() or not path.parts or drive or ".." in path.parts:
        raise _error(source, f"{name[:60]!r} in it leads out of the folder", _BAD)
    return path


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _error(source: Path, problem: str, repair: str) -> ContentError:
    return ContentError(source.name, "", problem, repair)
