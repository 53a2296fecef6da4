"""What a hospital sets for itself."""

import pytest

from nbcare.content import evidence
from nbcare.content.evidence import References
from nbcare.content.evidence.local import read_local
from nbcare.errors import ContentError


def _with(folder, settings: str):
    root = folder.write()
    (root / "state").mkdir()
    (root / "state" / "local.yaml").write_text(settings, encoding="utf-8")
    return evidence.load(root, read_local(root / "state"))


def test_what_is_not_set_prints_a_line_to_write_on(folder):
    """Does a card without settings leave room for a pen, and invent nothing?"""
    for facts in (evidence.load(folder.write()), _with(folder, "version: 1\nphone:\nfever:\n")):
        printed = facts.expand("Call {{local:phone}} from {{local:fever}}.", References())
        assert "____" in printed and not any(sign.isdigit() for sign in printed)


def test_what_is_set_is_printed_everywhere(folder):
    """Do phone number and fever threshold come from the one file?"""
    facts = _with(folder, "version: 1\nphone: 555 0100, oncology\nfever: 38\n")
    assert (
        facts.expand("Call {{local:phone}} from {{local:fever}}.", References())
        == "Call 555 0100, oncology from 38.0 °C."
    )


@pytest.mark.parametrize(
    "settings",
    [
        "fever: 100.4",
        "fever: 3.8",
        "fever: high",
        "fever: true",
        "phone: '<b>1</b>'",
        "phone: ' '",
        "fax: 1",
        f"phone: '{'1' * 81}'",
    ],
)
def test_an_implausible_setting_is_refused(folder, settings):
    """Is a slip in the settings named before it is printed on a card?"""
    with pytest.raises(ContentError) as caught:
        _with(folder, f"version: 1\n{settings}\n")
    assert caught.value.id == settings.split(":")[0] and caught.value.repair


@pytest.mark.parametrize(
    "written",
    ["0301234567", "+4930123456", "12:34", "2.10", "30.1234560", "0x10", "1_000", "yes", "No", "on", "-0"],
)
@pytest.mark.parametrize("name", ["phone", "protocol"])
def test_what_would_be_printed_otherwise_than_it_was_written_is_refused(folder, name, written):
    """Is a number on a family card the one that was written, or refused with the repair and its line?"""
    with pytest.raises(ContentError) as refused:
        _with(folder, f"version: 1\n{name}: {written}\n")
    assert "put it in quotes" in refused.value.repair and refused.value.line == 2


@pytest.mark.parametrize(
    "written", ["5550100", "0891234", "030 123", "555-0100", "2.1", '"0301234567"', "'+49 30 1234567'", '"2.10"']
)
def test_what_is_printed_as_it_was_written_needs_no_quotes(folder, written):
    """Is a plain number taken as it stands?"""
    facts = _with(folder, f"version: 1\nphone: {written}\n")
    assert facts.expand("{{local:phone}}", References()) == written.strip("'\"")


def test_an_unknown_setting_in_a_text_is_refused(folder):
    """Is {{local:phon}} an error with the nearest name?"""
    with pytest.raises(ContentError, match="phone"):
        evidence.load(folder.write()).expand("{{local:phon}}", References())
