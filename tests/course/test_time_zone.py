"""The course keeps the time zone of its settings, or else that of its machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nbcare.content import time_zone
from nbcare.content.settings import read_settings

SAY = "from nbcare.content.time_zone import machine_zone; print(machine_zone().key)"


@pytest.fixture
def no_variable(monkeypatch):
    monkeypatch.delenv("TZ", raising=False)


def test_the_setting_comes_before_the_machine(tmp_path, monkeypatch):
    """Does a hospital's own zone count on a server that keeps another one?"""
    monkeypatch.setenv("TZ", "America/New_York")
    assert read_settings(tmp_path).zone.key == "America/New_York"
    (tmp_path / "settings.yaml").write_text("version: 1\ntime_zone: Europe/Berlin\n", encoding="utf-8")
    assert read_settings(tmp_path).zone.key == "Europe/Berlin"
    (tmp_path / "settings.yaml").write_text("version: 1\ntime_zone:\n", encoding="utf-8")
    assert read_settings(tmp_path).zone.key == "America/New_York"


def test_the_zone_is_that_of_the_link(no_variable, tmp_path, monkeypatch):
    """Is a machine's zone found where Linux and macOS keep it?"""
    link = tmp_path / "localtime"
    link.symlink_to("/var/db/timezone/zoneinfo/Asia/Tokyo")
    monkeypatch.setattr(time_zone, "LOCAL_TIME", link)
    assert time_zone.machine_zone().key == "Asia/Tokyo"


def test_the_zone_is_that_of_the_file_where_there_is_no_link(no_variable, tmp_path, monkeypatch):
    """Is it found in a container, whose local time is a copy?"""
    monkeypatch.setattr(time_zone, "LOCAL_TIME", tmp_path / "none")
    monkeypatch.setattr(time_zone, "TIME_ZONE", tmp_path / "timezone")
    (tmp_path / "timezone").write_text("America/Chicago\n", encoding="utf-8")
    assert time_zone.machine_zone().key == "America/Chicago"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such variable")
@pytest.mark.parametrize(
    ("variable", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("<+0545>-5:45", "Asia/Kathmandu"),
        ("", "UTC"),
    ],
)
def test_a_zone_without_a_name_is_known_by_its_clocks(variable, zone):
    """Does a machine that knows only how its clocks go, as Windows does, get a zone whose clocks go alike?"""
    environment = os.environ | {"TZ": variable, "PYTHONPATH": str(Path(time_zone.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == zone
