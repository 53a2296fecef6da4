"""The key never travels: what a learner can reach is the same, byte for byte, whatever the keys are."""

import json
import shutil
import sys
from pathlib import Path

import made
import pytest
import yaml
from test_every_kind import make_quiz

from nbcare.build import course_files
from nbcare.content import bank, cases
from nbcare.content import course as courses
from nbcare.frontend import LAB_EXTENSIONS
from nbcare.notebook import workspace
from nbcare.questions import scoring

FOLDERS = ("notebooks", "assessments/source", "state/nbgrader/release", "state/exchange", "state/workspace")
"""What is made, and what of it a learner can reach."""
SECRET = ("key", "why", "feedback", "rubric", "facts", "critical", "tolerance", "variants", "formula", "limits")
_DOSE = {
    "kind": "numeric",
    "use": "graded",
    "objective": "2.2",
    "step": "take-action",
    "unit": "mg",
    "units": ["g", "mg/m²"],
    "tolerance": 0.5,
    "facts": [],
    "why": "The reason for this dose stands with the instructor only: {{value:answer}}.",
    "feedback": {
        "low": "A remark on a number too low for this dose.",
        "high": "A remark on a number too high for this dose.",
        "unit": "A remark on the unit of this dose.",
    },
}
# The course has no graded dose item yet; what is true of it must be proved before it has.
DOSES = [
    {
        **_DOSE,
        "id": "retinoids-q90",
        "stem": "{{value:surface}}, {{value:strength}}?",
        "parameters": {"surface": {"unit": "m²", "from": 0.5, "to": 1, "step": 0.05}, "strength": [10, 20]},
        "formula": "161.25 * surface + strength",
        "round": {"rule": "half-even", "to": 0.5},
        "limits": {"from": 80, "to": 200},
        "where": "surface > 0.5",
    },
    {
        **_DOSE,
        "id": "retinoids-q91",
        "stem": "{{value:surface}}?",
        "variants": [{"id": f"v{n}", "parameters": {"surface": f"{n} m²"}, "key": 173.25 * n} for n in (1, 2, 3)],
    },
]


@pytest.fixture(scope="module")
def reached(tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes], list[str]]:
    """All that a learner can reach with the written keys, with rotated ones, and the secret texts of both."""
    root = tmp_path_factory.mktemp("rotation") / "course"
    make_quiz(root)
    add_doses(root, "signs", made.QUIZ)
    secrets = normalise(root)
    first = reach(root)
    secrets += rotate(root)
    return first, reach(root), secrets


def test_rotated_keys_change_no_byte(reached):
    """Is every reachable file identical after every graded key, reason and remark was changed?"""
    first, second, _ = reached
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_what_was_crawled_is_the_course(reached):
    """Does the crawl hold notebooks, sources, releases, the exchange and a workspace, so that it proves something?"""
    first, _, secrets = reached
    for start in ("notebooks/", "assessments/source/", "state/nbgrader/release/", "state/workspace/"):
        assert any(name.startswith(start) for name in first), start
    assert sys.platform == "win32" or any(name.startswith("state/exchange/") for name in first)
    assert len(secrets) > 20
    quiz = json.loads(first[f"state/workspace/{made.QUIZ}/questions.json"])["items"].values()
    assert {item["kind"] for item in quiz} == set(scoring.KINDS)


def test_no_secret_text_of_the_course_is_in_what_is_made_of_it():
    """Does no reason or remark of the real quizzes stand in a notebook or beside a quiz?"""
    secrets = [text for path in banks(made.ROOT) for text in hidden(yaml.safe_load(path.read_text(encoding="utf-8")))]
    folders = [made.ROOT / "notebooks", made.ROOT / "assessments/source"]
    files = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(secrets) > 100 and len(files) > 10
    assert [text for text in secrets if any(text.encode() in data for data in files)] == []


def test_no_secret_text_is_reachable(reached):
    """Does no reason or remark of a graded item stand in anything a learner can open?"""
    first, second, secrets = reached
    files = [*first.values(), *second.values(), *package_files()]
    assert [text for text in secrets if any(text.encode() in data for data in files)] == []


def test_dose_items_were_reached_and_tell_their_numbers_only(reached):
    """Do the parameters of every variant travel, and no formula, answer or limit with them?"""
    first, second, _ = reached
    quiz = json.loads(first[f"state/workspace/{made.QUIZ}/questions.json"])["items"]
    assert [len(quiz[dose["id"]]["variants"]) for dose in DOSES] == [20, 3]
    for dose in DOSES:
        assert set(quiz[dose["id"]]) <= {
            "id",
            "kind",
            "use",
            "stem",
            "units",
            "round",
            "variants",
            "points",
            "shown",
            "was",
            "number",
            "of",
        }
        assert all(set(variant) == {"id", "parameters", "shown"} for variant in quiz[dose["id"]]["variants"])
    for files in (first, second):
        told = [
            name
            for name, data in files.items()
            for secret in (b"161.25", b"173.25", b"346.5", b'"formula"')
            if secret in data
        ]
        assert told == []


def test_the_number_of_keys_is_not_released(tmp_path):
    """Do points or checksums of the release tell how many choices of a select-all are right?"""
    root = tmp_path / "course"
    make_quiz(root)
    normalise(root)
    first, fewer = released(reach(root)), 0
    for path in banks(root):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in data["items"]:
            if use(item, data) == "graded" and item["kind"] in ("multiple", "highlight"):
                item["key"] = item["key"][:1]
                fewer += 1
        write(path, data)
    second = released(reach(root))
    assert (
        fewer >= 3
        and first
        and first.keys() == second.keys()
        and [name for name in first if first[name] != second[name]] == []
    )


def released(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out source/, which stays with the instructor."""
    return {name: data for name, data in files.items() if not name.startswith("assessments/source/")}


def add_doses(root: Path, module: str = "retinoids", quiz: str = "retinoids-quiz") -> None:
    """Put graded dose items with variants into a module's bank and a quiz."""
    path = root / f"assessments/bank/{module}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["items"] += DOSES
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    written = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    next(one for one in written["assessments"] if one["id"] == quiz)["items"] += [dose["id"] for dose in DOSES]
    (root / "course.yaml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")


def reach(root: Path) -> dict[str, bytes]:
    """Build, generate, release and open the course; return every file a learner can read."""
    for folder in FOLDERS:
        shutil.rmtree(root / folder, ignore_errors=True)
    course_files.build(root)
    for assessment in courses.load(root).assessments:
        made.quickly(root, "generate_assignment", assessment.id, "--force")
        if sys.platform != "win32":
            made.quickly(root, "release_assignment", assessment.id, "--force")
    workspace.lay_out(courses.load(root))
    paths = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def package_files() -> list[bytes]:
    """Return what the page loads from the installed package."""
    return [path.read_bytes() for path in LAB_EXTENSIONS.rglob("*") if path.is_file()]


def normalise(root: Path) -> list[str]:
    """Write each bank the way `rotate` will, so that only keys differ; return the secret texts."""
    return [text for path in banks(root) for text in write(path, yaml.safe_load(path.read_text(encoding="utf-8")))]


def rotate(root: Path) -> list[str]:
    """Give every graded item another key and other words."""
    texts = []
    for path in banks(root):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in data["items"]:
            if use(item, data) == "graded":
                before = {name: item.get(name) for name in SECRET}
                another(item)
                assert item["kind"] == "text" or any(
                    item.get(name) != before[name] for name in ("key", "formula", "variants")
                ), item["id"]
        texts += write(path, data)
        (cases if path.parent.name == "cases" else bank).load(path)
    return texts


def another(item: dict) -> None:
    """Change all that is secret of an item, keeping it valid and its points the same."""
    item["facts"], item["critical"] = [], not item.get("critical", False)
    if item["kind"] == "text":
        item["rubric"] = f"Another rubric for {item['id']}."
        return
    if item["kind"] == "numeric":
        _another_number(item)
    else:
        item["key"] = _next(item["key"], item)
    item["why"] = f"Another reason for {item['id']}."
    item["feedback"] = {id: f"Another remark on {item['id']} {id}." for id in item["feedback"]}


def _another_number(item: dict) -> None:
    """Change all that makes a number right: key or formula, limits, tolerance, and which of its units it has."""
    item["tolerance"] = 0.25
    if "key" in item:
        item["key"] += 1
    if "formula" in item:
        item["formula"], item["limits"] = f"({item['formula']}) / 2 + 1", {"from": 1, "to": 1000}
    if "variants" in item:
        item["variants"] = [{**variant, "key": variant["key"] + 1} for variant in item["variants"]]
    if item.get("units"):
        item["unit"], item["units"] = item["units"][0], [*item["units"][1:], item["unit"]]


def _next(key, item):
    kind = item["kind"]
    if kind in ("cloze", "table_cloze", "rationale"):
        return {blank: _after(x, item["blanks"][blank]["options"]) for blank, x in key.items()}
    if kind == "drag_cloze":
        return {blank: _after(token, item["tokens"]) for blank, token in key.items()}
    if kind == "matrix_single":
        return {row: _after(column, item["columns"]) for row, column in key.items()}
    if kind == "highlight":
        from nbcare.questions.scoring import everything

        return [_after(span, everything(item)) for span in key]
    if kind == "bowtie":
        parts = {"actions": "actions", "condition": "conditions", "parameters": "parameters"}
        return {part: _next_of(ids, item[parts[part]]) for part, ids in key.items()}
    if kind in ("grouping", "matrix_multiple"):
        choices = {part: item["groups"][part]["options"] if kind == "grouping" else item["rows"] for part in key}
        return {part: _next_of(ids, choices[part]) for part, ids in key.items()}
    return _next_of(key, item["spots"] if kind == "hot_spot" else item["options"])


def _next_of(ids, options):
    return _after(ids, options) if isinstance(ids, str) else [_after(id, options) for id in ids]


def _after(id: str, options) -> str:
    ids = list(options)
    return ids[(ids.index(id) + 1) % len(ids)]


def banks(root: Path) -> list[Path]:
    return sorted(path for folder in ("bank", "cases") for path in (root / "assessments" / folder).glob("*.yaml"))


def use(item: dict, data: dict) -> str:
    """Return how an item is used; a case says it once for all of its items."""
    return item.get("use", data.get("use"))


def write(path: Path, data: dict) -> list[str]:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return hidden(data)


def hidden(data: dict) -> list[str]:
    """Return the beginnings of all texts that only an instructor may read."""
    graded = [item for item in data["items"] if use(item, data) == "graded"]
    # Up to the first placeholder: what follows is printed in other words.
    texts = [
        text
        for item in graded
        for text in (item.get("why", ""), item.get("rubric", ""), *item.get("feedback", {}).values())
    ]
    return [start for text in texts if len(start := str(text).split("{{")[0].strip()) > 25]
