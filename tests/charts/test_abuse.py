"""The picture of flagged groups."""

import pandas as pd

from launchops.charts.abuse import MOST_ACCOUNTS, MOST_GROUPS, abuse_chart
from launchops.charts.style import Look
from launchops.review.abuse_results import AbuseCluster, AbuseFlags

TIES = ["user_id", "hub", "kind", "cluster"]


def flags(*sizes: int) -> AbuseFlags:
    """A group of so many accounts on one device each."""
    ties = [
        {"user_id": 1000 * number + account, "hub": f"device {number}", "kind": "device", "cluster": number}
        for number, size in enumerate(sizes, 1)
        for account in range(size)
    ]
    clusters = tuple(AbuseCluster(number, size, 0.9, (), ()) for number, size in enumerate(sizes, 1))
    return AbuseFlags(40, 100, pd.DataFrame(), clusters, pd.DataFrame(ties, columns=TIES), frozenset({"device"}))


def test_the_largest_groups_are_drawn_with_their_sizes():
    chart = abuse_chart(flags(*[5] * (MOST_GROUPS + 2)), look=Look())
    assert chart is not None
    assert len(chart.figure.layout.annotations) == MOST_GROUPS
    assert chart.figure.layout.annotations[0].text == "<b>Group 1</b> · 5 accounts"
    assert chart.alt.startswith("Group 1: 5 accounts on 1 common points")


def test_a_group_of_thousands_shows_some_of_its_accounts():
    chart = abuse_chart(flags(3_000), look=Look())
    assert chart is not None
    assert max(len(trace.x) for trace in chart.figure.data if trace.mode == "markers") == MOST_ACCOUNTS


def test_without_a_group_there_is_no_picture():
    assert abuse_chart(flags(), look=Look()) is None
    assert abuse_chart(flags(1), look=Look()) is None
