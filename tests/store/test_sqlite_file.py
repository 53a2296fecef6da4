"""The SQLite file: private, on a local disk, and set up so that a commit outlives a power cut."""

import ctypes
import os
import sqlite3
import stat
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest
from sqlalchemy import URL

from nbcare.store import mounts, sqlite
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.mounts import Mount
from nbcare.store.opening import open_store

LINES = r"""
22 1 252:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:26 / /proc rw,nosuid - proc proc rw
41 22 0:40 / /home rw,relatime shared:20 - nfs4 files:/home rw,vers=4.2
42 41 252:2 / /home/local rw,relatime - xfs /dev/vdb rw
43 22 0:41 /share /mnt/ward\040one rw,relatime master:1 propagate_from:2 - cifs //files/ward rw
44 22 0:42 / /mnt/twice rw - nfs files:/a rw
45 22 252:3 / /mnt/twice rw - ext4 /dev/vdc rw
damaged line
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "store.db"


def test_the_file_and_its_log_are_private(file, save):
    """Can no other account of the computer read an answer?"""
    before = os.umask(0)
    try:
        with open_store(f"sqlite:///{file}") as store:
            store.write(save())
            found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()}
    finally:
        os.umask(before)
    assert found == dict.fromkeys(["store.db", "store.db-shm", "store.db-wal"], 0o600)


@pytest.mark.parametrize("engine", ["writer", "reader"])
def test_every_connection_is_durable_and_patient(file, engine):
    """Are log, syncing, foreign keys and patience set on each connection?"""
    with open_store(f"sqlite:///{file}", patience=7) as store, getattr(store.database, engine).connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 1, 7000]  # 2 is FULL


def test_a_reader_cannot_write(file, save):
    """Is a job that writes stopped when it is given to `read`?"""
    with open_store(f"sqlite:///{file}") as store, pytest.raises(OSError, match="only be read"):
        store.read(save())


def test_a_journal_of_another_kind_is_refused():
    """Is a place where SQLite cannot keep its log refused before anything is saved there?"""
    with pytest.raises(StoreNotOpenedError, match="keeps its journal as 'memory' there, not as 'wal'; name a folder"):
        sqlite.prepare(sqlite3.connect(":memory:"), Path("/x/store.db"), writes=True)


def test_names_with_any_character_are_files(tmp_path, save):
    """Does a folder with a percent sign, a question mark or a blank hold a store?"""
    file = tmp_path / "a ward&mode=ro & 100% # Größe" / "store.db"
    with open_store(URL.create("sqlite", database=str(file)).render_as_string(False)) as store:
        store.write(save())
    assert file.is_file()


@pytest.mark.parametrize(
    ("place", "type"),
    [
        ("/var/lib/store.db", ""),
        ("/home/ward/store.db", "nfs4"),
        ("/home/local/store.db", ""),
        ("/homes/store.db", ""),
        ("/mnt/ward one/deep/store.db", "cifs"),
        ("/mnt/twice/store.db", ""),
    ],
)
def test_a_network_drive_is_told_by_the_mounts(tmp_path, monkeypatch, place, type):
    """Does the innermost mount decide, and of two on one folder the later one?"""
    listed = tmp_path / "mountinfo"
    listed.write_text(LINES, encoding="utf-8")
    monkeypatch.setattr(mounts, "_MOUNTS", listed)
    assert mounts.network_type(Path(place), mounts.mounts()) == type


@pytest.mark.parametrize(
    "type", "nfs nfs4 cifs smb3 9p fuse.sshfs ceph fuse.ceph glusterfs fuse.glusterfs lustre afs".split()
)
def test_a_store_on_a_network_drive_is_refused(file, type):
    """Is SQLite kept from a disk on which two computers would spoil each other's answers?"""
    with pytest.raises(
        StoreNotOpenedError, match=rf"store.db: lies on a network drive \({type}\), where SQLite loses answers"
    ):
        open_store(f"sqlite:///{file}", mounts=[Mount(PurePosixPath("/"), type)])
    assert not file.exists()


@pytest.mark.parametrize("type", "ext4 xfs btrfs zfs tmpfs virtiofs overlay apfs fuseblk fuse.lxcfs".split())
def test_a_local_disk_is_taken(file, type):
    """Is no ordinary disk taken for a network drive?"""
    open_store(f"sqlite:///{file}", mounts=[Mount(PurePosixPath("/"), type)]).close()


@pytest.mark.parametrize(
    ("place", "type"),
    [
        (r"\\files\ward\store.db", "a network share"),
        (r"Z:\course\store.db", "a network drive"),
        (r"C:\course\store.db", ""),
    ],
)
def test_a_network_drive_of_windows_is_told_by_windows(monkeypatch, place, type):
    """Is a share refused by its name, and a letter by what Windows says of it?"""
    drives = {"Z:\\": 4, "C:\\": 3}
    kernel = SimpleNamespace(GetDriveTypeW=drives.__getitem__)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        found = mounts.windows_type(PureWindowsPath(place))
    assert found == type


@pytest.mark.parametrize(
    ("place", "type"),
    [
        ("/Users/ann/course/state", ""),
        ("/Volumes/ward share (new)/state", "smbfs"),
        ("/Volumes/old/state", "afpfs"),
        ("/Volumes/stick/state", ""),
        ("/net/home/ann", "nfs"),
    ],
)
def test_a_network_drive_of_macos_is_told_by_its_own_list(place, type):
    """Is a share of a server known by what `mount` prints, with spaces and brackets in its name?"""
    said = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "devfs on /dev (devfs, local, nobrowse)\n"
        "//ann@ward._smb._tcp.local/share on /Volumes/ward share (new) (smbfs, nodev, nosuid, mounted by ann)\n"
        "//ann@ward/old on /Volumes/old (afpfs, nodev)\n"
        "/dev/disk4s1 on /Volumes/stick (exfat, local)\n"
        "ward:/home on /net/home (nfs)\n"
    )
    assert mounts.network_type(Path(place), mounts.mounts_of_macos(said)) == type


def test_without_a_list_of_mounts_the_file_is_taken(tmp_path, monkeypatch, file):
    """Does a computer that is no Linux open its store?"""
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "missing")
    assert mounts.mounts() == []
    open_store(f"sqlite:///{file}").close()
