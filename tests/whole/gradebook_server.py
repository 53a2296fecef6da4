"""A PostgreSQL server for one test run, in a folder of its own, that listens on a socket there and on no network."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
USER = "grader"


class GradebookServer:
    """A running server, and databases on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._folder}"

    def new_database(self, name: str) -> str:
        """Make an empty database; return its SQLAlchemy URL."""
        import psycopg

        with psycopg.connect(f"host={self._folder} user={USER} dbname=postgres", autocommit=True) as connection:
            connection.execute(f'create database "{name}"')
        return self.address(name)


@contextmanager
def started() -> Iterator[GradebookServer]:
    """Start a server, and stop it at the end; its programs are those that needs.py looks for."""
    # A socket's path may have a hundred characters, so not below pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="nbcare-pg-"))
    account = _account()
    if account:
        shutil.chown(folder, account)
    data, log = folder / "data", folder / "log.txt"
    try:
        _run(
            account, "initdb", "-D", str(data), "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C"
        )
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(account, "pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", options, "start")
        try:
            yield GradebookServer(folder)
        finally:
            _run(account, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str:
    """Return the account that has to run the server: it refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), getpass.getuser())


def _run(account: str, name: str, *words: str) -> None:
    path = os.pathsep.join([*DEBIAN, os.environ.get("PATH", "")])
    program = shutil.which(name, path=path)
    environment = {**os.environ, "PATH": path, "TZ": "UTC"}
    done = subprocess.run([program, *words], env=environment, user=account or None, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stdout
