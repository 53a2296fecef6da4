"""Run JupyterLab as the child of another process, and end with it: python -m nbcare.portal.lab_child OPTIONS."""

import os
import signal
import sys
import threading


def main(options: list[str]) -> None:
    """Run JupyterLab until it ends by itself, or until the parent closes our input, as its end does."""
    from jupyterlab.labapp import LabApp

    threading.Thread(target=_end_with_parent, daemon=True).start()
    LabApp.launch_instance(argv=options)


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
