"""A due date is the moment that a person means by the clocks of the course, or is refused with the reason."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nbcare.grading import due_moment, formgrader_api
from nbcare.grading.due_moment import DueDateError

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("written", "place", "moment"),
    [
        ("2026-12-01T17:00", "", "2026-12-01T22:00Z"),
        ("2026-07-01T17:00:00", "America/New_York", "2026-07-01T21:00Z"),
        ("2026-12-01T17:00", "Europe/Berlin", "2026-12-01T16:00Z"),
        ("2026-12-01T18:00", "+0100", "2026-12-01T17:00Z"),
        ("2026-12-01T18:00", " UTC+1 ", "2026-12-01T17:00Z"),
        ("2026-12-01T18:00", "-5:00", "2026-12-01T23:00Z"),
        ("2026-11-01T01:30", "-0400", "2026-11-01T05:30Z"),
        ("2026-11-01T01:30", "-0500", "2026-11-01T06:30Z"),
        ("2026-11-01T00:59", "", "2026-11-01T04:59Z"),
        ("2026-11-01T02:00", "", "2026-11-01T07:00Z"),
        ("2027-03-14T01:59", "", "2027-03-14T06:59Z"),
        ("2027-03-14T03:00", "", "2027-03-14T07:00Z"),
    ],
)
def test_a_due_date_counts_by_the_clocks_of_its_own_day(written, place, moment):
    """Is 17:00 in New York 17:00 there, in summer and in winter, and beside each change of the clocks?"""
    assert due_moment.read(written, place, NEW_YORK) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("written", "place", "reason"),
    [
        ("2027-03-14T02:30", "", "02:30 on 14 March 2027 does not exist in America/New_York"),
        ("2026-11-01T01:30", "", "01:30 on 1 November 2026 comes twice in America/New_York"),
        ("2026-03-29T02:00", "Europe/Berlin", "does not exist in Europe/Berlin"),
        ("2026-12-01T17:00", "Ward 3", "'Ward 3' is no time zone. Enter America/New_York"),
        ("2026-12-01T17:00", "+9900", "is no time zone"),
        ("2026-12-01T17:00", "../../etc/passwd", "is no time zone"),
        ("tomorrow", "", "is no day and hour"),
        ("0026-12-01T17:00", "", "The year 26 is no year of a due date"),
    ],
)
def test_what_is_no_moment_is_refused_with_the_reason(written, place, reason):
    """Is nothing guessed where the clocks show an hour never or twice, or where something was mistyped?"""
    with pytest.raises(DueDateError) as error:
        due_moment.read(written, place, NEW_YORK)
    assert reason in str(error.value)


def test_what_is_shown_is_read_as_the_same_moment():
    """Does a due date stay what it is when its form is opened and saved, at every hour beside a change of the clocks?"""
    for first in (datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 3, 14, tzinfo=UTC)):
        for half_hours in range(48):
            at = first + timedelta(minutes=30 * half_hours)
            fields = formgrader_api.due_fields(at.replace(tzinfo=None).isoformat(), NEW_YORK)
            assert due_moment.read(fields["duedate_notimezone"], fields["duedate_timezone"], NEW_YORK) == at


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        ("2026-11-01T03:00:00", "2026-10-31 23:00:00 EDT"),
        ("2026-11-01T05:30:00", "2026-11-01 01:30:00 EDT"),
        ("2026-11-01T06:30:00", "2026-11-01 01:30:00 EST"),
        ("2027-03-14T06:59:00", "2027-03-14 01:59:00 EST"),
        ("2027-03-14T07:00:00", "2027-03-14 03:00:00 EDT"),
    ],
)
def test_a_time_beside_a_change_of_the_clocks_is_shown_as_the_clocks_show_it(utc, words):
    """Is a time right in the hours in which nbgrader's own conversion is one hour wrong?"""
    assert formgrader_api.shown(utc, NEW_YORK) == words


@pytest.mark.parametrize(
    ("entry", "names", "name"),
    [
        ({"first_name": None, "last_name": None}, {"n01": "Anna Maria Example"}, ("Anna Maria", "Example")),
        ({"first_name": None, "last_name": None}, {"n01": "Anna"}, ("no name in the list", "Anna")),
        ({"first_name": None, "last_name": None}, {"n01": ""}, ("no name in the list", "n01")),
        ({"first_name": None, "last_name": None}, {}, ("no name in the list", "n01")),
        ({"first_name": "Ann", "last_name": None}, {"n01": "Other Name"}, ("Ann", "")),
    ],
)
def test_nobody_is_called_none_in_formgrader(entry, names, name):
    """Does the instructor read a name or at least the id, where nbgrader would write `None, None`?"""
    found = formgrader_api.named(entry, "n01", names)
    assert (found["first_name"], found["last_name"]) == name
