"""Fields of a record's form: filled with the record, in the words and units of people, with what is wrong beneath.

The record is kept as this session first showed it; a save over somebody else's change is then refused by its version.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from launchops.errors import LaunchopsError, RecordError
from launchops.locale import Message
from launchops.ui.text import _, escape, record_text, say

R = TypeVar("R")
IN_HUNDREDTHS = ("percent", "points")  # kept as a fraction, typed in percent or points: nobody types 0.2 for 20 %
BELOW_ZERO = ("count", "ratio", "points", "")
_SAVED = "_record_saved"


def shown_record(noun: str, current: Any, *, field: str = "name") -> Any:
    """The record as the form was filled with it, as long as the form is on the screen; else the current one.

    `field`: one that the form always draws.
    """
    pin = f"_{noun}_shown_{current.id}"
    pinned = st.session_state.get(pin)
    if pinned is None or f"{record_place(noun, pinned)}_{field}" not in st.session_state:
        pinned = st.session_state[pin] = current
    return pinned


def record_place(noun: str, record: Any) -> str:
    """The beginning of the keys of a record's widgets; another with every version, so that a reload refills them."""
    return f"{noun}_{record.id or 'new'}_{record.version if record.id else 0}"


def typed_number(shown: float | None, unit: str) -> Decimal | None:
    """A number as the record keeps it, exact to the digit typed: a share as a fraction."""
    if shown is None:
        return None
    number = Decimal(repr(shown))
    return number / 100 if unit in IN_HUNDREDTHS else number


def shown_number(value: Decimal | float | None, unit: str) -> float | None:
    """A number as people type it: a share in percent."""
    if value is None:
        return None
    return float(Decimal(str(value)) * 100) if unit in IN_HUNDREDTHS else float(value)


def in_unit(label: str, unit: str) -> str:
    """The label with the unit that is typed."""
    return f"{label} (%)" if unit == "percent" else label


class RecordFields:
    """Draws the fields of one form at `place`, each with what was wrong with it at the last try."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._problems: dict[str, Message] = dict(st.session_state.get(f"_wrong_{place}", {}))

    def text(self, where: Any, field: str, label: str, stored: str = "", *, is_long: bool = False) -> str:
        """A text; a starter text that was shown translated and not touched stays the starter text."""
        draw = where.text_area if is_long else where.text_input
        typed = draw(label, record_text(stored), key=self._key(field), max_chars=400)
        self._say_problem(where, field)
        return stored if typed == record_text(stored) else str(typed).strip()

    def day(self, where: Any, field: str, label: str, stored: date) -> date:
        """A date that cannot be emptied."""
        typed: date = where.date_input(label, stored, key=self._key(field))
        self._say_problem(where, field)
        return typed

    def day_or_none(self, where: Any, field: str, label: str, stored: date | None) -> date | None:
        """A date, or none."""
        typed: date | None = where.date_input(label, None, key=self._first(field, stored))
        self._say_problem(where, field)
        return typed

    def number(
        self, where: Any, field: str, label: str, stored: Decimal | float | None, *, unit: str, help_: str | None = None
    ) -> Decimal | None:
        """A number in a unit, or none; what the unit cannot hold cannot be typed."""
        typed = where.number_input(
            in_unit(label, unit),
            min_value=None if unit in BELOW_ZERO else 0.0,
            max_value=100.0 if unit == "percent" else None,
            value=None,
            format="%g",
            key=self._first(field, shown_number(stored, unit)),
            help=help_,
        )
        self._say_problem(where, field)
        return typed_number(typed, unit)

    def whole(self, where: Any, field: str, label: str, stored: int, *, low: int, high: int) -> int:
        """A whole number between two ends."""
        typed = where.number_input(label, low, high, stored, key=self._key(field))
        self._say_problem(where, field)
        return int(typed)

    def choice(self, where: Any, field: str, label: str, stored: str, words: Mapping[str, str]) -> str:
        """One of stable codes, shown in words of the session's language."""
        known = list(dict.fromkeys([*words, stored]))
        picked = where.selectbox(
            label, known, known.index(stored), format_func=lambda code: _(words.get(code, code)), key=self._key(field)
        )
        self._say_problem(where, field)
        return str(picked)

    def draw_other_problem(self) -> None:
        """What is wrong with no field drawn here: somebody else was quicker, or the record is gone."""
        for message in self._problems.values():
            st.error(escape(say(message)))

    def say_problem(self, where: Any, field: str) -> None:
        """What is wrong with a field that is drawn elsewhere."""
        self._say_problem(where, field)

    def _key(self, field: str) -> str:
        return f"{self._place}_{field}"

    def _first(self, field: str, value: object) -> str:
        """The key of a widget that begins with a value and can still be emptied, which one with a default cannot."""
        key = self._key(field)
        if key not in st.session_state:
            st.session_state[key] = value
        return key

    def _say_problem(self, where: Any, field: str) -> None:
        problem = self._problems.pop(field, None)
        if problem is not None:
            where.markdown(f":red[{escape(say(problem))}]")


def save_record(save: Callable[[R], object], record: R, place: str, *, problem: RecordError | None = None) -> None:
    """Save and draw the page again; a refusal stands at its field and leaves what was typed."""
    try:
        if problem is not None:
            raise problem
        save(record)
    except RecordError as error:
        st.session_state[f"_wrong_{place}"] = {error.field: error.message}
    except LaunchopsError as error:
        st.session_state[f"_wrong_{place}"] = {"": error.message}
    else:
        forget(place)
        st.session_state[_SAVED] = True
    st.rerun()


def forget(place: str) -> None:
    """Let the fields at a place be filled anew."""
    for key in [key for key in st.session_state if str(key).startswith((f"{place}_", f"_wrong_{place}"))]:
        del st.session_state[key]


def draw_reload(place: str) -> None:
    """After somebody else's change: the way to see it. Stands outside the form."""
    wrong: Mapping[str, Message] = st.session_state.get(f"_wrong_{place}", {})
    if any(message.code == "changed_by_other" for message in wrong.values()):
        st.button(_("Load it again"), key=f"{place}_reload", on_click=forget, args=(place,))


def tell_saved() -> None:
    """Say once that something was saved."""
    if st.session_state.pop(_SAVED, False):
        st.toast(_("Saved."), icon=":material/check:")
