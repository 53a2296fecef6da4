"""Turn mathematics into MathML while pages are made, so that no page needs a script for it."""

import html
import re

from latex2mathml.converter import convert

_COMMAND = re.compile(r"\\[A-Za-z]+")
_NOT_OURS = re.compile(r"\s(?:style|href|class|on\w+|mathcolor|mathbackground)=")


class NotMathematicsError(ValueError):
    """A formula that cannot be written as MathML."""


def mathml(latex: str, display: str) -> str:
    """Return a formula as MathML, `inline` or `block`, with its LaTeX for readers that know no MathML."""
    latex = latex.strip()
    try:
        made = convert(latex, display=display)
    except Exception as error:  # the converter has many, and none of them common
        raise NotMathematicsError(f"holds a formula that cannot be read ({type(error).__name__}): {latex}") from None
    if unknown := _COMMAND.search(made):
        raise NotMathematicsError(f"holds a formula with {unknown[0]}, which is not known: {latex}")
    if _NOT_OURS.search(made):
        raise NotMathematicsError(f"holds a formula with a link, a colour or a style: {latex}")
    return made.replace("<math ", f'<math alttext="{html.escape(latex)}" ', 1)
