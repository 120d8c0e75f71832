"""Language, escaping and formats of the screen."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.ui import text

HOSTILE = "![x](http://evil.example/p.png) **b** `c` $d$ :red[e] <b>f</b> [g](h) #i |j| ~k~"


def test_the_url_wins_over_the_saved_choice_and_the_browser() -> None:
    assert text.first_language("en", "zh", "zh-CN") == "en"


def test_the_saved_choice_wins_over_the_browser() -> None:
    assert text.first_language(None, "zh", "en-US") == "zh"


@pytest.mark.parametrize(
    ("browser", "language"), [("zh-CN", "zh"), ("zh-Hant-TW", "zh"), ("de-DE", "en"), (None, "en")]
)
def test_the_browser_decides_where_nothing_was_chosen(browser: str | None, language: str) -> None:
    assert text.first_language(None, None, browser) == language


def test_a_language_nobody_speaks_is_not_obeyed() -> None:
    assert text.first_language("xx", "yy", "zh-CN") == "zh"


def test_no_character_of_hostile_text_can_begin_markdown() -> None:
    unescaped = re.sub(r"\\.", "", text.escape(HOSTILE))
    assert not set(unescaped) & set("\\`*_{}[]()<>#+-!|$:~")


@pytest.mark.parametrize("address", ["http://a.example", "HTTPS://a.example", "www.a.example", "x@a.example"])
def test_a_bare_address_is_broken_invisibly_so_that_it_is_no_link(address: str) -> None:
    assert text.WORD_JOINER in text.escape(address)


@given(st.text())
def test_escaping_changes_nothing_but_the_face_of_line_breaks(anything: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", text.escape(anything))
    assert shown.replace(text.WORD_JOINER, "") == anything.replace(text.WORD_JOINER, "").replace("\n", " ").replace(
        "\r", " "
    )


def test_an_instant_is_told_in_the_launch_s_time_zone() -> None:
    at = datetime(2026, 4, 13, 20, 5, tzinfo=UTC)  # 04:05 the next morning in Shanghai
    assert text.moment(at, time_zone="Asia/Shanghai") == "14 Apr 04:05"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (4040, "users", "4,040"),
        (0.2134, "percent", "21.3 %"),
        (None, "users", "–"),
        (float("nan"), "percent", "–"),
    ],
)
def test_a_quantity_is_told_in_its_unit_and_unknown_is_no_zero(value: float, unit: str, words: str) -> None:
    assert text.quantity(value, unit).replace("\u202f", " ").replace("\xa0", " ") == words
