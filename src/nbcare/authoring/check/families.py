"""Rules: what a family takes home can be read by everyone, and fits its module."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.content.reading_level import grade

# Grade 6 to 8 is what health organisations ask of a text for families; easier is welcome.
HARDEST = 8.9


def every_card_reads_easily(content: Content) -> Iterator[Finding]:
    """Find family cards above the eighth school grade."""
    for card in content.cards.values():
        level = grade(card.text)
        if level > HARDEST:
            yield error(
                card.file,
                "",
                f"it reads at grade {level:.1f}",
                "shorten sentences and words until it is at most grade 8",
            )


def every_card_belongs_to_a_module(content: Content) -> Iterator[Finding]:
    """Find cards whose module is not in the course: they would never be reviewed."""
    known = {module.slug for module in content.course.modules}
    for card in content.cards.values():
        if card.module not in known:
            yield error(
                card.file,
                "",
                f"its module {card.module!r} is not in course.yaml",
                f"name one of {', '.join(sorted(known))}",
            )
