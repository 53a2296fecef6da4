"""Tables for people and for spreadsheets."""

import csv
import io

import pytest

from nbcare.grading import table


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start):
    """Is a cell that a spreadsheet would run shown as text?"""
    [[cell]] = list(csv.reader(io.StringIO(table.as_csv(["x"], [[f"{start}cmd|' /C calc'!A0"]]))))[1:]
    assert cell[0] not in "=+-@\t\r"


def test_plain_cells_stay():
    """Are ordinary values written as they are?"""
    assert table.as_csv(["a", "b", "c"], [["ann-lee", 7, None]]) == "a,b,c\nann-lee,7,\n"


@pytest.mark.parametrize("text", ["\x1b[2Jgone", "a\nb", "a\u202eb", "a\u200bb", "caf\udce9.json"])
def test_nothing_moves_the_cursor(text):
    """Are control and invisible characters taken out of what is printed?"""
    assert table.visible(text).isprintable()


def test_columns_are_aligned():
    """Does each column begin at one place?"""
    assert table.aligned(["a", "long"], [["xxxx", 1], ["y", ""]]) == "a     long\nxxxx  1\ny"
