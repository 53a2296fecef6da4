"""Which browsers beside Chromium can be driven on this machine, and by which programs."""

import shutil
import subprocess
from pathlib import Path

FIREFOX = "firefox-esr"
WPE_BROWSER = "cog"
SYSTEM_PYTHON = "/usr/bin/python3"
_MINIBROWSERS = "*/webkit2gtk-4.*/MiniBrowser"


def webkit_browser() -> str | None:
    """Return the path of the small browser that comes with WebKitGTK's driver."""
    return next((str(path) for path in sorted(Path("/usr/lib").glob(_MINIBROWSERS))), None)


def installed(name: str) -> bool:
    """Tell whether a browser can be driven here: `firefox`, `webkit` or `wpe`, or print: `webkit-print`."""
    if name == "firefox":
        return bool(shutil.which(FIREFOX))
    if name == "webkit-print":
        return _system_has_gtk()
    if name == "webkit":
        return bool(shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and webkit_browser())
    return bool(shutil.which("WPEWebDriver") and shutil.which(WPE_BROWSER))


def _system_has_gtk() -> bool:
    look = "import gi; gi.require_version('WebKit2', '4.1')"
    return (
        bool(shutil.which("Xvfb")) and subprocess.run([SYSTEM_PYTHON, "-c", look], capture_output=True).returncode == 0
    )
