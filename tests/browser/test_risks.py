"""The risks page in a browser: names beside their rows, a choice in the address, limits in the unit of their figure."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.server import Server

LINE = 3  # px that may lie between the middle of a name's row and of the row beside it


def test_every_risk_stands_beside_its_own_row_and_a_choice_stays_in_the_address(
    screen: Screen, sample_server: Server
) -> None:
    screen.open(sample_server.address("risks", "lang=en"))
    names, rows = screen.page.get_by_test_id("stRadioGroup").locator("> div"), screen.page.locator(".lo-risk")
    expect(names).to_have_count(18)
    expect(rows).to_have_count(18)
    for place in range(18):
        name, row = names.nth(place).bounding_box(), rows.nth(place).bounding_box()
        assert name is not None
        assert row is not None
        assert abs(name["y"] + name["height"] / 2 - row["y"] - row["height"] / 2) <= LINE, place
        assert rows.nth(place).locator("strong").text_content() == names.nth(place).locator("p").first.text_content()
    screen.page.get_by_test_id("stRadioOption").filter(has_text="Nobody comes").click()
    expect(screen.page).to_have_url(re.compile(r"[?&]risk=\d+\b"))
    screen.settle()
    expect(screen.page.locator(".st-key-panel_panel_risk").last).to_contain_text("Nobody comes")
    screen.expect_healthy()


def test_another_figure_in_the_form_asks_for_limits_in_its_unit(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address("risks", "lang=en"))
    screen.page.get_by_role("tab", name="Change").click()
    panel = screen.page.locator(".st-key-panel_panel_risk").last
    panel.get_by_role("combobox", name="Figure that gives it away").fill("Sign-ups")  # a long list shows its top only
    screen.page.get_by_role("option", name="Sign-ups", exact=True).click()
    screen.settle()
    expect(panel.get_by_label("Red", exact=True)).to_have_value("")
    screen.expect_healthy()
