"""Does a lesson's Markdown become HTML that everybody can read, and that runs nothing?"""

import base64
import html as entities

import pytest
from nbformat import v4

from nbcare.errors import ContentError
from nbcare.pages.rendered_page import made_from

META = {"version": 1, "kind": "module", "slug": "plants", "course": "1.0.0"}


def page(*texts: str, attachments: dict | None = None):
    """Make a page from Markdown cells below a title; the last one is its list of sources when it says so."""
    cells = [v4.new_markdown_cell("# Plants", id="plants-title")]
    for number, text in enumerate(texts):
        id = "plants-references" if text.startswith("## References") else f"plants-{number:02}"
        cells.append(v4.new_markdown_cell(text, id=id))
    if attachments:
        cells[-1]["attachments"] = attachments
    return made_from(v4.new_notebook(cells=cells, metadata={"nbcare": META}), "notebooks/plants.ipynb")


def html(*texts: str, **options) -> str:
    """Return the page without its title."""
    return page(*texts, **options).fragment.partition("</h1>")[2]


def test_headings_have_the_ids_that_jupyter_gives_them():
    """Does a link to #Words-on-this-page lead there, in JupyterLab and on the page?"""
    made = page(
        '## Words on this page\n\nA [word](#Words-on-this-page "leaf: a green part").', "### A *second* & a third\n"
    )
    assert (
        '<h2 id="Words-on-this-page">' in made.fragment
        and 'href="#Words-on-this-page" title="leaf: a green part"' in made.fragment
    )
    assert made.data["contents"] == [
        {"id": "Words-on-this-page", "text": "Words on this page", "level": 2},
        {"id": "A-second-&-a-third", "text": "A second & a third", "level": 3},
    ]
    assert 'id="A-second-&amp;-a-third"' in made.fragment


def test_two_headings_of_the_same_words_have_two_ids():
    """Can each be led to?"""
    assert [entry["id"] for entry in page("## Water\n", "## Water\n").data["contents"]] == ["Water", "Water-2"]


def test_each_heading_of_the_second_level_begins_a_section():
    """Does a section hold its smaller headings?"""
    assert page("## Water\n", "### Rain\n", "## Light\n").fragment.count("<section>") == 3


@pytest.mark.parametrize("texts", [("# Another title\n",), ("## One\n\n# Two\n",)])
def test_a_page_has_one_title(texts):
    """Is a second heading of the first level refused?"""
    with pytest.raises(ContentError, match="notebooks/plants.ipynb.*2 titles"):
        page(*texts)


def test_a_table_stands_in_a_box_that_scrolls_by_keyboard():
    """Does each table have a box with a name of its own, and columns with theirs?"""
    text = "## Water\n\n| Day | Litres |\n|---|--:|\n| one | 2 |\n\n| Day |\n|---|\n| two |\n"
    made = html(text)
    assert '<div class="nbp-scroll" role="group" tabindex="0" aria-label="Table: Water">\n<table>' in made
    assert 'aria-label="Table: Water, 2"' in made
    assert '<th scope="col">Day</th>' in made and '<td class="nbp-right">2</td>' in made and "style" not in made


def test_a_mark_leads_to_its_source():
    """Does [2] lead to the second entry of the list, wherever it stands, and [3] nowhere when there is no third?"""
    made = html(
        "It grows [2]. See [3], `a[1]` and [this [1]](#References).\n\n| Why [1] |\n|---|\n| so |\n",
        "## References\n\n1. One. 2020.\n2. Two [1998]. 2021.\n",
    )
    assert 'grows <a class="nbp-source" href="#ref-2">[2]</a>.' in made and "See [3]," in made
    assert "<code>a[1]</code>" in made and made.count('href="#ref-1"') == 1
    assert '<li id="ref-1">One' in made and '<li id="ref-2">Two [1998]' in made


def test_a_list_elsewhere_is_no_list_of_sources():
    """Are only the sources numbered as sources?"""
    assert "ref-" not in html("1. First [1]\n2. Then\n")


def test_mathematics_is_there_without_a_script():
    """Is a formula MathML, in the line and in a block, with its words for readers that know no MathML?"""
    made = html(
        r"So $\sqrt{\frac{a \times b}{3600}} < 2$, and:" "\n\n$$x^2 = 4$$\n\n" r"\begin{equation}y=1\end{equation}"
    )
    assert made.count("<math ") == 3 and made.count('display="block"') == 2 and "<msqrt>" in made
    assert r'alttext="\sqrt{\frac{a \times b}{3600}} &lt; 2"' in made
    assert "$" not in made


@pytest.mark.parametrize(
    "text", [r"$\nosuchthing{x}$", r"$\frac{1}{$", r"$\href{https://example.org}{x}$", r"$\color{red}{x}$"]
)
def test_a_formula_that_cannot_be_read_is_named(text):
    """Is a wrong formula an error with file and cell, in place of a wrong picture of a number?"""
    with pytest.raises(ContentError, match="notebooks/plants.ipynb plants-00.*formula"):
        page(f"Look: {text}")


def test_a_picture_lies_in_the_page():
    """Does an attachment become a picture of the page, with its words?"""
    data = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    made = html('![A "leaf" & more](attachment:leaf.svg)', attachments={"leaf.svg": {"image/svg+xml": data}})
    assert f'<img src="data:image/svg+xml;base64,{data}" alt="A &quot;leaf&quot; &amp; more">' in made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](attachment:leaf.png)", "without words"),
        ("![A leaf](attachment:other.png)", "missing attachment"),
        ("![A leaf](https://example.org/leaf.png)", "does not lie in the notebook"),
        ("![A leaf](leaf.png)", "does not lie in the notebook"),
        ("[here](javascript:alert(1))", "no place of this page"),
        ("[here](data:text/html,x)", "no place of this page"),
        ("[here](../other.ipynb)", "no place of this page"),
        ("[here](//example.org/x)", "no place of this page"),
        ("[here](#Nowhere)", "no such place on the page"),
        ("<script>alert(1)</script>", "<script>"),
        ('<p style="color: red">x</p>', "attribute style"),
        ('Look <b onclick="x()">here</b>', "attribute onclick"),
        ("<iframe src='https://example.org'></iframe>", "<iframe>"),
        ("<img src=x onerror=alert(1)>", "<img>"),
        ("<svg><script>x</script></svg>", "<svg>"),
        ("<form action='https://example.org'><button>x</button></form>", "<form>"),
        ('<a href="https://example.org">x</a>', "<a>"),
        ('<div id="main">x</div>', "attribute id"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<meta http-equiv="refresh" content="0">', "<meta>"),
        ("<details><summary>More</summary>\n\nNever closed.", "open"),
        ("</section>", "</section>"),
        ("</div>", "not the one that is open"),
    ],
)
def test_what_no_page_may_hold_is_refused(text, said):
    """Is whatever runs, looks or asks elsewhere an error that names the file, and no part of a page?"""
    with pytest.raises(ContentError, match="notebooks/plants.ipynb") as caught:
        page(text)
    assert said in str(caught.value)


def test_plain_html_survives():
    """Do folds, lines, small marks and comments stay what they are?"""
    made = html(
        "H<sub>2</sub>O <!-- why --> & more\n\n<details open>\n<summary>More</summary>\n\nInside **it**.\n\n</details>\n"
    )
    assert "H<sub>2</sub>O  &amp; more" in made and "why" not in made
    assert '<details open="">' in made and "<summary>More</summary>" in made and "<strong>it</strong>" in made


def test_quotes_boxes_and_code_survive():
    """Do blockquotes, boxes to tick and code stand there in plain HTML?"""
    made = html("> **Fictional.** Yes.\n\n- [x] done\n- [ ] open\n\n```python\n<b>print</b>\n```\n\n5. five\n6. six\n")
    assert "<blockquote>" in made and "<li>☑ done</li>" in made and "<li>☐ open</li>" in made
    assert "<pre><code>&lt;b&gt;print&lt;/b&gt;" in made and '<ol start="5">' in made


def test_another_host_is_reached_by_a_click_only():
    """Is a web address a link that tells nobody where its reader was, with the address to read?"""
    made = html("Read https://example.org/a?b=1&c=2 or [this](https://example.org/d).")
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">https://example.org/a?b=1&amp;c=2</a>' in made
    assert '<a href="https://example.org/d" rel="noreferrer">this</a>' in made


@pytest.mark.parametrize("text", ["a < b & c > d", "Quotes \" and '", "5 [mg] & [[x]]"])
def test_plain_text_stays_plain(text):
    """Is what looks like HTML in a sentence shown as it was written?"""
    assert entities.unescape(html(text)).strip() == f"<p>{text}</p>\n</section>"
