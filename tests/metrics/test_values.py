"""Trait values for filters."""

import pytest

from launchops.errors import UnknownName
from launchops.metrics.values import trait_values
from tests.make import launch, user


def test_values_come_most_users_first_then_by_name_without_the_unknown():
    channels = ["seo", "ads", "", "", "", "qa", "seo", "ads"]
    tables = launch(*(user(signup=0, channel=channel) for channel in channels))
    assert trait_values(tables, "channel") == ("ads", "seo", "qa")
    assert trait_values(tables, "region") == ()


def test_other_columns_are_refused():
    with pytest.raises(UnknownName, match="user_id"):
        trait_values(launch(), "user_id")
