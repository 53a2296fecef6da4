"""nbgrader's settings for who types its commands in the course's folder: the same as in assessments/."""

from pathlib import Path

from nbcare.grading.configuration import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  (nbgrader defines get_config)
