"""The language switch changes the words and nothing else."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.server import Server

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def switch_to(screen: Screen, name: str) -> None:
    """Choose a language by its own name."""
    screen.keyed("language").get_by_text(name, exact=True).click()


def test_the_switch_keeps_the_page_and_its_filters(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address("stickiness"))
    screen.keyed("filter_channel_menu").get_by_role("button").click()
    screen.page.locator(".st-key-filter_channel button").first.click()
    expect(screen.page).to_have_url(re.compile("channel="))
    chosen = re.search(r"channel=([^&]+)", screen.page.url)
    assert chosen is not None
    screen.page.keyboard.press("Escape")

    switch_to(screen, "中文")

    expect(screen.headline).to_have_text(CHINESE)
    expect(screen.page).to_have_url(re.compile(r"/stickiness\?.*lang=zh"))
    expect(screen.page).to_have_url(re.compile(re.escape(chosen.group(0))))
    screen.expect_healthy()


def test_the_switch_is_remembered_on_the_other_pages(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address("goals"))
    switch_to(screen, "中文")
    expect(screen.headline).to_have_text(CHINESE)
    screen.navigation_links.nth(0).click()
    screen.settle()
    expect(screen.headline).to_have_text(CHINESE)
    switch_to(screen, "English")
    expect(screen.headline).not_to_have_text(CHINESE)
    screen.expect_healthy()


def test_the_address_wins_over_the_browser(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = open_screen(locale="zh-CN")
    screen.open(sample_server.address("goals", "lang=en"))
    expect(screen.headline).not_to_have_text(CHINESE)
