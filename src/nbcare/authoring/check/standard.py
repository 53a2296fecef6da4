"""Rules: what every module with a graded quiz has. A module without a quiz, such as the first page, is free of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.content import markdown
from nbcare.content.course import Assessment, Module
from nbcare.content.course_root import shown
from nbcare.questions.item import Item

SECTIONS = ("Say it to a family", "Where sources disagree", "In one paragraph")
PRE_QUESTIONS = range(3, 6)
EXPLORERS = 2
PRACTICE = 15
# Minutes: adults read about 200 words of such a text a minute; a question and an explorer take these.
WORDS_A_MINUTE, MINUTES_A_QUESTION, MINUTES_AN_EXPLORER = 200, 0.75, 3
PLAUSIBLE = (0.7, 1.35)
# A check comes at the latest after eight minutes of reading.
UNBROKEN = 8 * WORDS_A_MINUTE


def modules(content: Content) -> Iterator[tuple[Module, str, str]]:
    """Yield each module with a quiz, the file of its lesson and the text of it."""
    quizzed = {assessment.module for assessment in content.course.assessments}
    for module in content.course.modules:
        file = shown(content.course.lesson_path(module.slug), content.course.root)
        if module.slug in quizzed and file in content.lessons:
            yield module, file, content.lessons[file]


def every_module_begins_and_ends_with_the_same_questions(content: Content) -> Iterator[Finding]:
    """Find modules whose pre-questions are too few or too many, or do not come back."""
    for _, file, text in modules(content):
        calls = [(call.id, call.before) for call in markdown.calls(text) if call.word == "ask"]
        before = [id for id, early in calls if early]
        if len(before) not in PRE_QUESTIONS:
            yield error(file, "", f"it has {len(before)} pre-questions", 'ask three to five with moment="before"')
        for id in before:
            if (id, False) not in calls:
                yield error(file, id, "this pre-question does not come back", f'write ask("{id}") near the end')


def every_module_has_its_sections(content: Content) -> Iterator[Finding]:
    """Find modules without a section for families, one on sources that disagree, or a summary."""
    for _, file, text in modules(content):
        written = {block.text for block in markdown.blocks(text) if block.level == 2}
        for heading in SECTIONS:
            if heading not in written:
                yield error(file, "", f"the section '{heading}' is missing", f"write it below '## {heading}'")


def every_module_has_enough_to_do(content: Content) -> Iterator[Finding]:
    """Find modules with too few explorers, too little practice, or too few practice items about a patient."""
    for module, file, text in modules(content):
        explorers = _count(text, "explore")
        if explorers < EXPLORERS:
            yield error(file, "", f"it shows {explorers} explorers", f"show at least {EXPLORERS}")
        items = _practice(content, module)
        if len(items) < PRACTICE:
            yield error(file, "", f"its bank has {len(items)} practice items", f"write at least {PRACTICE}")
        patients = sum(bool(item.get("fictional")) for item in items)
        if patients * 2 < len(items):
            yield error(
                file,
                "",
                f"{patients} of {len(items)} practice items start from a patient",
                "let at least half do so, marked 'fictional: true'",
            )


def every_practice_item_is_asked(content: Content) -> Iterator[Finding]:
    """Find practice items that no lesson asks."""
    for module, file, text in modules(content):
        called = {call.id for call in markdown.calls(text) if call.word == "ask"}
        for item in _practice(content, module):
            if item["id"] not in called:
                yield error(
                    file, item["id"], "this practice item is never asked", f'write ask("{item["id"]}") where it belongs'
                )


def every_module_checks_in_time(content: Content) -> Iterator[Finding]:
    """Find stretches of a lesson that read longer than eight minutes without a question or an explorer."""
    for _, file, text in modules(content):
        for part in _stretches(text):
            words = _words(part)
            if words > UNBROKEN:
                heading = next((block.text for block in markdown.blocks(part) if block.level == 2), "")
                yield error(
                    file, f"'{heading}'", f"{words} words in a row without a question", "ask a practice item in between"
                )


def minutes_are_plausible(content: Content) -> Iterator[Finding]:
    """Find modules whose stated minutes are far from what reading, answering and playing take."""
    low, high = PLAUSIBLE
    for module, _, text in modules(content):
        reading = sum(map(_words, _stretches(text))) / WORDS_A_MINUTE
        doing = _count(text, "ask") * MINUTES_A_QUESTION + _count(text, "explore") * MINUTES_AN_EXPLORER
        wanted = reading + doing
        if not low <= module.minutes / wanted <= high:
            yield error(
                "course.yaml",
                module.slug,
                f"says {module.minutes} minutes, and its page takes about {wanted:.0f}",
                "correct the minutes, or shorten the page",
            )


def every_critical_item_has_a_second_form(content: Content) -> Iterator[Finding]:
    """Find critical items that a learner who tries again would meet unchanged."""
    items = content.items
    for module in content.course.modules:
        forms = [form for form in content.course.assessments if form.module == module.slug]
        for form in forms:
            for item in _critical(form, items):
                if not any(
                    _twin(item, other)
                    for second in forms
                    if second is not form
                    for other in _critical(second, items)
                    if other["id"] not in form.items
                ):
                    yield error(
                        "course.yaml",
                        form.id,
                        f"the critical item {item['id']} has no second form",
                        "write a graded item of its kind and objective with another patient, and name it in another form of the quiz",
                    )


def _critical(form: Assessment, items: dict[str, Item]) -> list[Item]:
    return [items[id] for id in form.items if id in items and items[id].get("critical")]


def _twin(item: Item, other: Item) -> bool:
    return (item["kind"], item["objective"]) == (other["kind"], other["objective"]) and item["stem"] != other["stem"]


def _practice(content: Content, module: Module) -> list[Item]:
    file = shown(content.course.bank_path(module.bank), content.course.root) if module.bank else ""
    return [item for item in content.banks.get(file, {}).values() if item["use"] == "practice"]


def _count(text: str, word: str) -> int:
    return sum(call.word == word for call in markdown.calls(text))


def _stretches(text: str) -> Iterator[str]:
    """Yield what is read between one question or explorer and the next."""
    lines, start = text.splitlines(), 0
    for call in markdown.calls(text):
        # The fences around a call are no words.
        yield "\n".join(lines[start : call.line - 2])
        start = call.line + 1
    yield "\n".join(lines[start:])


def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z][A-Za-z'’-]*", re.sub(r"\{\{[^}]*\}\}|\]\([^)]*\)|```\w*", " ", text)))
