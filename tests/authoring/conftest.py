"""A running preview of a small bank that a test may edit."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from courses import ROOT, copy_course

BANK = "assessments/bank/start-here.yaml"


@dataclass
class Preview:
    """The command under test: where it serves, what lets a browser in, and the file it shows."""

    process: subprocess.Popen
    address: str
    course: Path
    cookie: dict[str, str]
    printed: str

    @property
    def bank(self) -> Path:
        """The bank's file."""
        return self.course / BANK

    def replace(self, old: str, new: str) -> None:
        """Save the bank with other words in it."""
        text = self.bank.read_text(encoding="utf-8")
        assert old in text
        self.bank.write_text(text.replace(old, new), encoding="utf-8")


def let_in(printed: str, address: str) -> dict[str, str]:
    """Open the printed address; return the cookie that it gives, as a browser takes it."""
    jar = CookieJar()
    urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open(printed, timeout=120).close()
    [cookie] = jar
    return {"name": cookie.name, "value": cookie.value, "url": address}


@contextmanager
def run_preview(course: Path, *words: str) -> Iterator[Preview]:
    """Run `nbcare preview` on a copy of the course until the `with` ends."""
    environment = os.environ | {"NBCARE_COURSE": str(course), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "nbcare", "preview", *words, "--no-browser"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    line = process.stdout.readline()
    try:
        printed = re.search(r"http://\S+", line)[0]
        address = printed.partition("/open")[0]
        yield Preview(process, address, course, let_in(printed, address), printed)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """A preview that tests only ask; none of them changes its files."""
    with run_preview(copy_course(tmp_path_factory.mktemp("served") / "course"), "start-here") as preview:
        yield preview


@pytest.fixture(scope="session")
def _edited(tmp_path_factory):
    with run_preview(copy_course(tmp_path_factory.mktemp("edited") / "course"), "start-here") as preview:
        yield preview


@pytest.fixture
def preview(_edited):
    """A preview of the bank start-here, whose bank and facts a test may change: they are put back."""
    files = [_edited.bank, *(_edited.course / "assets/evidence/facts").glob("*.yaml")]
    written = {path: path.read_bytes() for path in files}
    yield _edited
    for path, content in written.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


@pytest.fixture
def own_preview(course_copy):
    """A preview that a test may stop."""
    with run_preview(course_copy, "start-here") as preview:
        yield preview
