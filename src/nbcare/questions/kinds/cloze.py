"""Fill the blanks of a text from lists: a point a blank."""

from __future__ import annotations

from nbcare.questions import blanks
from nbcare.questions.blanks import BlanksItem, Filled
from nbcare.questions.kind import Kind
from nbcare.questions.shapes import BLANKS, KEY_BY_ID, WORDS

KIND: Kind[BlanksItem, Filled, Filled] = Kind(
    read=blanks.read,
    points=blanks.points,
    maximum=blanks.maximum,
    marks=blanks.marks,
    key=blanks.key,
    everything=blanks.everything,
    choices=blanks.choices,
    lines=blanks.lines,
    schema={
        "required": ["text", "blanks", "key"],
        "properties": {"text": WORDS, "blanks": BLANKS, "key": KEY_BY_ID},
    },
    seen=("text", "blanks"),
    printed=blanks.printed,
    problems=blanks.problems,
    passage=blanks.passage,
    claims=blanks.text_claims,
    choice_sets=blanks.choice_sets,
    place=7,
)
