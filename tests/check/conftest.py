"""The small course that the content rules are tried on."""

from copy import deepcopy
from pathlib import Path

import pytest

from nbcare.authoring.check import content

FIXTURE = Path(__file__).with_name("fixture")
LESSON, BANK = "lessons/drops.md", "assessments/bank/drops.yaml"


@pytest.fixture(scope="session")
def _read():
    course, findings = content.load(FIXTURE)
    assert findings == []
    return course


@pytest.fixture
def small(_read):
    """Return the small course, to be changed at will."""
    return deepcopy(_read)


@pytest.fixture
def graded(small):
    """Return the small course's graded item, a select-all."""
    return small.banks[BANK]["drops-q01"]


@pytest.fixture
def practice(small):
    """Return the small course's practice item, an invented patient."""
    return small.banks[BANK]["drops-p01"]
