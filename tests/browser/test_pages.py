"""Every page, opened by its own link."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen, Serve
from tests.browser.screen import Screen
from tests.browser.server import Server
from tests.conftest import PROVING, REPOSITORY

FIRST_PAGE = "overview"  # it has the bare address
PAGES = sorted(path.stem for path in (REPOSITORY / "pages").glob("*.py"))
FRESH = PAGES if PROVING else [FIRST_PAGE, "retention", "upload"]  # that all begin alike stands in test_every_page.py
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def link_of(page: str) -> str:
    """The path of a page in the address."""
    return "" if page == FIRST_PAGE else page


@pytest.mark.prove
@pytest.mark.parametrize("page", FRESH)
def test_a_page_can_be_the_first_request_to_a_fresh_server(
    serve: Serve, screen: Screen, sample_store: Path, page: str
) -> None:
    # Until a session has run dashboard.py, Streamlit would serve pages/ on its own: no filters, no language,
    # and a menu of file names. The count of links and their words tell the two apart.
    server = serve(sample_store)
    screen.open(server.address(link_of(page)))
    expect(screen.navigation_links).to_have_count(len(PAGES))
    expect(screen.navigation_links.filter(has_text=re.compile("^Overview$"))).to_have_count(1)
    expect(screen.keyed("language")).to_be_visible()
    screen.expect_healthy()
    assert server.tracebacks() == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_empty_launch_says_what_to_do_next(same_screen: Screen, empty_server: Server, page: str) -> None:
    same_screen.open(empty_server.address(link_of(page)))
    expect(same_screen.headline).not_to_be_empty()
    same_screen.expect_healthy()
    assert empty_server.tracebacks() == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_in_chinese(same_screen: Screen, sample_server: Server, page: str) -> None:
    same_screen.open(sample_server.address(link_of(page), "lang=zh"))
    expect(same_screen.headline).to_have_text(CHINESE)
    expect(same_screen.navigation_links.filter(has_text=CHINESE)).to_have_count(len(PAGES))
    same_screen.expect_healthy()


def test_a_chinese_browser_is_answered_in_chinese(open_screen: OpenScreen, sample_server: Server) -> None:
    screen = open_screen(locale="zh-CN")
    screen.open(sample_server.address())
    expect(screen.headline).to_have_text(CHINESE)


def test_the_menu_leads_to_every_page(screen: Screen, sample_server: Server) -> None:
    screen.open(sample_server.address())
    answers = set()
    for page in [*[page for page in PAGES if page != FIRST_PAGE], FIRST_PAGE]:
        address = sample_server.address(link_of(page))
        link = screen.page.locator(f'[data-testid="stSidebarNavLink"][href="{address}"]')
        before = screen.headline.inner_text()
        link.click()
        screen.page.wait_for_url(re.compile(rf"/{link_of(page)}(\?|$)"))
        expect(screen.headline).not_to_have_text(before)
        screen.settle()
        answers.add(screen.headline.inner_text())
    assert len(answers) == len(PAGES)
    screen.expect_healthy()
