"""Speak Firefox's own remote protocol for Selenium: no Debian package holds geckodriver, which does it elsewhere.

Marionette takes `[0, id, command, parameters]` over a socket, each message after its length in bytes and a colon, and
answers `[1, id, error, result]`. Its commands are those of the W3C's WebDriver protocol.
"""

import json
import re
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.errorhandler import ErrorHandler
from selenium.webdriver.remote.remote_connection import RemoteConnection

COMMANDS = {
    Command.NEW_SESSION: "WebDriver:NewSession",
    Command.GET: "WebDriver:Navigate",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL",
    Command.GO_BACK: "WebDriver:Back",
    Command.REFRESH: "WebDriver:Refresh",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.FIND_ELEMENTS: "WebDriver:FindElements",
    Command.CLICK_ELEMENT: "WebDriver:ElementClick",
    Command.SEND_KEYS_TO_ELEMENT: "WebDriver:ElementSendKeys",
    Command.CLEAR_ELEMENT: "WebDriver:ElementClear",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
    Command.PRINT_PAGE: "WebDriver:Print",
    Command.SET_WINDOW_RECT: "WebDriver:SetWindowRect",
    Command.QUIT: "Marionette:Quit",
}
"""The commands that the tests give, by Selenium's names."""
# A nurse's own settings: what is recommended for tests gives all files one storage, and each has its own.
SETTINGS = """user_pref("marionette.port", 0);
user_pref("remote.prefs.recommended", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
"""
_PORT_FILE = "MarionetteActivePort"
_PATIENCE = 60
"""Seconds that Firefox may need to start, or for one command."""


class MarionetteConnection(RemoteConnection):
    """Start a Firefox with a profile of its own, and send it what Selenium would send to geckodriver."""

    def __init__(self, program: str, profile: Path):
        super().__init__(
            client_config=ClientConfig("http://127.0.0.1")
        )  # nothing is sent there: Selenium calls `execute`
        (profile / "user.js").write_text(SETTINGS, encoding="utf-8")
        self._firefox = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = socket.create_connection(("127.0.0.1", _port(profile, self._firefox)), _PATIENCE)
        self._number = 0
        self._receive()  # its greeting

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return the value of a command; raise Selenium's exception for an error."""
        self._number += 1
        self._send([0, self._number, COMMANDS[command], _parameters(command, params)])
        _, _, error, result = self._receive()
        if error:
            ErrorHandler().check_response({"status": 500, "value": json.dumps({"value": error})})
        if command == Command.NEW_SESSION:
            return {"value": result}
        return {"value": result.get("value") if isinstance(result, dict) else result}

    def close(self) -> None:
        """Wait until Firefox has ended after its last command, and end it if it does not."""
        self._socket.close()
        try:
            self._firefox.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._firefox.kill()
            self._firefox.wait()

    def _send(self, message: list[Any]) -> None:
        data = json.dumps(message).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))

    def _receive(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._bytes(1)
        return json.loads(self._bytes(int(head[:-1])))

    def _bytes(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            if not (more := self._socket.recv(count - len(data))):
                raise ConnectionError("Firefox has ended")
            data += more
        return data


def _parameters(command: str, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters as Marionette calls them."""
    if command == Command.NEW_SESSION:
        return dict(params.get("capabilities", {}).get("alwaysMatch", {}))
    if command == Command.QUIT:
        return {"flags": ["eForceQuit"]}
    if command == Command.W3C_EXECUTE_SCRIPT:
        return {**params, "sandbox": None}  # the page's own objects, not copies of them
    return params


def _port(profile: Path, firefox: subprocess.Popen) -> int:
    """Return the port that Firefox chose, which it writes into its profile."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and firefox.poll() is None:
        file = profile / _PORT_FILE
        if file.is_file() and re.fullmatch(r"\d+", text := file.read_text().strip()):
            return int(text)
        time.sleep(0.05)
    firefox.kill()
    raise ConnectionError("Firefox did not start")
