"""The stickiness page in a real browser: parts and pictures by click and by link, the list of a holdout, the wall."""

import csv
import io
import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.server import Server


def opened(open_screen: OpenScreen, server: Server, query: str = "") -> Screen:
    """The page of the sample launch."""
    screen = open_screen()
    screen.open(server.address("stickiness", query))
    return screen


def test_a_click_changes_picture_and_part_and_stays_in_the_address(
    open_screen: OpenScreen, sample_server: Server
) -> None:
    screen = opened(open_screen, sample_server)
    expect(screen.headline).to_contain_text("points")
    screen.page.get_by_role("radio", name="Week by week").click()
    screen.page.get_by_role("radio", name="New users").click()
    expect(screen.page.get_by_text("users signed up with it")).to_be_visible()
    expect(screen.page).to_have_url(re.compile("view=week"))
    expect(screen.page).to_have_url(re.compile("part=newcomers"))
    screen.expect_healthy()


def test_the_list_of_a_holdout_downloads_with_both_arms(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = opened(open_screen, sample_server, "part=holdout")
    screen.page.locator(".st-key-holdout_activity input").fill("tea week")
    screen.page.keyboard.press("Enter")
    button = screen.page.locator(".st-key-holdout_download button")
    with screen.page.expect_download() as download:
        button.click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert {row["activity"] for row in rows} == {"tea week"}
    held_out = sum(row["arm"] == "holdout" for row in rows)
    assert held_out + sum(row["arm"] == "offered" for row in rows) == len(rows)
    assert abs(held_out / len(rows) - 0.1) < 0.02
    screen.expect_healthy()


def test_the_wall_shows_verdict_pictures_and_advice_without_scrolling(
    open_screen: OpenScreen, sample_server: Server
) -> None:
    screen = open_screen(width=1920, height=1080)
    screen.open(sample_server.address("stickiness", "tv=1"))
    advice = screen.page.locator(".lo-leaning p")
    expect(advice).to_contain_text("What to do:")
    box = advice.bounding_box()
    assert box is not None and box["y"] + box["height"] <= 1080
    screen.expect_healthy()
