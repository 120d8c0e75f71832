"""Take the picture of the README from the running product: python -m tests.browser.picture"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS, run_command, store_url
from tests.browser.screen import Screen
from tests.browser.server import running_dashboard
from tests.conftest import REPOSITORY

PICTURE = REPOSITORY / "docs" / "images" / "overview.png"
DRAWN = ".js-plotly-plot .main-svg"


def take(folder: Path) -> None:
    """Serve a fresh sample launch and keep its overview page as a picture."""
    store = folder / "launchops.db"
    run_command("init", "--sample", "--store", store_url(store))
    with running_dashboard(store_url(store), folder) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        screen = Screen(chromium.new_page(viewport={"width": 1600, "height": 900}, locale="en-GB"))
        screen.open(server.address("", "lang=en"))
        screen.page.locator(DRAWN).first.wait_for()
        PICTURE.parent.mkdir(exist_ok=True)
        screen.page.screenshot(path=PICTURE)
        chromium.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take(Path(folder))
