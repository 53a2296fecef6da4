"""A result as grading returns it: one of everything that its page can show."""

CHART = [{"title": "Chart", "table": {"columns": ["Time", "Pulse"], "rows": [["08:00", "96"], ["09:00", "110"]]}}]
ITEMS = [
    {
        "id": "one", "number": 1, "kind": "single", "stem": "A question with a **strong** word.", "exhibits": CHART, "said": "",
        "given": [{"place": "", "text": "The left one", "look": "right"}], "right": [{"place": "", "text": "The left one"}],
        "why": "Because of the source [1].", "feedback": [{"for": "The left one", "text": "That is it."}, {"for": "The right one", "text": "That is not it."}],
        "sources": [{"n": 1, "text": "A source, 2015."}], "points": 3, "max": 3, "critical": False, "objective": "2.1", "comment": [],
    },
    {
        "id": "two", "number": 2, "kind": "matrix_single", "stem": "Which of these holds?", "said": "",
        "given": [{"place": "Row one", "text": "Before", "look": "wrong"}, {"place": "Row two", "text": "After", "look": "missed"}], "right": [{"place": "Row one", "text": "After"}],
        "why": "Why it is so.", "feedback": [{"for": "Row one", "text": "Look again."}], "sources": [], "points": 1, "max": 5, "critical": True, "objective": "2.2", "comment": ["Look at the calendar once more."],
    },
    {
        "id": "three", "number": 3, "kind": "text", "stem": "Write to the family.", "said": "", "given": [{"place": "", "text": "Dear family,\nplease call us.", "look": "plain"}],
        "right": [], "why": "", "feedback": [], "sources": [], "points": None, "max": 3, "critical": False, "objective": "2.2", "comment": [],
    },
]
FULL = {
    "title": "Retinoids: the graded quiz", "at": "2026-11-24T09:00:00Z", "handed_in": "2026-11-22T10:40:00Z", "points": 4.0, "max": 11.0, "percent": 36.4, "penalty": 0,
    "pass_percent": 80, "passed": False, "critical_missed": [2], "detail": "full", "waiting": "A written answer still waits for your instructor; the points are not final.",
    "objectives": [{"id": "2.1", "text": "Describe how it works.", "points": 3, "max": 3}, {"id": "2.2", "text": "Outline the six courses.", "points": 1, "max": 8}], "items": ITEMS,
}
OBJECTIVES = {key: value for key, value in FULL.items() if key != "items"} | {"detail": "objectives"}
