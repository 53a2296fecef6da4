"""What the commands of `nbcare` share."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"
"""Where a command adds its parser."""


def add(
    commands: Commands, name: str, text: str, run: Callable[[Namespace], int], *, content: bool = False
) -> ArgumentParser:
    """Add a command, with the same text in the list of commands and in its own help; return its parser.

    `content`: it writes what is for everybody; what any other command writes is for the account that runs it.
    """
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run, content=content)
    return parser


def add_no_browser(parser: ArgumentParser) -> None:
    """Add the option of every command that opens a browser."""
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
