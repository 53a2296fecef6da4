"""What mypy must refuse: wrong fields of items, props, cases, explorers and course.yaml.

Nothing here is run. `mypy` reads this file with the package: each wrong line names the error that it must give, and an
error that is not given any more fails as an unused `type: ignore`.
"""

from nbcare.content.cases import CaseFile
from nbcare.content.course_file import CourseFile
from nbcare.questions.case_chart import Addition
from nbcare.questions.item import Item
from nbcare.questions.kinds.single import KIND
from nbcare.questions.numeric_item import NumericItem
from nbcare.questions.options import KeysItem, SingleItem
from nbcare.questions.props import CaseProps, ExplorerProps, Props


def of_an_item(item: Item) -> None:
    """An item has the fields that all kinds have, and no others."""
    item["stemm"]  # type: ignore[typeddict-item]
    item["options"]  # type: ignore[typeddict-item]
    item["points"]  # type: ignore[typeddict-item]
    item["why"] = ["a list"]  # type: ignore[typeddict-item]
    item["use"] = "exam"  # type: ignore[typeddict-item]


def of_a_kind(single: SingleItem, keys: KeysItem, numeric: NumericItem) -> None:
    """The key of a kind has the shape of that kind."""
    single["key"].append("a")  # type: ignore[attr-defined]
    keys["key"].upper()  # type: ignore[attr-defined]
    numeric["limits"]["least"]  # type: ignore[typeddict-item]
    KIND.points(keys, "a")  # type: ignore[arg-type]


def of_props(props: Props, case: CaseProps, explorer: ExplorerProps) -> None:
    """What a learner's page gets holds no word of the author's alone."""
    props["objective"]  # type: ignore[typeddict-item]
    props["momnet"]  # type: ignore[typeddict-item]
    props["sources"][0]["number"]  # type: ignore[typeddict-item]
    case["items"]  # type: ignore[typeddict-item]
    explorer["prediction"]["answer"]  # type: ignore[typeddict-item]


def of_a_file(case: CaseFile, addition: Addition, course: CourseFile) -> None:
    """Files that people write are typed like their schemas."""
    case["steps"]  # type: ignore[typeddict-item]
    addition["columns"]  # type: ignore[typeddict-item]
    course["modules"][0]["slugg"]  # type: ignore[typeddict-item]
