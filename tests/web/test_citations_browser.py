"""The numbers of sources in a text, by the keyboard."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.whole]

PAGE = "/module/retinoids"
# A passage with at least three sources gets a mark, and the focus stands on its first one.
BEGIN = """() => {
  const of = (link) => link.closest("tr") ?? link.closest("p, li");
  const links = [...document.querySelectorAll("a.nbp-source")];
  const passage = links.map(of).find((one) => one.querySelectorAll("a.nbp-source").length > 2);
  window.passage = [...passage.querySelectorAll("a.nbp-source")];
  window.passage[0].focus();
}"""
AT = "() => window.passage.indexOf(document.activeElement)"


@pytest.fixture
def reader(nurse):
    """A nurse on a page whose script has begun."""
    nurse.goto(PAGE)
    nurse.until("document.querySelector('a.nbp-source[tabindex]')")
    return nurse.page


def test_the_sources_of_a_passage_are_one_tab_stop(reader):
    """Is there one stop for each paragraph, list item and row, and none that cannot be reached?"""
    stops = reader.evaluate(
        """() => {
          const stops = new Map();
          for (const link of document.querySelectorAll("a.nbp-source")) {
            const passage = link.closest("tr") ?? link.closest("p, li");
            stops.set(passage, (stops.get(passage) ?? 0) + (link.tabIndex === 0 ? 1 : 0));
          }
          return [...stops.values()];
        }"""
    )
    assert len(stops) > 20 and set(stops) == {1}
    assert reader.locator("a.nbp-source").count() > len(stops)


def test_arrow_keys_home_and_end_lead_from_source_to_source(reader):
    """Can each source of a passage be reached without Tab, and do the ends hold?"""
    reader.evaluate(BEGIN)
    last = reader.evaluate("() => window.passage.length - 1")
    for key, place in (
        ("ArrowLeft", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("Home", 0),
        ("End", last),
        ("ArrowRight", last),
        ("ArrowLeft", last - 1),
    ):
        reader.keyboard.press(key)
        assert reader.evaluate(AT) == place, key
    assert reader.evaluate("() => window.passage.map((one) => one.tabIndex).indexOf(0)") == last - 1


def test_tab_leaves_the_passage_and_comes_back_to_the_same_source(reader):
    """Is one press of Tab enough to go on, and does Shift and Tab lead back to where the reader was?"""
    reader.evaluate(BEGIN)
    reader.keyboard.press("End")
    at = reader.evaluate(AT)
    reader.keyboard.press("Tab")
    assert reader.evaluate(AT) == -1
    reader.keyboard.press("Shift+Tab")
    assert reader.evaluate(AT) == at


def test_enter_on_a_source_leads_to_its_entry(reader):
    """Is a source still a link, and are its keys told to a screen reader?"""
    reader.evaluate(BEGIN)
    reader.keyboard.press("ArrowRight")
    told = reader.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "arrow keys" in told
    address = reader.evaluate("() => document.activeElement.hash")
    reader.keyboard.press("Enter")
    reader.wait_for_function("address => location.hash === address", arg=address)


def test_without_script_each_source_is_a_plain_link(nurse):
    """Does the page that is sent hold links that need no script?"""
    text = nurse.page.request.get(f"{nurse.server.address}{PAGE}").text()
    assert text.count('<a class="nbp-source" href="#ref-') > 50 and 'class="nbp-source" tabindex' not in text
