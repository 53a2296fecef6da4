"""`nbcare serve` and `nbcare start`, run as people run them: addresses, what stands beside, and that it all ends."""

import http.client
import os
import re
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from ipaddress import ip_address
from pathlib import Path

import pytest
import yaml
from courses import copy_course, without_quizzes
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nbcare.answers.course_store import open_course_store
from nbcare.store import scopes

ADDRESS = re.compile(r"The course is open at (http\S+)")
PATIENCE = 300
"""Seconds to wait for what a busy machine does in a few."""
HEAVY = (
    "nbconvert",
    "nbformat",
    "IPython",
    "nbgrader",
    "anywidget",
    "ipywidgets",
    "nbcare.grading",
    "nbcare.pages.page_set",
    "nbcare.build",
)


class Running:
    """A command of the course that goes on until it is ended; its words go to a file."""

    def __init__(self, course: Path, folder: Path, *words: str, environment: dict[str, str] | None = None):
        self.log = folder / "log.txt"
        with self.log.open("wb") as out:
            command = [sys.executable, "-m", "nbcare", "--course", str(course), *words]
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)

    def address(self) -> str:
        """Wait for the address it tells."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := ADDRESS.search(self.said()):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self, how: int = signal.SIGINT) -> int:
        """End it as Ctrl+C does, or harder."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


@pytest.fixture
def course(tmp_path):
    """A copy of the course with two modules and no quizzes, which would have to be released first."""
    made = copy_course(tmp_path / "course")
    without_quizzes(made)
    written = yaml.safe_load((made / "course.yaml").read_text(encoding="utf-8"))
    written["modules"] = [each for each in written["modules"] if each["slug"] in ("start-here", "retinoids")]
    (made / "course.yaml").write_text(yaml.safe_dump(written, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return made


def test_a_class_is_served_without_jupyter(course, tmp_path):
    """Does `nbcare serve` tell address, code and warning, let a listed learner in, and end with Ctrl+C, holding none of Jupyter's packages?"""
    (tmp_path / "learners.csv").write_text("id,pin\nanna,wxyz482913\n")
    running = Running(
        course, tmp_path, "serve", "--roster", str(tmp_path / "learners.csv"), "--host", "0.0.0.0", "--port", "0"
    )
    try:
        address = running.address()
        port = re.search(r":(\d+)/", address)[1]
        assert 'data-learner="anna"' in _log_in(f"http://127.0.0.1:{port}/", "anna", "wxyz482913")
        for path in ("api/kernels", "api/contents", "api/terminals", "lab", "tree", "terminals/1"):
            with pytest.raises(urllib.error.HTTPError) as error:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}")
            assert error.value.code in (401, 404)
        assert (
            "WARNING: without TLS" in running.said()
            and "\u2588" in running.said()
            and "the file can be deleted" in running.said()
        )
        kept = [path for path in (course / "state").rglob("*") if path.is_file()]
        assert any(path.name == "store.db" for path in kept)
        assert not [path for path in kept if b"wxyz482913" in path.read_bytes()]
    finally:
        status = running.end()
    assert status == 0 and "Traceback" not in running.said()


def test_the_portal_imports_nothing_heavy():
    """Does the process that serves a thousand learners stay without nbconvert and its like?"""
    code = f"import sys, nbcare.portal.serving, nbcare.portal.laptop, nbcare.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "there is no list of learners yet"),
        (["--roster", "nowhere.csv"], "cannot be read"),
        (["--roster", "{roster}", "--certificate", "x.pem"], "name both"),
        (["--roster", "{roster}", "--certificate", "x.pem", "--key", "y.pem"], "cannot be used"),
        (["--hub"], "JUPYTERHUB_"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(course, tmp_path, words, says):
    """Is what is missing said, with exit status 2 and without a traceback?"""
    (tmp_path / "learners.csv").write_text("id,pin\nanna,482913\n")
    words = [word.format(roster=tmp_path / "learners.csv") for word in words]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTERHUB_")}
    command = [
        sys.executable,
        "-m",
        "nbcare",
        "--course",
        str(course),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        *words,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=environment)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_with_a_certificate_all_is_encrypted(course, tmp_path):
    """Is the address https, no warning printed, and every cookie for encrypted connections only?"""
    certificate, key = _certificate(tmp_path)
    (tmp_path / "learners.csv").write_text("id,pin\nanna,482913\n")
    words = (
        "serve",
        "--roster",
        str(tmp_path / "learners.csv"),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--certificate",
        str(certificate),
        "--key",
        str(key),
    )
    running = Running(course, tmp_path, *words)
    try:
        address = running.address()
        with urllib.request.urlopen(
            f"{address}login", context=ssl.create_default_context(cafile=str(certificate))
        ) as page:
            cookies = page.headers.get_all("Set-Cookie")
        assert (
            address.startswith("https://")
            and cookies
            and all("Secure" in cookie for cookie in cookies)
            and "WARNING" not in running.said()
        )
        with pytest.raises((OSError, http.client.HTTPException)):
            urllib.request.urlopen(address.replace("https", "http"), timeout=PATIENCE)
    finally:
        running.end()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate of this machine's own, good for a day."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key()).serial_number(1)
    )
    made = made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, key


@pytest.mark.whole
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_jupyterlab_stands_beside_the_portal_and_never_outlives_it(course, tmp_path, how):
    """Does `nbcare start` open the portal with JupyterLab behind a link, and does ending it, however hard, end both?"""
    running = Running(course, tmp_path, "start", "--no-browser", "--port", "0")
    try:
        address = running.address()
        person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        home = person.open(address).read().decode()
        lab = re.search(r'href="(http://127\.0\.0\.1:\d+/\?token=\w+)"', home)[1]
        assert _answers(lab, PATIENCE)
        (child,) = _children(running.process.pid)
    finally:
        running.end(how)
    assert _gone(child, PATIENCE) and not _answers(lab, 0)


def test_a_page_is_opened_where_it_stands(course, tmp_path):
    """Does `nbcare start MODULE` lead to the module?"""
    running = Running(course, tmp_path, "start", "retinoids", "--no-browser", "--port", "0", "--learner", "anna")
    try:
        person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with person.open(running.address()) as page:
            assert page.url.endswith("/module/retinoids") and 'data-learner="anna"' in page.read().decode()
        with open_course_store(course) as store:
            assert store.read(scopes.find("anna", "retinoids")).seed
    finally:
        running.end()


def test_the_browser_is_opened_without_the_address_in_its_words(course, tmp_path):
    """Could another account read the way in in the list of programs, and does a browser that never ends hold up the portal?"""
    browser, words = tmp_path / "browser.py", tmp_path / "words.txt"
    browser.write_text(
        f"#!{sys.executable}\nimport os, pathlib, sys, time\n"
        f"pathlib.Path({str(words)!r}).write_text(' '.join(sys.argv))\n"
        "portal = os.getppid()\nwhile os.getppid() == portal:\n    time.sleep(0.1)\n"
    )
    browser.chmod(0o755)
    environment = os.environ | {"BROWSER": str(browser)}
    running = Running(course, tmp_path, "start", "--port", "0", environment=environment)
    try:
        address = running.address()
        until = time.monotonic() + PATIENCE
        while not (words.exists() and words.read_text()) and time.monotonic() < until:
            time.sleep(0.1)
        file = Path(urllib.request.url2pathname(words.read_text().split("file://")[1].strip()))
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["token"][0]
        assert token not in words.read_text() and token in file.read_text() and file.stat().st_mode & 0o077 == 0
        person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        assert person.open(address, timeout=PATIENCE).status == 200 and not file.exists()
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(address, timeout=PATIENCE)
        assert error.value.code == 401
    finally:
        running.end()


def _log_in(address: str, id: str, pin: str) -> str:
    """Log in as a browser does, at once; return the page that comes after it."""
    person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = person.open(address).read().decode()
    token = re.search(r'name="_xsrf"[^>]*value="([^"]+)"', form)[1]
    fields = urllib.parse.urlencode({"learner": id, "pin": pin, "_xsrf": token, "next": "/"}).encode()
    with person.open(f"{address}login", fields) as page:
        assert page.status == 200 and not page.url.endswith("/login")
        return page.read().decode()


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["start", "--no-browser", "--port", "0"]])
def test_a_store_that_cannot_be_used_is_told_in_a_sentence(course, tmp_path, command):
    """Does a start with a damaged store say so, with exit status 2 and without a traceback?"""
    (course / "state").mkdir(exist_ok=True)
    (course / "state/store.db").write_bytes(b"\xff" * 8192)
    words = [sys.executable, "-m", "nbcare", "--course", str(course), *command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("store.db: it is damaged; restore the last backup")


def _answers(address: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=60).close()
            return True
        except OSError:
            if time.monotonic() > end:
                return False
            time.sleep(0.3)


def _children(pid: int) -> list[int]:
    return [
        int(each)
        for each in subprocess.run(
            ["pgrep", "-P", str(pid), "-f", "lab_child"], capture_output=True, text=True
        ).stdout.split()
    ]


def _gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.2)
    return False
