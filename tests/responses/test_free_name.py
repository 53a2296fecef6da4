"""Copies of one second: none takes another's place."""

from datetime import UTC, datetime

from nbcare.answers.free_name import free_name

AT = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_two_of_one_second_differ_in_a_number(tmp_path):
    """Is a second copy never written over the first, also where the first is a broken link?"""
    first = free_name(tmp_path, "gradebook", AT, ".db")
    assert first.name == "gradebook-20261130T080000Z.db"
    first.symlink_to(tmp_path / "nowhere")
    second = free_name(tmp_path, "gradebook", AT, ".db")
    second.mkdir()
    assert second.name == "gradebook-20261130T080000Z-2.db"
    assert free_name(tmp_path, "gradebook", AT, ".db").name == "gradebook-20261130T080000Z-3.db"
