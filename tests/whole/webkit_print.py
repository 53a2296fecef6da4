"""Print a page with WebKitGTK: `python3 webkit_print.py ADDRESS FILE.pdf`, by the Python of the system, on a screen.

WebKit's driver has no command for it, and the system's Python is the one that knows GTK.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

MOUNTED = """document.readyState === 'complete' && (!document.querySelector('.nbp-widget[data-cell]')
  || document.documentElement.dataset.nbpMounted === 'all')"""
AGAIN = 50
"""Milliseconds until the page is asked once more."""


class Printer:
    """A window that nobody sees, which prints one page when all of it is there."""

    def __init__(self, file: str):
        self.file, self.problem, self.printing, self.view = file, "", False, WebKit2.WebView()
        window = Gtk.OffscreenWindow()
        window.set_default_size(1280, 900)
        window.add(self.view)
        window.show_all()
        self.view.connect("load-changed", self._loaded)

    def print(self, address: str) -> str:
        """Return why the page was not printed, and nothing when it was."""
        self.view.load_uri(address)
        Gtk.main()
        return self.problem

    def _loaded(self, _view, event) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            self._ask()

    def _ask(self) -> bool:
        self.view.evaluate_javascript(MOUNTED, -1, None, None, None, self._answered)
        return False

    def _answered(self, view, result) -> None:
        ready = view.evaluate_javascript_finish(result).to_boolean()
        if self.printing:
            return  # a page of the site may be loaded twice, and is asked after each
        if not ready:
            GLib.timeout_add(AGAIN, self._ask)
            return
        self.printing = True
        settings = Gtk.PrintSettings()
        settings.set(Gtk.PRINT_SETTINGS_PRINTER, "Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(self.file))
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.connect("finished", lambda _operation: Gtk.main_quit())
        operation.connect("failed", self._failed)
        operation.print_()

    def _failed(self, _operation, error) -> None:
        self.problem = error.message
        Gtk.main_quit()


if __name__ == "__main__":
    sys.exit(Printer(sys.argv[2]).print(sys.argv[1]) or None)
