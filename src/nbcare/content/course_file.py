"""What course.yaml holds, once it fits its schema: types for mypy."""

from typing import NotRequired, TypedDict


class ReviewEntry(TypedDict):
    """What a clinician's review of a module came to; `by` and `on` when there was one."""

    status: str
    by: NotRequired[str]
    on: NotRequired[str]


class ModuleEntry(TypedDict):
    """A module as course.yaml has it."""

    slug: str
    title: str
    minutes: int
    bank: NotRequired[str]
    objectives: dict[str, str]
    review: ReviewEntry


class AssessmentEntry(TypedDict):
    """An assessment as course.yaml has it: its items, and cases, by id."""

    id: str
    title: str
    module: str
    form: str
    items: list[str]
    pass_percent: NotRequired[int]
    attempts: NotRequired[int]


class CourseFile(TypedDict):
    """course.yaml, once it fits its schema."""

    version: int
    course: str
    title: str
    release: str
    pass_percent: int
    attempts: NotRequired[int]
    modules: list[ModuleEntry]
    gallery: NotRequired[ModuleEntry]
    assessments: list[AssessmentEntry]
