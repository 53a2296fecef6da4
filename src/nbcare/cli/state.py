"""Commands for administrators: backup, restore, archive, upgrade."""

from argparse import Namespace
from pathlib import Path

from nbcare.cli.command import Commands, add


def add_backup(commands: Commands) -> None:
    """Add `nbcare backup`."""
    parser = add(commands, "backup", "Copy answers, grades and settings into one file, while the course runs.", _backup)
    parser.add_argument("file", metavar="FILE", help="the archive to write, for example nbcare-monday.zip")


def add_restore(commands: Commands) -> None:
    """Add `nbcare restore`."""
    parser = add(commands, "restore", "Bring answers, grades and settings back from a backup.", _restore)
    parser.add_argument("file", metavar="FILE", help="an archive that `nbcare backup` wrote")


def add_archive(commands: Commands) -> None:
    """Add `nbcare archive`."""
    text = "Put a class aside: archive its answers, hand-ins and grades, and begin anew with an empty course."
    parser = add(commands, "archive", text, _archive)
    parser.add_argument("file", metavar="FILE", nargs="?", help="the archive to write (default: in state/backups)")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def add_upgrade(commands: Commands) -> None:
    """Add `nbcare upgrade`."""
    parser = add(
        commands,
        "upgrade",
        "Say what a new release changes for whom, make a backup, and bring the state to it.",
        _upgrade,
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--look", action="store_true", help="say only what changes")
    either.add_argument("--back", action="store_true", help="put the state back as it was before the last upgrade")


def _backup(arguments: Namespace) -> int:
    from nbcare.content import course
    from nbcare.content.settings import read_settings
    from nbcare.state import backup, ready

    loaded, target = course.load(), Path(arguments.file)
    ready.require_current(loaded)
    count = backup.back_up(loaded, target)
    print(f"{count} files are in {target}. Keep it where only you can read it: it holds answers and names.")
    if read_settings(loaded.state).gradebook:
        print("The gradebook lies on a server, and is not among them: copy it there, for example with pg_dump.")
    return 0


def _restore(arguments: Namespace) -> int:
    from nbcare.answers import times
    from nbcare.content import course
    from nbcare.content.settings import read_settings
    from nbcare.state import backup, ready, upgrade

    loaded = course.load()
    ready.require_current(loaded)
    listed = backup.restore(Path(arguments.file), loaded.state)
    at = times.parse(listed.at)
    when = times.in_words(at, read_settings(loaded.state).zone) if at else listed.at
    print(f"{loaded.state} holds the state of {when} again (release {listed.release}, {len(listed.files)} files).")
    if upgrade.is_older(loaded):
        print("Its store is of an earlier release. Run next: nbcare upgrade")
    return 0


def _archive(arguments: Namespace) -> int:
    from nbcare.content import course
    from nbcare.state import former_class, ready

    loaded = course.load()
    ready.require_current(loaded)
    if not arguments.yes and not _agreed():
        print("Nothing was changed.")
        return 1
    target = former_class.put_aside(loaded, Path(arguments.file) if arguments.file else None)
    print("Nobody is listed, and no answer, hand-in or grade is left in the course. Begin with a new list of learners,")
    print("and set due dates anew. To look at the former class, bring it back into a folder of its own:")
    print(f"  NBCARE_STATE=former-class nbcare restore {target}")
    return 0


def _agreed() -> bool:
    """Ask before a whole class goes; an input that is no terminal has not agreed."""
    print("This archives the answers, hand-ins and grades of everybody, and removes them from the course.")
    try:
        return input("Go on? Type yes: ").strip().lower() == "yes"
    except EOFError:
        return False


def _upgrade(arguments: Namespace) -> int:
    from nbcare.content import course
    from nbcare.state import upgrade

    loaded = course.load_local()
    if arguments.back:
        upgrade.go_back(loaded)
    elif arguments.look:
        upgrade.only_look(loaded)
    else:
        upgrade.upgrade(loaded)
    return 0
