"""A PostgreSQL server of our own in a temporary folder, begun from Debian's packages and ended with the test."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from needs import postgresql_program
from sqlalchemy import create_engine, text

ACCOUNTS = ("postgres", "nobody")
"""Who runs the server when the tests run as root, which PostgreSQL refuses."""
SECONDS = 300
"""How long a start or stop may take on a busy machine."""


class PostgresqlServer:
    """A server on a port of this computer alone, with one empty database."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, _free_port()
        self._account = _account()
        self._run(
            "initdb",
            "--pgdata",
            self._data,
            "--username",
            "nbcare",
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--no-sync",
        )
        self.start()

    @property
    def url(self) -> str:
        """Return the address of its database."""
        return f"postgresql+psycopg://nbcare@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start the server; it answers when this returns."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories="
        log = str(self.folder / "log.txt")
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", log, "--options", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: `fast` ends all connections, `immediate` is like a power cut."""
        self._run("pg_ctl", "stop", "--wait", "--pgdata", self._data, "--mode", mode)

    def new_database(self, name: str) -> str:
        """Make an empty database; return its address."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return self.url.replace("/postgres", f"/{name}")

    @property
    def running(self) -> bool:
        """Tell whether the server runs."""
        return (self.folder / "data" / "postmaster.pid").exists()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, name: str, *words: str) -> None:
        found = postgresql_program(name)
        assert found is not None, f"{name} is not installed"
        # Not a pipe: the server that pg_ctl starts would keep it open.
        with tempfile.TemporaryFile() as out:
            command = [found, *words]
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=self.folder,
                timeout=SECONDS,
                **self._account,
            )
            out.seek(0)
            assert done.returncode == 0, f"{name} failed: {out.read().decode(errors='replace')[-3000:]}"


@contextmanager
def postgresql_server() -> Iterator[PostgresqlServer]:
    """Run a server as long as the block lasts."""
    # Not in pytest's own folder: only whoever runs the tests may enter that.
    with tempfile.TemporaryDirectory(prefix="nbcare-postgresql-") as name:
        if account := _account():
            shutil.chown(name, account["user"])
        server = PostgresqlServer(Path(name))
        try:
            yield server
        finally:
            if server.running:
                server.stop("immediate")


def _account() -> dict[str, str]:
    """Return the account that the server's programs run under, as subprocess takes it; none for one's own."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return {}
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    account = next((name for name in ACCOUNTS if name in known), getpass.getuser())
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
