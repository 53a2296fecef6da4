"""Times on a learner's page are in the hospital's zone, and name it."""

from datetime import UTC, datetime

import made


def test_the_page_names_the_hospitals_zone(small):
    """Does a nurse in Berlin read when she handed in by her own clock, in winter as in summer?"""
    (small / "state/settings.yaml").write_text("version: 1\ntime_zone: Europe/Berlin\n", encoding="utf-8")
    made.put(small, "ann", made.answers(made.HONEST), datetime(2026, 11, 30, 16, 5, tzinfo=UTC))
    made.put(small, "ben", made.answers(made.HONEST, seed="other"), datetime(2026, 7, 1, 16, 5, tzinfo=UTC))
    made.quickly(small, "autograde", made.QUIZ)
    made.quickly(small, "generate_feedback", made.QUIZ)
    for learner, wanted in (("ann", "30 November 2026, 17:05 CET"), ("ben", "01 July 2026, 18:05 CEST")):
        page = small / f"state/nbgrader/feedback/{learner}/{made.QUIZ}/{made.QUIZ}.html"
        assert wanted in page.read_text(encoding="utf-8")


def test_without_a_setting_times_are_in_the_zone_of_the_machine(small, monkeypatch):
    """Does a nurse in New York read her own clock where nobody has set anything, and is a time never without its zone?"""
    monkeypatch.setenv("TZ", "America/New_York")
    made.put(small, "ann", made.answers(made.HONEST), datetime(2026, 11, 30, 16, 5, tzinfo=UTC))
    made.quickly(small, "autograde", made.QUIZ)
    made.quickly(small, "generate_feedback", made.QUIZ)
    page = small / f"state/nbgrader/feedback/ann/{made.QUIZ}/{made.QUIZ}.html"
    assert "30 November 2026, 11:05 EST" in page.read_text(encoding="utf-8")
