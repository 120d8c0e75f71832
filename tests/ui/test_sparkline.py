"""The small trend line."""

import base64
import re
from collections.abc import Sequence

import pytest

from launchops.ui.sparkline import HEIGHT, WIDTH, trend_html


def points_of(values: Sequence[float]) -> list[tuple[float, float]]:
    """The points of the line that was drawn."""
    image = re.search(r"base64,([^']+)'", trend_html(values))
    assert image is not None
    drawn = re.search(r'points="([^"]+)"', base64.b64decode(image.group(1)).decode())
    assert drawn is not None
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in drawn.group(1).split())]


@pytest.mark.parametrize("values", [[], [5.0], [float("nan"), 3.0]])
def test_fewer_than_two_known_values_draw_no_line(values: list[float]) -> None:
    assert trend_html(values) == ""


def test_the_highest_value_stands_highest_and_inside_the_drawing() -> None:
    points = points_of([1.0, 3.0, 2.0])
    assert [y for _, y in points] == [32.0, 4.0, 18.0]  # y grows downwards, 4 pixels of edge
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


def test_an_unknown_value_leaves_its_place_empty() -> None:
    assert [x for x, _ in points_of([1.0, float("nan"), 2.0])] == [4.0, 176.0]


def test_a_level_line_is_drawn_without_dividing_by_zero() -> None:
    assert {y for _, y in points_of([7.0, 7.0, 7.0])} == {32.0}
