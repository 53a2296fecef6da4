"""One item of each kind, graded as a learner's page gets it or as practice with its key."""

_SOURCES = [{"n": 1, "text": "Example A, et al. *A fictional paper*. 2024."}]


def graded(props: dict) -> dict:
    """Return the item without anything that could tell the answer."""
    return {name: value for name, value in props.items() if name not in ("key", "why", "feedback", "sources")} | {"use": "graded"}


SINGLE = {
    "id": "x-p01",
    "kind": "single",
    "use": "practice",
    "number": 1,
    "points": 1,
    "stem": "A family asks what the capsules are meant to do. Which answer is **closest**?",
    "options": {"a": "They kill every cell", "b": "They push cells to grow up", "c": "They stop nausea", "d": "They block pain"},
    "key": "b",
    "why": "Retinoids make cells mature [1].",
    "feedback": {"a": "No: killing is what *chemotherapy* does [1].", "b": "Yes: cells mature [1].", "c": "No: that is an antiemetic.", "d": "No: that is an analgesic."},
    "sources": _SOURCES,
    "shown": "sha256:one",
}

MULTIPLE = {
    "id": "x-p02",
    "kind": "multiple",
    "use": "practice",
    "number": 2,
    "points": 3,
    "stem": "Which effects do you look for at each visit?",
    "options": {"a": "Dry lips", "b": "Hair turning blue", "c": "High blood lipids", "d": "Louder voice", "e": "Bone pain"},
    "key": ["a", "c", "e"],
    "why": "These are the frequent ones [1].",
    "feedback": {"a": "Very common [1].", "b": "Not described.", "c": "Look at fasting lipids [1].", "d": "Not described.", "e": "Ask about it [1]."},
    "sources": _SOURCES,
    "shown": "sha256:two",
}

MATRIX = {
    "id": "x-p03",
    "kind": "matrix_single",
    "use": "practice",
    "number": 3,
    "points": 3,
    "stem": "For each finding: wait for the next visit, or call today?",
    "rows": {"r1": "Dry, cracked lips", "r2": "Severe headache with vomiting", "r3": "Mild flaking of the skin on both hands"},
    "columns": {"c1": "Next visit", "c2": "Call today"},
    "key": {"r1": "c1", "r2": "c2", "r3": "c1"},
    "why": "Headache with vomiting may be raised pressure in the head [1].",
    "feedback": {"r1": "Expected; give balm.", "r2": "Call: pressure in the head [1].", "r3": "Expected; emollients help."},
    "sources": _SOURCES,
    "shown": "sha256:three",
}

CLOZE = {
    "id": "x-p04",
    "kind": "cloze",
    "use": "practice",
    "number": 4,
    "points": 2,
    "stem": "Complete the sentences.",
    "text": "Treatment is given for [[b1]] days. After that the child [[b2]].",
    "blanks": {"b1": {"options": {"x": "fourteen", "y": "twenty-one", "z": "five"}}, "b2": {"options": {"x": "rests", "y": "starts the next drug"}}},
    "key": {"b1": "x", "b2": "x"},
    "why": "Two weeks on, two weeks off [1].",
    "feedback": {"b1.x": "Right length.", "b1.y": "Too long.", "b1.z": "Too short.", "b2.x": "Two weeks of rest.", "b2.y": "There is a pause first."},
    "sources": _SOURCES,
    "shown": "sha256:four",
}

DRAG = {
    "id": "x-p05",
    "kind": "drag_cloze",
    "use": "practice",
    "number": 5,
    "points": 2,
    "stem": "Place the words.",
    "text": "Take the capsule with [[b1]] and protect the skin from [[b2]].",
    "tokens": {"t1": "food that holds fat", "t2": "sunlight", "t3": "water only", "t4": "music"},
    "key": {"b1": "t1", "b2": "t2"},
    "why": "Fat helps the gut take it up [1].",
    "feedback": {"t1": "Fat raises uptake [1].", "t2": "Skin burns easily.", "t3": "Uptake is lower.", "t4": "No effect known."},
    "sources": _SOURCES,
    "shown": "sha256:five",
}

RATIONALE = {
    "id": "x-p06",
    "kind": "rationale",
    "use": "practice",
    "number": 6,
    "points": 2,
    "stem": "Complete the sentence.",
    "text": "The child is at risk of [[b1]] as shown by [[b2]] and [[b3]].",
    "blanks": {
        "b1": {"options": {"x": "raised pressure in the head", "y": "dehydration"}},
        "b2": {"options": {"p": "headache", "q": "double vision", "r": "dry lips"}},
        "b3": {"options": {"p": "headache", "q": "double vision", "r": "dry lips"}},
    },
    "cause": "b1",
    "effects": ["b2", "b3"],
    "key": {"b1": "x", "b2": "p", "b3": "q"},
    "why": "Headache and double vision go together [1].",
    "feedback": {"b1.x": "Cause.", "b1.y": "Not this.", "b2.p": "Sign one.", "b2.q": "Sign two.", "b2.r": "Only dry skin.", "b3.p": "Sign.", "b3.q": "Sign too.", "b3.r": "Dry skin only."},
    "sources": _SOURCES,
    "shown": "sha256:six",
}

HIGHLIGHT = {
    "id": "x-p07",
    "kind": "highlight",
    "use": "practice",
    "number": 7,
    "points": 2,
    "stem": "Choose what needs a call today.",
    "text": "The mother says: [[s1: his lips are dry]], [[s2: he vomits every morning and his head hurts when he wakes up]] and [[s3: he sees two of everything]].\n\nHe [[s4: sleeps ten hours]].",
    "key": ["s2", "s3"],
    "why": "Signs of pressure in the head [1].",
    "feedback": {"s1": "Expected.", "s2": "Call.", "s3": "Call at once.", "s4": "Normal for his age."},
    "sources": _SOURCES,
    "shown": "sha256:seven",
}

TEXT = {
    "id": "x-q08",
    "kind": "text",
    "use": "graded",
    "number": 8,
    "points": 4,
    "stem": "Write what you say to the family before the first capsule.",
    "shown": "sha256:eight",
}

PRACTICE = [SINGLE, MULTIPLE, MATRIX, CLOZE, DRAG, RATIONALE, HIGHLIGHT]
ALL = [*PRACTICE, TEXT]
