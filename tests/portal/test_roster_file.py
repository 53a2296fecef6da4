"""A list of learners as spreadsheets save it: each PIN that was changed is named, and no name stops a list."""

import pytest

from nbcare.answers.learners import LEARNER
from nbcare.portal.identity import roster_cells, roster_file

EXCEL = """id;pin;name
n01;1,23457E+11;Anna Example
n02;1,23457E+11;Ben Example
n03;12345;Chen Example
n04;#NAME?;Dana Example
"""


def read(text: str | bytes, said: list[str] | None = None) -> dict[str, tuple[str, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    return roster_file.rows("learners.csv", content, ([] if said is None else said).append)


def refused(text: str | bytes) -> list[str]:
    """Return the sentences of a list that is refused."""
    with pytest.raises(roster_file.RosterError) as error:
        read(text)
    return str(error.value).splitlines()


def test_each_line_that_a_spreadsheet_changed_is_named_with_its_repair():
    """Does the organiser read all four lines at once, and what to do with each?"""
    lines = refused(EXCEL)
    assert [line.partition(":")[0] for line in lines] == [f"learners.csv line {n}" for n in (2, 3, 4, 5)]
    assert all("format the column as Text" in line for line in lines)
    assert "a number that was cut" in lines[0] and "zeros at its beginning may be lost" in lines[2]
    assert "a formula that failed" in lines[3]


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("1,23457E+11", "a number that was cut"),
        ("1.23457E+11", "a number that was cut"),
        ("1e+05", "a number that was cut"),
        ("#NAME?", "a formula that failed"),
        ("#WERT!", "a formula that failed"),
        ("#VALUE!", "a formula that failed"),
        ("#DIV/0!", "a formula that failed"),
        ("#N/A", "a formula that failed"),
        ("#NV", "a formula that failed"),
        ("########", "too narrow"),
        ("01.02.2034", "is a date"),
        ("2034-02-01", "is a date"),
        ("1/2/34", "is a date"),
        ("03. Apr", "is a date"),
        ("3-Apr-34", "is a date"),
        ("Mrz 45", "is a date"),
        ("12:34", "is a time"),
        ("12:34:00", "is a time"),
        ("482.913", "a sign between its digits"),
        ("482913,0", "a sign between its digits"),
        ("482\u00a0913", "a sign between its digits"),
        ("482 913", "a sign between its digits"),
        ("", "is missing"),
        ("123", "too short"),
        ("p" * 65, "too long"),
        ("1234\u200b5", "not printable"),
    ],
)
def test_a_pin_that_nobody_could_type_is_refused_with_its_reason(pin, says):
    """Is no spreadsheet's number, date, time or error taken for a PIN?"""
    [line] = refused(f'id;pin\nn01;"{pin}"\n')
    assert line.startswith("learners.csv line 2: the PIN of n01") and says in line


@pytest.mark.parametrize("pin", ["482913", "012345", "wxyz482913", "12e45", "12-abc", "a b-c", "#421", "März", "4829"])
def test_a_pin_as_it_was_typed_is_taken(pin):
    """Does no PIN look changed that a person may have chosen?"""
    assert read(f"id;pin\nn01;{pin}\n") == {"n01": (pin, "")}


def test_lost_zeros_are_seen_by_the_other_pins():
    """Is a shorter PIN refused among digits only, and a list of one length taken, letters beside it?"""
    [line] = refused("id,pin\nn01,482913\nn02,12345\nn03,wxyz\n")
    assert "line 3" in line and "the PIN of n02 has 5 digits, others have 6" in line and "12345" not in line
    assert set(read("id,pin\nn01,4829\nn02,1234\nn03,wxyz9\n")) == {"n01", "n02", "n03"}


def test_short_pins_are_taken_and_said():
    """Does a list of the former length go on, with a word that six digits are better?"""
    said: list[str] = []
    read("id,pin\nn01,4829\nn02,5512\n", said)
    assert len(said) == 1 and said[0].startswith("learners.csv: 2 PINs have fewer than six digits")
    read("id,pin\nn01,482913\nn02,wxyz\n", said)
    assert len(said) == 1


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nid;pin;name\r\nn01;482913;Anna\r\n",
        '"sep=,"\nid,pin,name\nn01,482913,Anna\n',
        "sep=|\nid|pin|name\nn01|482913|Anna\n",
        "id\tpin\tname\nn01\t482913\tAnna\n",
        "\ufeffID;PIN;Name\nn01;482913;Anna\n",
        "id;pin;name;;;\nn01;482913;Anna;;;\n;;;;;\n",
        ";id;pin;name\n;n01;482913;Anna\n",
        "id,pin,name,ward\nn01,482913,Anna,3 B\n",
        "name;ward;id;pin\nAnna;3 B;n01;482913\n",
        "\n\nid,pin,name\n\nn01,482913,Anna\n",
        " id , pin ,\u00a0name\n\u00a0n01\u200b,\u00a0482913\u00a0,\u00a0Anna\u00a0\n",
        "id;pin;name\rn01;482913;Anna\r",
    ],
    ids=["sep;", "sep,", "sep|", "tabs", "mark", "empty", "first", "more", "order", "lines", "blanks", "mac"],
)
def test_what_a_spreadsheet_puts_around_the_cells_is_no_mistake(text):
    """Are separators, empty and further columns, capital headers and blanks that nobody sees taken?"""
    assert read(text) == {"n01": ("482913", "Anna")}


def test_a_list_of_excels_unicode_text_is_taken():
    """Is UTF-16 with its mark read, the names whole?"""
    assert read("id\tpin\tname\nn01\t482913\tZoë\n".encode("utf-16")) == {"n01": ("482913", "Zoë")}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna\u00a0Maria", "Anna Maria"),
        ("کتاب\u200cخانه", "کتاب\u200cخانه"),
        ("\u202eannA", "annA"),
        ("An\u00adna\u200b", "Anna"),
        ("A\x00\x07nna", "A nna"),
        ("Anna\u2028B", "Anna B"),
        ("#NAME?", ""),
        ("Doe, Anna", "Doe, Anna"),
        ('Anna "Annie" B', "Anna Annie B"),
        ('"Anna', "Anna"),
        ("N" * 200, "N" * 79 + "…"),
        ("", ""),
    ],
)
def test_no_name_stops_a_list(name, shown):
    """Is each name cleaned and shown, and the learner after it never lost?"""
    found = read(f"id,pin,name\nn01,482913,{name}\nn02,482914,Ben\n")
    assert {id: pin for id, (pin, _) in found.items()} == {"n01": "482913", "n02": "482914"}
    assert found["n01"][1].replace('"', "") == shown and found["n02"][1] == "Ben"


def test_a_line_break_within_a_name_is_a_blank():
    """Is a name of two lines in one cell no second learner?"""
    assert read('id,pin,name\nn01,482913,"Anna\nMaria"\nn02,482914,Ben\n')["n01"] == ("482913", "Anna Maria")


def test_a_quotation_mark_that_is_never_closed_swallows_nobody():
    """Is each learner after it there, also when a later mark would close it?"""
    found = read('id,pin,name\nn01,482913,"Anna\nn02,482914,Ben\nn03,482915,"Cleo"\n')
    assert {id: name for id, (_, name) in found.items()} == {"n01": "Anna", "n02": "Ben", "n03": "Cleo"}


def test_a_file_in_a_windows_encoding_costs_at_most_letters_of_a_name():
    """Is it taken with a word to look at the names, and refused where an id or PIN could be wrong?"""
    said: list[str] = []
    assert read("id;pin;name\nn01;482913;Zoë\n".encode("cp1252"), said) == {"n01": ("482913", "Zoë")}
    assert "Look at the names" in said[0]
    [line] = refused("id;pin\nn01;482913\nn02;größer\n".encode("cp1252"))
    assert "line 3" in line and "not UTF-8" in line


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("N03", "has capital letters; write n03"),
        ("anna.smith@ward.example", "is an e-mail address; write a short id"),
        ("anna@ward.example", "for example anna"),
        ("1,2E+11", "a number that was cut"),
        ("-n03", "do not begin with a dash"),
        ("Müller", "is not a learner id; use 1 to 32 small letters"),
        ("", "is not a learner id"),
    ],
)
def test_an_id_that_cannot_be_given_out_says_what_to_write(id, says):
    """Does the organiser of an e-mail list or of capital letters read the repair?"""
    [line] = refused(f'id;pin\n"{id}";482913\n')
    assert "line 2" in line and says in line
    if not roster_cells.id_problem(id):
        assert LEARNER.fullmatch(id)


def test_a_hundred_mistakes_are_twenty_lines_and_a_count():
    """Does a wrong column not fill the screen?"""
    lines = refused("id,pin\n" + "".join(f"N{n},482913\n" for n in range(100)))
    assert len(lines) == 21 and lines[-1] == "learners.csv: 80 more mistakes like these"


def test_a_list_has_no_limit():
    """Is a list of sixty thousand, larger than two megabytes, taken?"""
    text = "id,pin,name\n" + "".join(f"nurse-{n:05},{n:06},Nurse {n:05} of a large hospital\n" for n in range(60_000))
    assert len(text) > 2_000_000 and len(read(text)) == 60_000


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,pin,pin\nn01,1234,5678\n", "line 1: the header has two columns pin"),
        ("Learners of ward 3\nid,pin\nn01,482913\n", "line 1: the header names no columns id and pin"),
        ("id,pin\nn01,482913,Anna\n", "line 2: has 3 fields"),
        ("id,pin,name,ward\nn01,482913,Doe, Anna,3\n", "a name with a comma or semicolon in quotes"),
    ],
)
def test_columns_that_cannot_be_told_apart_are_named(text, says):
    """Is nothing guessed where a PIN could land in a name?"""
    assert says in refused(text)[0]
