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


def test_an_unknown_setting_in_a_text_is_refused(folder):
    """Is {{local:phon}} an error with the nearest name?"""
    with pytest.raises(ContentError, match="phone"):
        evidence.load(folder.write()).expand("{{local:phon}}", References())
