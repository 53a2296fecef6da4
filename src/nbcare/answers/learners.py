"""Spell a learner's id, which names folders and stands in the gradebook, from the name of an account."""

import hashlib
import re

_PLAIN = re.compile(r"[a-z0-9_-]{1,32}")
# Long enough that nobody can look for a second name with the same end, which a shorter hash would allow.
_HASH = 16
_HASHED = re.compile(rf".*-[0-9a-f]{{{_HASH}}}")


def learner_id(name: str) -> str:
    """Return the id of an account's name: the name itself where it can be one, else its spelling and its hash.

    Two names never become one id: a name that already looks spelled and hashed is hashed once more.
    """
    if _PLAIN.fullmatch(name) and not _HASHED.fullmatch(name):
        return name
    spelled = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")[: 31 - _HASH].strip("-") or "learner"
    return f"{spelled}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"
