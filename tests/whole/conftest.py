"""The tier of what needs a server, Node or an identity provider: `make test-whole`.

A test says what it needs with `@pytest.mark.needs("node")`. What cannot run is listed by name at the end; in continuous
integration it fails.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from needs import require  # noqa: E402
from postgresql_server import postgresql_server  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "needs(*names): what a test needs beyond Python, each described in needs.py")


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server for all tests; each takes a database of its own."""
    with postgresql_server() as running:
        yield running


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look at a test's needs before its fixtures are made, for these use them."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            require(name)


def pytest_terminal_summary(terminalreporter) -> None:
    """List by name what was not run."""
    left = terminalreporter.stats.get("skipped", [])
    if left:
        terminalreporter.section("NOT RUN", sep="#")
    for report in left:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
