"""Commands for administrators: backup, restore, upgrade."""

from argparse import Namespace
from datetime import UTC
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
    when = times.in_words(at, read_settings(loaded.state).time_zone or UTC) if at else listed.at
    print(f"{loaded.state} holds the state of {when} again (release {listed.release}, {len(listed.files)} files).")
    if upgrade.is_older(loaded):
        print("Its store is of an earlier release. Run next: nbcare upgrade")
    return 0


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
