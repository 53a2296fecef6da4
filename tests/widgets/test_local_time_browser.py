"""A moment in words, as the browser says it."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_moment_is_said_in_every_zone_with_its_name(bench):
    """Are midnight, both sides of a change of the clocks, a zone that the browser does not know, and no moment said right?"""
    said = bench.page.evaluate(
        """async () => {
          const { localTime } = await import("/kit/local-time.js");
          return [
            ["2026-11-01T05:30:00Z", "America/New_York"],
            ["2026-11-01T06:30:00Z", "America/New_York"],
            ["2026-11-30T23:00:00Z", "Europe/Berlin"],
            ["2026-07-01T16:05:00Z", "Europe/Berlin"],
            ["2026-07-01T16:05:00Z", "Asia/Kathmandu"],
            ["2026-07-01T16:05:00Z", "No/Where"],
            ["yesterday", "Europe/Berlin"],
          ].map((each) => localTime(...each));
        }"""
    )
    assert said[:5] == [
        "1 Nov 2026, 01:30 EDT",
        "1 Nov 2026, 01:30 EST",
        "1 Dec 2026, 00:00 CET",
        "1 Jul 2026, 18:05 CEST",
        "1 Jul 2026, 21:50 GMT+5:45",
    ]
    assert re.fullmatch(r"1 Jul 2026, \d\d:05 \S+", said[5]) and said[6] == "yesterday"
