"""Firefox through its own remote protocol, Marionette, as a driver of Selenium: what geckodriver does, which Debian does not
have. Selenium's commands go to Firefox by the names that Marionette has for them.
"""
import json
import os
import socket
import subprocess
import time

from selenium import webdriver

COMMANDS = {
    "newSession": "WebDriver:NewSession", "quit": "Marionette:Quit", "get": "WebDriver:Navigate", "goBack": "WebDriver:Back",
    "goForward": "WebDriver:Forward", "refresh": "WebDriver:Refresh", "getTitle": "WebDriver:GetTitle",
    "getCurrentUrl": "WebDriver:GetCurrentURL", "findElement": "WebDriver:FindElement", "findElements": "WebDriver:FindElements",
    "clearElement": "WebDriver:ElementClear", "clickElement": "WebDriver:ElementClick", "getElementText": "WebDriver:GetElementText",
    "sendKeysToElement": "WebDriver:ElementSendKeys", "w3cExecuteScript": "WebDriver:ExecuteScript",
    "w3cExecuteScriptAsync": "WebDriver:ExecuteAsyncScript", "actions": "WebDriver:PerformActions",
    "clearActionState": "WebDriver:ReleaseActions", "screenshot": "WebDriver:TakeScreenshot", "printPage": "WebDriver:Print",
    "setWindowRect": "WebDriver:SetWindowRect", "newWindow": "WebDriver:NewWindow", "close": "WebDriver:CloseWindow",
    "switchToWindow": "WebDriver:SwitchToWindow", "w3cGetWindowHandles": "WebDriver:GetWindowHandles",
    "w3cGetCurrentWindowHandle": "WebDriver:GetWindowHandle", "setTimeouts": "WebDriver:SetTimeouts",
    "context": "Marionette:SetContext",
}


class Connection:
    """Takes the place of Selenium's connection to a driver's server."""

    def __init__(self, process, profile):
        port_file, patience = profile / "MarionetteActivePort", time.time() + 60
        while not (port_file.exists() and port_file.read_text().strip()):
            if process.poll() is not None or time.time() > patience:
                raise RuntimeError("Firefox did not start")
            time.sleep(0.05)
        self.process, self.number = process, 0
        self.socket = socket.create_connection(("127.0.0.1", int(port_file.read_text())), timeout=240)
        self.stream = self.socket.makefile("rb")
        self.receive()  # the greeting

    def receive(self):
        length = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise RuntimeError("Firefox has gone")
            length += byte
        return json.loads(self.stream.read(int(length)))

    def execute(self, command, parameters):
        parameters = {key: value for key, value in (parameters or {}).items() if key != "sessionId"}
        if command == "newSession":
            parameters = {"capabilities": {}}
        elif command == "quit":
            parameters = {"flags": ["eForceQuit"]}
        elif command == "screenshot":
            parameters = {"full": False}
        self.number += 1
        message = json.dumps([0, self.number, COMMANDS[command], parameters])
        self.socket.sendall(f"{len(message)}:{message}".encode("ascii"))
        _, _, error, value = self.receive()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        # Lists and the session come bare, other things as {"value": ...}.
        bare = not isinstance(value, dict) or "value" not in value
        return {"value": value if bare else value["value"]}

    def close(self):
        self.socket.close()
        self.process.wait(timeout=60)


def start(binary, profile, preferences):
    profile.mkdir(parents=True)
    preferences = {"marionette.port": 0, "app.normandy.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
                   "browser.shell.checkDefaultBrowser": False, "network.captive-portal-service.enabled": False, **preferences}
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in preferences.items()))
    process = subprocess.Popen([binary, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "MOZ_HEADLESS_WIDTH": "1400", "MOZ_HEADLESS_HEIGHT": "1085"})
    return webdriver.Remote(command_executor=Connection(process, profile), options=webdriver.FirefoxOptions())
