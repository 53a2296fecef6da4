"""Commands about learners: list, add, rename, pin, remove, page. A portal that runs notices each within a second."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from nbcare.cli.command import Commands, add

if TYPE_CHECKING:
    from pathlib import Path

    from nbcare.portal.identity.roster_changes import Slip
    from nbcare.store.store import Store

_ONCE = "Hand it over now: it is kept as a hash only, and cannot be shown again."


def add_learner(commands: Commands) -> None:
    """Add `nbcare learner WHAT`, one parser for each thing to do."""
    text = "Change the list of learners while the course is open: a forgotten PIN, a nurse who came or left."
    parser = commands.add_parser("learner", help=text, description=text)
    things = parser.add_subparsers(required=True, metavar="WHAT")
    listing = add(things, "list", "Show who may log in.", _list)
    listing.add_argument("--all", action="store_true", help="also who has left")
    adding = add(things, "add", "Add a learner, and print a PIN of six digits.", _add)
    adding.add_argument("id", metavar="ID", help="the id to log in with, for example n41")
    adding.add_argument("name", metavar="NAME", nargs="*", help="the name; may be left out")
    renaming = add(things, "rename", "Correct a name; PIN and answers stay.", _rename)
    renaming.add_argument("id", metavar="ID")
    renaming.add_argument("name", metavar="NAME", nargs="+")
    pin = add(things, "pin", "Give learners new PINs of six digits, and print them; the old ones end.", _pin)
    pin.add_argument("ids", metavar="ID", nargs="+")
    removing = add(things, "remove", "Let learners log in no more; their answers and results stay.", _remove)
    removing.add_argument("ids", metavar="ID", nargs="+")
    add(things, "page", "Print an address that opens the page for all this once, while the course is served.", _page)


def _opened() -> "tuple[closing[Store], Path]":
    """Return the course's store, and nbgrader's course root."""
    from nbcare.answers import layout
    from nbcare.answers.course_store import open_course_store
    from nbcare.content import course
    from nbcare.state import ready

    loaded = course.load()
    ready.require_current(loaded)
    return closing(open_course_store(loaded.root)), layout.nbgrader_root(loaded.root)


def _list(arguments: Namespace) -> int:
    from nbcare.store import roster

    opened, _ = _opened()
    with opened as store:
        found = store.read(roster.known() if arguments.all else roster.listed())
    for id, entry in found.items():
        print(f"{id}  {entry.name}{'' if entry.listed else '  (cannot log in)'}".rstrip())
    if not found:
        print("Nobody is listed. Begin with: nbcare serve --roster learners.csv", file=sys.stderr)
    return 0


def _add(arguments: Namespace) -> int:
    from nbcare.portal.identity import roster_changes

    opened, root = _opened()
    with opened as store:
        _print([roster_changes.add(store, root, arguments.id, " ".join(arguments.name))])
    return 0


def _rename(arguments: Namespace) -> int:
    from nbcare.portal.identity import roster_changes

    opened, _ = _opened()
    with opened as store:
        name = roster_changes.rename(store, arguments.id, " ".join(arguments.name))
    print(f"{arguments.id} is now called {name}.")
    return 0


def _pin(arguments: Namespace) -> int:
    from nbcare.portal.identity import roster_changes

    opened, _ = _opened()
    with opened as store:
        _print(roster_changes.new_pins(store, arguments.ids))
    return 0


def _remove(arguments: Namespace) -> int:
    from nbcare.portal.identity import roster_changes

    opened, _ = _opened()
    with opened as store:
        roster_changes.remove(store, arguments.ids)
    print(f"{', '.join(arguments.ids)}: cannot log in any more. Answers and results are kept.")
    return 0


def _page(arguments: Namespace) -> int:
    from nbcare.portal.administration import address

    opened, _ = _opened()
    with opened as store:
        made = address.make(store)
    print(f"On this computer only, once, within ten minutes: {made}")
    return 0


def _print(slips: "Iterable[Slip]") -> None:
    for slip in slips:
        print(f"{slip.id}{f' ({slip.name})' if slip.name else ''}: PIN {slip.pin}")
    print(_ONCE)
