"""Which growth factor? Only the partner of the antibody depends on the place."""

import pytest
from explorers.explorer_page import (
    commit,
    compare_by_keys,
    focused,
    predict_by_keys,
    press,
    sentence,
    tab_to,
    table_rows,
)

pytestmark = pytest.mark.browser
ID = "anti-gd2-growth-factor"
RIGHT = {
    "partner": "gm",
    "lab_same": "g",
    "yeast": "gm",
    "nk": "il2",
    "wide": "gm",
    "after_chemo": "g",
    "first_dose": "gm",
    "dropped": "il2",
    "lab_more": "gm",
}
PLACES = ("america", "trial", "japan")


def _sort(page, cards: dict[str, str]) -> None:
    for card, tray in cards.items():
        page.locator(f"[data-card={card}] select").select_option(tray)


def _look(page) -> None:
    page.get_by_role("button", name="Look").click()


def _go(page, place: str) -> None:
    page.locator(f".nbc-x-stage input[value={place}]").check()


def _marks(page) -> dict[str, str]:
    cards = page.locator(".nbc-x-card:has(.nbc-mark)").all()
    return {card.get_attribute("data-card"): card.locator(".nbc-mark").get_attribute("data-look") for card in cards}


def _partners(page) -> list[str]:
    return [tray.get_attribute("data-tray") for tray in page.locator(".nbc-x-tray[data-partner=with]").all()]


def test_the_point_by_keyboard(opened):
    """Does a nurse without a mouse read that the partner changes with the place, and nothing else?"""
    page = opened(ID)
    predict_by_keys(page, 3)
    assert focused(page) == "North America today"
    tab_to(page, "Given with the antibody")
    press(page, "ArrowDown")
    assert focused(page) == "Given with the antibody", "the card that moved keeps the focus"
    assert sentence(page) == "North America today: 1 card lies with GM-CSF, 0 with G-CSF and 0 with IL-2; 8 still wait."
    tab_to(page, "Look")
    press(page, "Enter")
    assert "1 of 1 sorted card fits. With dinutuximab goes GM-CSF" in sentence(page)
    assert "in North America and in Japan" in compare_by_keys(page)
    page.locator(".nbc-x-stage input:checked").focus()
    press(page, "ArrowDown*2")
    assert "given with G-CSF and IL-2, because GM-CSF is not used there" in sentence(page)
    assert sentence(page).endswith("No other card changes its tray.") and "0 of 1 sorted card fits" in sentence(page)
    said = compare_by_keys(page)
    assert "differ" in said and "a drug is the same in every country" in said and "that one card moved" in said


def test_only_the_partner_depends_on_the_place(opened):
    """Is every card right in each place, but for the one?"""
    page = opened(ID)
    commit(page, "c")
    _sort(page, RIGHT)
    _look(page)
    assert set(_marks(page).values()) == {"right"} and "9 of 9 sorted cards fit" in sentence(page)
    _go(page, "trial")
    assert set(_marks(page).values()) == {"right"}, "GM-CSF was one of the two"
    _go(page, "japan")
    assert [card for card, look in _marks(page).items() if look != "right"] == ["partner"]
    assert "8 of 9 sorted cards fit" in sentence(page)
    for tray in ("g", "il2"):
        _sort(page, {"partner": tray})
        assert _marks(page) == {}, "a sort that changed is looked at again"
        _look(page)
        assert set(_marks(page).values()) == {"right"}, f"{tray} fits in Japan"


def test_picture_tables_and_sentence_agree(opened):
    """Do trays, tables and sentence count the same cards and name the same partner?"""
    page = opened(ID)
    commit(page, "a")
    _sort(page, {**RIGHT, "nk": "gm", "lab_more": "g"})
    _look(page)
    names = {"gm": "GM-CSF", "g": "G-CSF", "il2": "IL-2"}
    for place in PLACES:
        _go(page, place)
        rows = table_rows(page)
        drawn = [page.locator(f"[data-tray={tray}] [data-part=card]").count() for tray in names]
        assert (
            drawn
            == [len(row[2].split("; ")) for row in rows]
            == [page.locator(f"[data-group={tray}] .nbc-x-card").count() for tray in names]
        )
        assert (
            f": {drawn[0]} cards lie with GM-CSF, {drawn[1]} with G-CSF and {drawn[2]} with IL-2; 0 still wait."
            in sentence(page)
        )
        partners = [names[tray] for tray in _partners(page)]
        assert (
            partners == [row[0] for row in rows if row[3] == "yes"]
            and len(partners) == page.locator("[data-part=tie]").count()
        )
        assert table_rows(page, 1)[0][1 + PLACES.index(place)] == " or ".join(partners)
        assert all(name in sentence(page).split("fit.")[1] for name in partners)


def test_nothing_is_told_before_it_was_sorted(opened):
    """Do picture or tables give the answers away, and is a card without a tray marked?"""
    page = opened(ID)
    commit(page, "a")
    _look(page)
    assert page.locator(".nbc-x-looked").inner_text() == "Sort one card first." and _marks(page) == {}
    _sort(page, {"yeast": "g"})
    _go(page, "japan")
    _look(page)
    assert _marks(page) == {"yeast": "wrong"} and _partners(page) == []
    assert [row[3] for row in table_rows(page)] == ["not looked yet"] * 3
    assert [row[0] for row in _told(page)] == ["Ask about an allergy to yeast products first"]
    _sort(page, RIGHT)
    assert len(_told(page)) == 1
    _look(page)
    assert len(_told(page)) == 9 and _partners(page) == ["g", "il2"]
    assert table_rows(page, 1)[0][1:] == ["not looked yet", "not looked yet", "G-CSF or IL-2"], (
        "the other places are still to be seen"
    )


def _told(page) -> list[list[str]]:
    return [row for row in table_rows(page, 1) if set(row[1:]) != {"not looked yet"}]


def test_each_card_gives_its_reason_in_each_place(opened, props):
    """Does a card, right or wrong, ever stay without a reason, or say the same for both?"""
    page = opened(ID)
    commit(page, "b")
    for tray in ("gm", "g", "il2"):
        _sort(page, dict.fromkeys(RIGHT, tray))
        _look(page)
        for place in PLACES:
            _go(page, place)
            notes = page.locator(".nbc-x-card-note > p").all_inner_texts()
            assert len(notes) == len(set(notes)) == len(RIGHT) and all(len(note) > 20 for note in notes)
    for card in props[ID]["data"]["cards"].values():
        assert card["fits"] != card["misses"]


def test_each_card_lies_where_the_evidence_puts_it(props):
    """Does the yeast, the first dose and the M belong to GM-CSF, and the dropped partner to IL-2?"""
    cards = props[ID]["data"]["cards"]
    assert {id: card["tray"] for id, card in cards.items() if id != "partner"} == {
        id: [tray] for id, tray in RIGHT.items() if id != "partner"
    }
    assert cards["partner"]["tray"] == {"america": ["gm"], "trial": ["gm", "il2"], "japan": ["g", "il2"]}
