"""What keeps an activity from being saved, at the field where it stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from launchops.review.activity_record import activity_problems
from launchops.store.records import Activity

GOOD = Activity(
    None, "tea", "Tea week", start_on=date(2026, 3, 1), end_on=date(2026, 3, 1), budget=Decimal(100),
    per_person_cap=Decimal(100), holdout_share=0.9,
)  # fmt: skip


def test_a_day_long_activity_with_everything_at_its_limit_can_be_saved():
    assert activity_problems(GOOD) == {}
    assert activity_problems(Activity(None, "tea", "Tea week")) == {}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": " "}, "name", "field_required"),
        ({"key": ""}, "key", "field_required"),
        ({"end_on": date(2026, 2, 28)}, "end_on", "activity_ends_before_start"),
        ({"holdout_share": 0.0}, "holdout_share", "activity_holdout_share"),
        ({"holdout_share": 0.91}, "holdout_share", "activity_holdout_share"),
        ({"holdout_share": -0.1}, "holdout_share", "activity_holdout_share"),
        ({"budget": Decimal(-1), "per_person_cap": None}, "budget", "activity_amount_negative"),
        ({"per_person_cap": Decimal(-1)}, "per_person_cap", "activity_amount_negative"),
        ({"per_person_cap": Decimal(101)}, "per_person_cap", "activity_cap_over_budget"),
    ],
)
def test_each_fault_is_named_at_its_field(change, field: str, code: str):
    found = activity_problems(replace(GOOD, **change))
    assert {name: message.code for name, message in found.items()} == {field: code}
