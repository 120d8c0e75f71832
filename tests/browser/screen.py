"""One browser tab as a person sees it: what is shown, and what went wrong behind it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PATIENCE = 60_000  # milliseconds; the machine may be busy, and no test measures time
ERROR_BOXES = '[data-testid="stException"], [data-testid="stAlertContentError"]'
# Opened by a page's own link, Streamlit's front end first looks for its server below that page, is told 404,
# and then finds it at the root. The browser notes each of these two as an error; they are no error of ours.
BASE_PATH_PROBE = re.compile(r"^http://127\.0\.0\.1:\d+/\w+/_stcore/(health|host-config)$")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
expect.set_options(timeout=PATIENCE)


@dataclass
class Screen:
    """A tab with a record of its console errors and of every request that left this machine."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        source = message.location.get("url", "")
        if message.type == "error" and not BASE_PATH_PROBE.match(source):
            self.console_errors.append(f"{message.text} ({source})")

    def _note_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if request.url.startswith(("http", "ws")) and host not in {"127.0.0.1", "localhost"}:
            self.foreign_requests.append(request.url)

    def open(self, address: str) -> None:
        """Go to an address and wait for the whole page."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page's headline stands and the script has stopped running."""
        expect(self.headline).to_be_visible()
        self.page.locator(SETTLED).wait_for()

    def keyed(self, key: str) -> Locator:
        """The block or widget with a key."""
        return self.page.locator(f".st-key-{key}")

    @property
    def headline(self) -> Locator:
        """The answer sentence at the top of the page."""
        return self.page.locator(".st-key-headline h1").first

    @property
    def error_boxes(self) -> Locator:
        """Every red box on the page."""
        return self.page.locator(ERROR_BOXES)

    @property
    def navigation_links(self) -> Locator:
        """The links of the page menu."""
        return self.page.locator('[data-testid="stSidebarNavLink"]')

    def expect_healthy(self) -> None:
        """No red box, no "page not found" dialog, no console error, nothing fetched from elsewhere."""
        expect(self.error_boxes).to_have_count(0)
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        assert self.console_errors == []
        assert self.foreign_requests == []
