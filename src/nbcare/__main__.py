"""Run `python -m nbcare`."""

import sys

from nbcare.cli import main

if __name__ == "__main__":
    sys.exit(main())
