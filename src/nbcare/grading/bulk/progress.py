"""Say on a terminal how far a run is, in one line that is written over; into a file or a pipe nothing is written."""

import sys
import time
from typing import TextIO

# More often only makes a terminal flicker.
_EVERY_SECONDS = 0.1


class ProgressLine:
    """One line with what is done, how much of it, and the time that is left at this pace."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = sys.stdout if out is None else out
        self._shown = self._out.isatty()
        self._longest, self._at, self._began, self._doing = 0, 0.0, 0.0, ""

    def start(self, doing: str) -> None:
        """Begin a new part of the run; `doing` says what is done."""
        self._doing, self._began, self._at = doing, time.monotonic(), 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show that so many of so many are done."""
        now = time.monotonic()
        if not self._shown or now - self._at < _EVERY_SECONDS:
            return
        self._at = now
        left = f", {_time((now - self._began) * (total - done) / done)} left" if done else ""
        self._write(f"{self._doing}: {done:,} of {total:,}{left}")

    def end(self) -> None:
        """Clear the line."""
        if self._shown and self._longest:
            self._write("")
            self._out.write("\r")
            self._out.flush()

    def _write(self, text: str) -> None:
        self._longest = max(self._longest, len(text))
        self._out.write(f"\r{text.ljust(self._longest)}")
        self._out.flush()


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"
