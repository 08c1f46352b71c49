"""Chromium and Firefox behind one face: what Selenium does differently in each, or does not do at all."""
import base64
import os

from selenium import webdriver

import _marionette

PATIENCE = 180  # seconds; a machine may have other things to do
FEATURES = ("prefers-color-scheme", "prefers-reduced-motion", "forced-colors")


class Chromium:
    name = "chromium"
    paths = ("/usr/bin/chromium", "/usr/bin/chromedriver")
    packages = "chromium or chromium-driver"

    def __init__(self, work):
        options = webdriver.ChromeOptions()
        options.binary_location = self.paths[0]
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                         "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--disable-pushstate-throttle",
                         "--window-size=1400,1000", f"--user-data-dir={work / 'chromium'}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        try:
            from selenium.webdriver.chrome.service import Service
            self.driver = webdriver.Chrome(service=Service(self.paths[1]), options=options)
        except TypeError:
            self.driver = webdriver.Chrome(executable_path=self.paths[1], options=options)
        self.driver.set_script_timeout(PATIENCE)

    def media(self, **features):
        """media(forced_colors="active"); without any: as it was."""
        wanted = [{"name": name, "value": features.get(name.replace("-", "_"), "")} for name in FEATURES]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})

    def narrow(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True})

    def wide(self):
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def pdf(self):
        pdf = self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False, "paperWidth": 8.27, "paperHeight": 11.69})
        return base64.b64decode(pdf["data"])

    def said(self):
        """What the console said since the last call: errors, warnings, reports of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


class Firefox:
    name = "firefox"
    paths = (next((path for path in ("/usr/bin/firefox-esr", "/usr/bin/firefox") if os.path.exists(path)), "/usr/bin/firefox-esr"),)
    packages = "firefox-esr"

    def __init__(self, work):
        self.driver = _marionette.start(self.paths[0], work / "firefox", {"dom.navigation.navigationRateLimit.count": 0})
        self.driver.set_window_rect(width=1400, height=1000)
        self.driver.set_script_timeout(PATIENCE)

    def inside(self, code, *arguments):
        """Runs in the browser's own window, not in the page."""
        self.driver.execute("context", {"value": "chrome"})
        try:
            return self.driver.execute_script(code, *arguments)
        finally:
            self.driver.execute("context", {"value": "content"})

    def media(self, **features):
        # By preferences: what is set for one browsing context does not outlive a change of its process.
        self.inside("""
          for (const [name, value] of arguments[0])
            if (value === null) Services.prefs.clearUserPref(name); else Services.prefs.setIntPref(name, value);
        """, [("layout.css.prefers-color-scheme.content-override", 0 if features.get("prefers_color_scheme") == "dark" else None),
              ("ui.prefersReducedMotion", 1 if features.get("prefers_reduced_motion") else None),
              ("browser.display.document_color_use", 2 if features.get("forced_colors") else None)])

    def narrow(self, width, height):
        # A window cannot be that narrow, what it shows can.
        self.inside("""const style = gBrowser.selectedBrowser.style;
          for (const [name, value] of Object.entries({width: arguments[0], height: arguments[1]}))
            for (const limit of ["min-", "max-"]) style.setProperty(limit + name, value + "px");""", width, height)
        self.settle(width)

    def wide(self):
        self.inside("""for (const name of ["min-width", "max-width", "min-height", "max-height"])
                         gBrowser.selectedBrowser.style.removeProperty(name);""")
        self.settle(1400)

    def settle(self, width):
        self.driver.execute_async_script("""const [width, done] = arguments, wait = () => (innerWidth === width ? done() : setTimeout(wait, 10)); wait();""", width)

    def pdf(self):
        pdf = self.driver.execute("printPage", {"background": False, "page": {"width": 21.0, "height": 29.7}})
        return base64.b64decode(pdf["value"])

    def said(self):
        return self.inside("""
          const said = [];
          for (const message of Services.console.getMessageArray()) {
            let error;
            try { error = message.QueryInterface(Ci.nsIScriptError); } catch { continue; }
            if (!/^(file|blob|data):/.test(error.sourceName)) continue; // the browser's own
            said.push(`${error.category}: ${error.errorMessage} (${error.sourceName}:${error.lineNumber})`);
          }
          Services.console.reset();
          return said;""")


def browsers():
    return (Chromium, Firefox)


def missing(browser):
    return "" if all(map(os.path.exists, browser.paths)) else f"{browser.packages} is not installed"
