"""The picture of an item itself travels with the item, as those of its exhibits do."""

import pytest

from nbcare.content import pictures
from nbcare.errors import ContentError

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def root(tmp_path):
    """Return a course with one picture."""
    folder = tmp_path / "assets/images"
    folder.mkdir(parents=True)
    (folder / "dot.svg").write_text(DOT, encoding="utf-8")
    return tmp_path


def test_every_picture_of_an_item_is_carried_inside(root):
    """Does a copied page show the item's own picture and its exhibits', and is what was written left alone?"""
    address = "assets/images/dot.svg"
    item = {
        "id": "x-p01",
        "image": address,
        "exhibits": [{"title": "A", "image": address}, {"title": "B", "text": "b"}],
    }
    shown = pictures.inlined(item, root, "x.yaml")
    assert shown["image"] == shown["exhibits"][0]["image"] and shown["image"].startswith("data:image/svg+xml;base64,")
    assert shown["exhibits"][1] == {"title": "B", "text": "b"} and item["image"] == address
    assert list(pictures.addresses(item)) == [("image", address), ("exhibits", address)]


def test_a_missing_picture_is_named_with_its_field(root):
    """Does the author learn which of the pictures is missing?"""
    with pytest.raises(ContentError, match="image: there is no picture assets/images/none.svg"):
        pictures.inlined({"id": "x-p01", "image": "assets/images/none.svg"}, root, "x.yaml")


def test_an_item_without_pictures_stays_the_same(root):
    """Is nothing copied that needs no copy?"""
    item = {"id": "x-p01", "stem": "?"}
    assert pictures.inlined(item, root, "x.yaml") is item
