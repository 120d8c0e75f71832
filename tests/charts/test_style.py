"""Texts from data on a chart, and the room labels need."""

import pytest

from launchops.charts.style import DARK, LIGHT, Look, plain, text_width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Spring", "Spring"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ('<a href="http://x">y</a>', '&lt;a href="http://x"&gt;y&lt;/a&gt;'),
        ("Q&amp;A", "Q&amp;amp;A"),
        ("$x^2$", "&#36;x^2&#36;"),
    ],
)
def test_no_text_from_data_becomes_markup_or_a_formula(text: str, shown: str):
    assert plain(text) == shown


def test_chinese_letters_take_more_room_than_latin_ones():
    assert text_width("活跃", 10) == 20
    assert text_width("ab", 10) == 11


def test_an_escaped_letter_takes_the_room_of_one():
    assert text_width(plain("<"), 10) == text_width("x", 10)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "core", "good", "warn", "bad"])
def test_texts_stand_out_from_the_ground(palette, name: str):
    assert _contrast(getattr(palette, name), palette.ground) >= 4.5  # WCAG AA for text


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["middle", "activity"])
def test_lines_stand_out_from_the_ground(palette, name: str):
    assert _contrast(getattr(palette, name), palette.ground) >= 3  # WCAG AA for graphics and large text


def test_lines_are_thicker_where_letters_are_larger():
    assert Look(font_size=28).line_width == pytest.approx(2 * Look(font_size=14).line_width)
