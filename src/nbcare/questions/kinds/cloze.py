"""Fill the blanks of a text from lists: a point a blank."""

from __future__ import annotations

from nbcare.questions import blanks, one_per_place
from nbcare.questions.blanks import BlanksItem
from nbcare.questions.kind import Kind
from nbcare.questions.one_per_place import Chosen
from nbcare.questions.shapes import BLANKS, KEY_BY_ID, WORDS

KIND: Kind[BlanksItem, Chosen, Chosen] = Kind(
    read=blanks.read,
    points=one_per_place.points,
    maximum=one_per_place.maximum,
    marks=one_per_place.marks,
    key=one_per_place.key,
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
