"""Tell an answer from what was typed and is none yet, such as “about 3” in the box of a number.

It is kept like an answer, so that its learner finds it again on any device, and counts as unanswered everywhere.
"""

AS_TYPED = "as typed"
"""The part of a response that holds such a text. It has a space, as no id of an item has."""
LONGEST = 60
"""Characters of such a text; the box of a number takes no more."""


def is_typed(response: object) -> bool:
    """Tell whether a response is only what was typed."""
    return isinstance(response, dict) and AS_TYPED in response


def is_answer(response: object) -> bool:
    """Tell whether a saved response counts as an answer; whether it is a right or even a readable one is not asked."""
    return response is not None and not is_typed(response)
