"""Status words and tones."""

import pytest

from launchops.ui.status import STATUS_WORDS, status_tone, status_word

GOAL_CODES = "on_track behind at_risk met missed in_tolerance out_of_tolerance not_started stale no_data too_few_data"
RISK_CODES = "triggered open accepted closed green amber red stale unknown"
UPLOAD_CODES = "loaded already_loaded refused undone"


@pytest.mark.parametrize("code", f"{GOAL_CODES} {RISK_CODES} {UPLOAD_CODES}".split())
def test_every_status_has_a_word(code: str) -> None:
    assert code in STATUS_WORDS
    assert status_word(code)


@pytest.mark.parametrize("code", ["stale", "no_data", "too_few_data", "unknown", "not_started"])
def test_what_is_not_known_is_never_green(code: str) -> None:
    assert status_tone(code) == "neutral"


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert (status_word("new_code"), status_tone("new_code")) == ("new code", "neutral")
