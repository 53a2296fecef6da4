"""nbgrader's settings: run its commands in this folder."""

from pathlib import Path

from nbcare.grading.configuration import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  (nbgrader defines get_config)
