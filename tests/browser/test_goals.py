"""The goals page in a browser: names stand beside their rows, and a choice is kept in the address."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.server import Server

LINE = 3  # px that may lie between the middle of a name's row and of the row beside it


def test_every_name_stands_beside_its_own_row(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address("goals", "lang=en"))
    names, rows = screen.page.get_by_test_id("stRadioGroup").locator("> div"), screen.page.locator(".lo-goal")
    expect(names).to_have_count(8)
    expect(rows).to_have_count(8)
    for place in range(8):
        name, row = names.nth(place).bounding_box(), rows.nth(place).bounding_box()
        assert name is not None
        assert row is not None
        assert abs(name["y"] + name["height"] / 2 - row["y"] - row["height"] / 2) <= LINE, place
        assert rows.nth(place).locator("strong").text_content() == names.nth(place).locator("p").first.text_content()


def test_a_choice_shows_the_goal_and_stays_in_the_address(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address("goals", "lang=en"))
    screen.page.get_by_test_id("stRadioOption").filter(has_text="Sign-ups").click()
    expect(screen.page).to_have_url(re.compile(r"[?&]goal=6\b"))
    screen.settle()
    expect(screen.page.locator(".st-key-panel_panel_goal").last).to_contain_text("of 18,000 by")
    screen.expect_healthy()
