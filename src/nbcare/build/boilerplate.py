"""The parts that all pages share: title, safety line, objectives, references."""

from nbcare.content.course import Assessment, Course, Module
from nbcare.content.course_file import ReviewEntry
from nbcare.content.evidence import Evidence, References
from nbcare.content.glossary import HEADING, Term

SAFETY = (
    "**For education only.** The order for your patient and your local protocol decide what is given. "
    "Every patient in this course is invented."
)


def module_head(module: Module) -> str:
    """Return a module's title, safety line, review status, minutes and objectives."""
    aims = "\n".join(f"- {text}" for text in module.objectives.values())
    return (
        f"# {module.title}\n\n> {SAFETY}\n>\n> {review_line(module.review)}\n\n"
        f"**About {module.minutes} minutes.** After this page you can:\n\n{aims}"
    )


def review_line(review: ReviewEntry) -> str:
    """Return who reviewed a page and when, or that it is not reviewed."""
    if "by" in review and "on" in review:
        return f"**Review:** {review['status']}, by {review['by']}, on {review['on']}."
    return f"**Review:** {review['status']}."


def quiz_head(course: Course, assessment: Assessment) -> str:
    """Return a quiz's title, safety line and its rules in three short points."""
    module = course.module(assessment.module)
    return (
        f"# {assessment.title}\n\n> {SAFETY}\n>\n> {review_line(module.review)}\n\n"
        f"- **{len(assessment.items)} questions.** Take the time you need.\n"
        "- **Each click is saved.** Look for the word *Saved* under the question. You can leave and come back.\n"
        f"{_about_cases(assessment)}"
        "- **At the end, hand in.** You see what was right, and why, when your instructor returns the results.\n"
        f"- **To pass:** {assessment.pass_percent} % of the points, and every critical question fully right."
    )


def _about_cases(assessment: Assessment) -> str:
    """Return what a learner has to know before a case begins: answers are locked."""
    if not assessment.cases:
        return ""
    return "- **A case opens step by step.** When you open its next step, your answer to the step before is locked. The page asks you first.\n"


def words(used: dict[str, Term], evidence: Evidence, numbered: References) -> str:
    """Return the meanings of the words a page uses, in the order of the alphabet; nothing when it uses none."""
    if not used:
        return ""
    lines = []
    for term in sorted(used.values(), key=lambda term: term.term.lower()):
        cite = evidence.expand(f" {{{{cite:{term.cite}}}}}", numbered) if term.cite else ""
        lines.append(f"- **{term.term}**: {term.plain}{cite}")
    return f"## {HEADING}\n\n" + "\n".join(lines)


def references(numbered: References) -> str:
    """Return the page's numbered list of sources."""
    lines = [f"{number}. {text}" for number, text in numbered.entries()]
    if not lines:
        return "## References\n\nThis page quotes no source."
    return "## References\n\nThe numbers in square brackets lead here.\n\n" + "\n".join(lines)
