"""The shared screen: no chrome, large type, arrow keys, nothing else changed."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.server import Server

READABLE_PIXELS = 48  # of the headline, from three metres at 1920×1080


def shared(open_screen: OpenScreen, server: Server, page: str = "") -> Screen:
    """A shared screen on a meeting room's display."""
    screen = open_screen(width=1920, height=1080)
    screen.open(server.address(page, "tv=1"))
    return screen


def page_of(screen: Screen, server: Server) -> str:
    """The path in the address."""
    return screen.page.url.removeprefix(server.url).split("?")[0].strip("/")


def press(screen: Screen, server: Server, key: str) -> str:
    """Press an arrow key and wait for another page; returns its path."""
    before = page_of(screen, server)
    screen.page.keyboard.press(key)
    screen.page.wait_for_url(lambda url: url.removeprefix(server.url).split("?")[0].strip("/") != before)
    screen.settle()
    return page_of(screen, server)


def test_the_shared_screen_shows_no_menu(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = shared(open_screen, sample_server)
    expect(screen.headline).to_be_visible()
    expect(screen.navigation_links).to_have_count(0)
    expect(screen.page.get_by_test_id("stHeader")).not_to_be_visible()
    screen.expect_healthy()


def test_the_headline_is_readable_from_three_metres(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = shared(open_screen, sample_server)
    size = screen.headline.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    assert size >= READABLE_PIXELS


def test_arrow_keys_go_round_the_pages_and_back(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = shared(open_screen, sample_server)
    first = page_of(screen, sample_server)
    seen = [first]
    while (page := press(screen, sample_server, "ArrowRight")) != first:
        assert page not in seen, f"{page} came twice before the round was over"
        seen.append(page)
        expect(screen.page).to_have_url(re.compile("tv=1"))
    assert {"goals", "stickiness", "risks"} <= set(seen)
    assert press(screen, sample_server, "ArrowLeft") == seen[-1]
    screen.expect_healthy()


def test_the_way_out_brings_the_menu_back(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = shared(open_screen, sample_server, "goals")
    screen.page.locator(".st-key-shared_leave button").click()
    expect(screen.navigation_links.first).to_be_visible()
    assert page_of(screen, sample_server) == "goals"
    expect(screen.page).not_to_have_url(re.compile("tv=1"))
