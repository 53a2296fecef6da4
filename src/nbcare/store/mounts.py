"""Tell whether a file would lie on another computer's disk, where SQLite cannot share memory between programs."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

NETWORK = re.compile(
    r"nfs\d*|cifs|smb\d*|smbfs|afpfs|webdav|9p|afs|ceph|glusterfs|lustre|gpfs|beegfs|ocfs2|gfs2|orangefs|pvfs2|coda|ncpfs|davfs"
    r"|fuse\.(sshfs|glusterfs|ceph(-fuse)?|s3fs|rclone|davfs2|gvfsd-fuse|juicefs|mfs|moosefs|smbnetfs|curlftpfs|gcsfuse)"
)
"""The types of file systems, as Linux and macOS name them, that lie on another computer."""
_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = 4  # what GetDriveTypeW returns for a network drive


class Mount(NamedTuple):
    """A folder in which a file system begins, and that file system's type."""

    folder: PurePosixPath
    type: str


def mounts() -> list[Mount]:
    """Return the mounts of this computer in their order; none where there is no list of them."""
    if sys.platform == "darwin":
        return mounts_of_macos(_said("/sbin/mount"))
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    return [mount for line in lines if (mount := _mount(line))]


def mounts_of_macos(said: str) -> list[Mount]:
    """Return the mounts that macOS's `mount` lists, as in `//ann@ward/share on /Volumes/share (smbfs, nodev)`."""
    found = re.findall(r"^.* on (/.*) \(([\w.]+)[,)]", said, re.MULTILINE)
    return [Mount(PurePosixPath(folder), type) for folder, type in found]


def network_type(path: Path, mounted: Sequence[Mount]) -> str:
    """Return the type of the network file system that holds this path, or an empty string when the disk is local."""
    if sys.platform == "win32":
        return windows_type(path.absolute())
    place = PurePosixPath(path.resolve())
    # The later of two mounts on one folder hides the earlier one.
    holding = [(len(mount.folder.parts), number) for number, mount in enumerate(mounted) if _holds(mount, place)]
    type = mounted[max(holding)[1]].type if holding else ""
    return type if NETWORK.fullmatch(type) else ""


def windows_type(path: PurePath) -> str:
    """Return what kind of network drive holds an absolute path of Windows, or an empty string for a local disk."""
    if path.drive.startswith("\\\\"):
        return "a network share"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE:
            return "a network drive"
    return ""


def _holds(mount: Mount, place: PurePosixPath) -> bool:
    return place.is_relative_to(mount.folder)


def _mount(line: str) -> Mount | None:
    """Read one line: number, parent, device, root, folder, options, …, a dash, type, source, options."""
    words = line.split(" ")
    if "-" not in words[6:-1]:
        return None
    folder = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), words[4])
    return Mount(PurePosixPath(folder), words[words.index("-", 6) + 1])


def _said(program: str) -> str:
    """Return what a program of the system prints; nothing when it fails or hangs."""
    try:
        return subprocess.run([program], capture_output=True, timeout=10).stdout.decode("utf-8", "surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ""
