"""Blocks of every page: what they draw from plain text."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from launchops.facade.types import Answer, Highlight
from launchops.locale import Message
from launchops.ui import blocks

REFUSED = Message("uploads_refused", {"n": 12})


def answered(file: str) -> Answer:
    """An answer about a file of which 12 rows were refused."""
    words = {"files": 2, "users": 3, "events": 4, "file": file, "rows": 5, "refused": REFUSED}
    return Answer(Message("uploads_answer_refused", words), highlights=(Highlight(REFUSED, "warn"),))


def test_only_the_phrase_that_needs_a_person_is_coloured() -> None:
    assert blocks.answer_markdown(answered("a")) == (
        r"2 uploads hold 3 users and 4 events\. The last, a, brought 5 rows; :orange[12 rows were refused]\."
    )


def test_text_from_a_file_stays_text_in_the_answer() -> None:
    drawn = blocks.answer_markdown(answered("![x](http://evil.example)"))
    assert "\\!\\[x\\]\\(http\u2060\\:\\/\\/evil\\.example\\)" in drawn


def test_a_phrase_that_is_not_in_the_sentence_changes_nothing() -> None:
    answer = Answer(Message("uploads_none"), highlights=(Highlight(REFUSED, "bad"),))
    assert ":red[" not in blocks.answer_markdown(answer)


def test_two_phrases_are_coloured_each_in_its_tone() -> None:
    none = Message("settings_no_activation")
    message = Message("settings_answer_no_date", {"name": "Tea", "active": REFUSED, "activation": none})
    drawn = blocks.answer_markdown(Answer(message, highlights=(Highlight(none, "bad"), Highlight(REFUSED, "warn"))))
    assert ":orange[12 rows were refused]" in drawn
    assert drawn.endswith(r"activation is unknown\.]")


HOSTILE_CARD = """
from launchops.ui import blocks

bad = '<img src=x onerror="alert(1)">'
blocks.card(name=bad, value=bad, note=bad, lead=bad, reason=bad, status="behind", filled=1.7, pace=-0.2)
"""


def test_a_card_shows_hostile_text_as_text_and_keeps_its_bar_inside() -> None:
    html: Any = AppTest.from_string(HOSTILE_CARD).run().get("html")[0]
    body = html.proto.body
    assert "<img" not in body
    assert body.count("&lt;img") == 5  # name, value, note, lead, reason
    assert "width:100.0%" in body
    assert "left:0.0%" in body


@pytest.mark.parametrize(("day", "words"), [(None, "not known yet"), (20557, "readable on 14 Apr")])
def test_unknown_says_when_it_becomes_known(day: int | None, words: str) -> None:
    assert blocks.unknown(day) == words  # day 20557 is 14 April 2026
