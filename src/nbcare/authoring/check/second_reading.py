"""Rule: every graded key was read by a second person, in the state it is in now."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error, refused
from nbcare.content import key_review
from nbcare.errors import ContentError


def every_key_was_read_twice(content: Content) -> Iterator[Finding]:
    """Find graded items that were not read without the key, or were changed since."""
    try:
        known = key_review.read(content.course.root)
    except ContentError as caught:
        yield refused(caught)
        return
    graded = key_review.wanted(content.items)
    for file, item in content.each_item():
        if item["id"] not in graded:
            continue
        reading = known.get(item["id"])
        if reading is None:
            yield error(
                file,
                item["id"],
                "nobody has answered it without seeing the key",
                "let a second reader answer it, then `nbcare key-review record`",
            )
        elif reading.state != key_review.state(item, content.evidence):
            yield error(
                file,
                item["id"],
                "it, its key or one of its facts changed after its second reading",
                "let a second reader answer it again, then `nbcare key-review record`",
            )
    for id in known.keys() - graded.keys():
        yield error(key_review.FILE, id, "this item is no graded item any more", "take its entry out")
