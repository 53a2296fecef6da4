"""One item of each kind, graded as a learner's page gets it or as practice with its key."""

_SOURCES = [{"n": 1, "text": "Example A, et al. *A fictional paper*. 2024."}]


def graded(props: dict) -> dict:
    """Return the item without anything that could tell the answer."""
    return {name: value for name, value in props.items() if name not in ("key", "why", "feedback", "sources")} | {
        "use": "graded"
    }


SINGLE = {
    "id": "x-p01",
    "kind": "single",
    "use": "practice",
    "number": 1,
    "points": 1,
    "stem": "A family asks what the capsules are meant to do. Which answer is **closest**?",
    "options": {
        "a": "They kill every cell",
        "b": "They push cells to grow up",
        "c": "They stop nausea",
        "d": "They block pain",
    },
    "key": "b",
    "why": "Retinoids make cells mature [1].",
    "feedback": {
        "a": "No: killing is what *chemotherapy* does [1].",
        "b": "Yes: cells mature [1].",
        "c": "No: that is an antiemetic.",
        "d": "No: that is an analgesic.",
    },
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
    "options": {
        "a": "Dry lips",
        "b": "Hair turning blue",
        "c": "High blood lipids",
        "d": "Louder voice",
        "e": "Bone pain",
    },
    "key": ["a", "c", "e"],
    "why": "These are the frequent ones [1].",
    "feedback": {
        "a": "Very common [1].",
        "b": "Not described.",
        "c": "Look at fasting lipids [1].",
        "d": "Not described.",
        "e": "Ask about it [1].",
    },
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
    "rows": {
        "r1": "Dry, cracked lips",
        "r2": "Severe headache with vomiting",
        "r3": "Mild flaking of the skin on both hands",
    },
    "columns": {"c1": "Next visit", "c2": "Call today"},
    "key": {"r1": "c1", "r2": "c2", "r3": "c1"},
    "why": "Headache with vomiting may be raised pressure in the head [1].",
    "feedback": {
        "r1": "Expected; give balm.",
        "r2": "Call: pressure in the head [1].",
        "r3": "Expected; emollients help.",
    },
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
    "blanks": {
        "b1": {"options": {"x": "fourteen", "y": "twenty-one", "z": "five"}},
        "b2": {"options": {"x": "rests", "y": "starts the next drug"}},
    },
    "key": {"b1": "x", "b2": "x"},
    "why": "Two weeks on, two weeks off [1].",
    "feedback": {
        "b1.x": "Right length.",
        "b1.y": "Too long.",
        "b1.z": "Too short.",
        "b2.x": "Two weeks of rest.",
        "b2.y": "There is a pause first.",
    },
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
    "feedback": {
        "t1": "Fat raises uptake [1].",
        "t2": "Skin burns easily.",
        "t3": "Uptake is lower.",
        "t4": "No effect known.",
    },
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
    "feedback": {
        "b1.x": "Cause.",
        "b1.y": "Not this.",
        "b2.p": "Sign one.",
        "b2.q": "Sign two.",
        "b2.r": "Only dry skin.",
        "b3.p": "Sign.",
        "b3.q": "Sign too.",
        "b3.r": "Dry skin only.",
    },
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

SELECT_N = {
    "id": "x-p11",
    "kind": "select_n",
    "use": "practice",
    "number": 11,
    "points": 2,
    "stem": "Choose the **2** things to check before you ride a bicycle.",
    "options": {"a": "The brakes", "b": "The colour", "c": "The tyres", "d": "The price"},
    "n": 2,
    "key": ["a", "c"],
    "why": "You must be able to stop, and to roll [1].",
    "feedback": {
        "a": "Without brakes you cannot stop.",
        "b": "Colour does not carry you.",
        "c": "A flat tyre throws you.",
        "d": "It was paid long ago.",
    },
    "sources": _SOURCES,
    "shown": "sha256:eleven",
}

MATRIX_MULTIPLE = {
    "id": "x-p12",
    "kind": "matrix_multiple",
    "use": "practice",
    "number": 12,
    "points": 4,
    "stem": "Which tool helps with which job? A tool may help with more than one.",
    "rows": {"r1": "Spade", "r2": "Watering can with a long spout", "r3": "Gloves", "r4": "Hammer"},
    "columns": {"c1": "Planting a tree", "c2": "Picking roses"},
    "key": {"c1": ["r1", "r2", "r3"], "c2": ["r3"]},
    "why": "A tree needs a hole and water; roses have thorns [1].",
    "feedback": {
        "c1.r1": "It digs the hole.",
        "c1.r2": "New roots need water.",
        "c1.r3": "Earth is cold.",
        "c1.r4": "Nothing to nail.",
        "c2.r1": "No hole is needed.",
        "c2.r2": "Not while you pick.",
        "c2.r3": "Thorns hurt.",
        "c2.r4": "Roses need no nails.",
    },
    "sources": _SOURCES,
    "shown": "sha256:twelve",
}

GROUPING = {
    "id": "x-p13",
    "kind": "grouping",
    "use": "practice",
    "number": 13,
    "points": 3,
    "stem": "What belongs in each bag?",
    "groups": {
        "g1": {"label": "For the beach", "options": {"a": "A towel", "b": "A snow shovel", "c": "Sunscreen"}},
        "g2": {
            "label": "For a winter walk",
            "options": {"a": "Warm gloves", "b": "A beach ball", "c": "An ice cube tray"},
        },
    },
    "key": {"g1": ["a", "c"], "g2": ["a"]},
    "why": "The weather decides [1].",
    "feedback": {
        "g1.a": "To dry off.",
        "g1.b": "There is no snow.",
        "g1.c": "The sun burns.",
        "g2.a": "Hands freeze.",
        "g2.b": "Not in snow.",
        "g2.c": "There is ice enough.",
    },
    "sources": _SOURCES,
    "shown": "sha256:thirteen",
}

ORDER = {
    "id": "x-p14",
    "kind": "order",
    "use": "practice",
    "number": 14,
    "points": 1,
    "stem": "Put the steps of making tea in order.",
    "options": {
        "a": "Pour the water on the leaves",
        "b": "Fill the kettle",
        "c": "Take the leaves out",
        "d": "Heat the water",
    },
    "key": ["b", "d", "a", "c"],
    "why": "Leaves need hot water, and not for ever [1].",
    "feedback": {
        "a": "Only hot water draws.",
        "b": "Nothing goes without water.",
        "c": "Else it gets bitter.",
        "d": "Cold water draws nothing.",
    },
    "sources": _SOURCES,
    "shown": "sha256:fourteen",
}

TABLE_CLOZE = {
    "id": "x-p15",
    "kind": "table_cloze",
    "use": "practice",
    "number": 15,
    "points": 3,
    "stem": "Complete the plan for the garden.",
    "table": {
        "columns": ["Season", "Job", "Tool"],
        "rows": [["Spring", "[[b1]]", "[[b2]]"], ["Autumn", "[[b3]], then rest.", "A rake"]],
    },
    "blanks": {
        "b1": {"options": {"x": "Sow the beans in two long rows along the fence", "y": "Rake the leaves"}},
        "b2": {"options": {"p": "A dibber", "q": "A sledge"}},
        "b3": {"options": {"x": "Sow the beans", "y": "Rake the leaves"}},
    },
    "key": {"b1": "x", "b2": "p", "b3": "y"},
    "why": "Beans want warmth; leaves fall late [1].",
    "feedback": {
        "b1.x": "Spring is for seeds.",
        "b1.y": "No leaves lie there yet.",
        "b2.p": "It makes the holes.",
        "b2.q": "The snow is gone.",
        "b3.x": "Frost kills them.",
        "b3.y": "Now they lie there.",
    },
    "sources": _SOURCES,
    "shown": "sha256:fifteen",
}

NUMERIC = {
    "id": "x-p16",
    "kind": "numeric",
    "use": "practice",
    "number": 16,
    "points": 1,
    "stem": "Four cups of 0.25 L each. How much water do you boil?",
    "unit": "L",
    "units": ["mL"],
    "tolerance": {"absolute": 0.05},
    "key": 1.0,
    "why": "Four quarters make one [1].",
    "feedback": {
        "low": "Somebody goes without tea.",
        "high": "Some of it is poured away.",
        "unit": "Look at the unit again.",
    },
    "sources": _SOURCES,
    "shown": "sha256:sixteen",
}

BOWTIE = {
    "id": "x-p17",
    "kind": "bowtie",
    "use": "practice",
    "number": 17,
    "points": 5,
    "stem": "The bicycle squeaks at each turn of the pedals. Complete the picture.",
    "actions": {
        "a": "Clean the chain",
        "b": "Oil the chain",
        "c": "Paint the frame in a bright colour",
        "d": "Ring the bell",
    },
    "conditions": {"a": "A dry chain", "b": "A flat tyre", "c": "A loose lamp"},
    "parameters": {
        "a": "The sound of the chain",
        "b": "How smoothly the pedals turn",
        "c": "The colour of the saddle",
        "d": "The time of day",
    },
    "key": {"actions": ["a", "b"], "condition": "a", "parameters": ["a", "b"]},
    "why": "A dry chain squeaks [1].",
    "feedback": {
        "actions.a": "Dirt grinds.",
        "actions.b": "Oil stops the squeak.",
        "actions.c": "Paint is silent but useless.",
        "actions.d": "It adds noise.",
        "conditions.a": "That is the squeak.",
        "conditions.b": "It would hiss.",
        "conditions.c": "It would rattle.",
        "parameters.a": "Listen.",
        "parameters.b": "Feel.",
        "parameters.c": "It tells nothing.",
        "parameters.d": "It tells nothing either.",
    },
    "sources": _SOURCES,
    "shown": "sha256:seventeen",
}

_BICYCLE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 200'%3E"
    "%3Crect width='400' height='200' fill='%23f4f4f4'/%3E"
    "%3Cpath d='M90 140 L200 60 L310 140 M200 60 L180 140 L90 140' fill='none' stroke='%23333' stroke-width='6'/%3E%3C/svg%3E"
)

HOT_SPOT = {
    "id": "x-p18",
    "kind": "hot_spot",
    "use": "practice",
    "number": 18,
    "points": 2,
    "stem": "The bicycle squeaks. Where do you put oil?",
    "image": _BICYCLE,
    "alt": "A bicycle seen from the left: two wheels, pedals between them, a saddle, a bell.",
    "spots": {
        "s1": {"label": "The **chain**", "x": 44, "y": 62, "width": 12, "height": 16},
        "s2": {"label": "The saddle", "x": 40, "y": 18, "width": 20, "height": 14},
        "s3": {"label": "The pedals", "x": 60, "y": 62, "width": 2, "height": 2},
        "s4": {"label": "The bell", "x": 97, "y": 2, "width": 3, "height": 6},
    },
    "key": ["s1", "s3"],
    "why": "What turns, squeaks [1].",
    "feedback": {
        "s1": "Dry links squeak.",
        "s2": "Oil stains trousers.",
        "s3": "Their bearings are dry, too.",
        "s4": "It rings well enough.",
    },
    "sources": _SOURCES,
    "shown": "sha256:eighteen",
}

CHART = [
    {"title": "History", "text": "The bicycle is **twelve** years old.\n\nIt stood in the rain."},
    {"title": "Notes", "text": "09:10 It squeaks. 09:40 It squeaks more."},
    {
        "title": "Vital signs",
        "trend": {
            "columns": ["Measured", "08:00", "09:00", "12:00"],
            "rows": [
                ["Squeaks (per minute)", "12", "18", "42"],
                ["Tyres (front/back)", "40/42", "40/41", "39/41"],
                ["Mood", "good", "fair", "poor"],
            ],
        },
    },
    {"title": "Laboratory", "table": {"columns": ["Test", "Value"], "rows": [["Rust", "a *little*"], ["Oil", "none"]]}},
    {"title": "Medication", "text": "None."},
]

MORE = [SELECT_N, MATRIX_MULTIPLE, GROUPING, ORDER, TABLE_CLOZE, NUMERIC, BOWTIE]
