"""The form of an activity: dates, audience, purpose, money and holdout; new, or as somebody recorded it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import streamlit as st

from launchops.errors import RecordError
from launchops.facade.results import ActivitySummary
from launchops.facade.types import Activity, activity_problems
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import data
from launchops.ui.text import _, escape, record_text, say

SAVED = "_activity_saved"
_PINNED = "_activity_shown"  # the record as the form was filled with it: a save over another's change is refused
_PROBLEMS = "_activity_problems"
_NEW = Activity(None, "", "")
FIELD_WORDS = {
    "name": N_("Name"),
    "key": N_("Name in the participation files"),
    "start_on": N_("First day"),
    "end_on": N_("Last day"),
    "audience": N_("Whom is it for?"),
    "purpose": N_("What is it to achieve?"),
    "budget": N_("Budget"),
    "per_person_cap": N_("At most per person"),
    "holdout_share": N_("Held out (%)"),
    "owner": N_("Owner"),
    "stop_rule": N_("When do we stop it early?"),
}


def draw_activity_form(summary: ActivitySummary | None) -> None:
    """The form of an activity, filled with its record or with what uploads say of it; None: a new one."""
    shown = _shown(summary)
    place = f"{shown.id or shown.key or 'new'}_{shown.version if shown.id else 0}"
    problems: Mapping[str, Message] = st.session_state.get(f"{_PROBLEMS}_{place}", {})
    with st.container(key="activity_form"):
        typed = _draw_fields(shown, place, problems, is_key_known=bool(summary and summary.participants))
        if st.button(_("Save the activity"), type="primary", key=f"activity_save_{place}"):
            _save(typed, place)
    _draw_refusal(place)


def _shown(summary: ActivitySummary | None) -> Activity:
    """The record as this session first showed it, until it is saved or loaded again."""
    if summary is None:
        return _NEW
    pinned = st.session_state.get(_PINNED)
    if isinstance(pinned, Activity) and pinned.key == summary.key:
        return pinned
    record = summary.record or Activity(None, summary.key, summary.name)
    st.session_state[_PINNED] = record
    return record


def _draw_fields(shown: Activity, place: str, problems: Mapping[str, Message], *, is_key_known: bool) -> Activity:
    """The fields as typed, each with what is wrong with it beneath."""
    draw = _Fields(shown, place, problems)
    name_place, key_place, owner_place = st.columns((2, 2, 1))
    name = draw.text(name_place, "name")
    key = draw.text(key_place, "key", is_fixed=is_key_known, help_=_("As written in the column “activity”."))
    owner = draw.text(owner_place, "owner")
    start_place, end_place, budget_place, cap_place, share_place = st.columns(5)
    start_on = draw.date(start_place, "start_on")
    end_on = draw.date(end_place, "end_on")
    budget = draw.amount(budget_place, "budget")
    cap = draw.amount(cap_place, "per_person_cap")
    share = draw.share(share_place, "holdout_share")
    audience_place, purpose_place = st.columns(2)
    return replace(
        shown, name=name, key=key or name, owner=owner, start_on=start_on, end_on=end_on, budget=budget,
        per_person_cap=cap, holdout_share=share,
        audience=draw.text(audience_place, "audience"), purpose=draw.text(purpose_place, "purpose"),
        stop_rule=draw.text(st, "stop_rule"),
    )  # fmt: skip


class _Fields:
    """Draws the fields of one activity; every widget's key holds the record's version, so a reload refills it."""

    def __init__(self, shown: Activity, place: str, problems: Mapping[str, Message]) -> None:
        self._shown = shown
        self._place = place
        self._problems = problems

    def text(self, where: Any, field: str, *, is_fixed: bool = False, help_: str | None = None) -> str:
        """A text; a starter text that was shown translated and not touched stays the starter text."""
        stored = str(getattr(self._shown, field))
        typed = where.text_input(
            _(FIELD_WORDS[field]), record_text(stored), key=self._key(field), max_chars=400, disabled=is_fixed,
            help=help_,
        )  # fmt: skip
        self._say_problem(where, field)
        return stored if typed == record_text(stored) else str(typed).strip()

    def date(self, where: Any, field: str) -> Any:
        """A date, or none."""
        typed = where.date_input(_(FIELD_WORDS[field]), getattr(self._shown, field), key=self._key(field))
        self._say_problem(where, field)
        return typed

    def amount(self, where: Any, field: str) -> Decimal | None:
        """An amount in the launch's currency, or none."""
        stored = getattr(self._shown, field)
        label = f"{_(FIELD_WORDS[field])} ({data.settings().currency})"
        typed = where.number_input(
            label, value=None if stored is None else float(stored), min_value=0.0, key=self._key(field)
        )
        self._say_problem(where, field)
        return None if typed is None else Decimal(repr(typed))

    def share(self, where: Any, field: str) -> float | None:
        """A share typed in percent, kept as a fraction."""
        stored = getattr(self._shown, field)
        typed = where.number_input(
            _(FIELD_WORDS[field]), value=None if stored is None else round(stored * 100, 6), key=self._key(field),
            format="%g",
            help=_("The share of users by lot who are not offered the activity. Plan it under “Plan a holdout”."),
        )  # fmt: skip
        self._say_problem(where, field)
        return None if typed is None else round(typed / 100, 8)

    def _key(self, field: str) -> str:
        return f"activity_{field}_{self._place}"

    def _say_problem(self, where: Any, field: str) -> None:
        if field in self._problems:
            where.markdown(f":red[{escape(say(self._problems[field]))}]")


def _save(typed: Activity, place: str) -> None:
    """Save and draw the page again; a refusal names its field and leaves what was typed."""
    problems = dict(activity_problems(typed))
    st.session_state.pop(f"_activity_refused_{place}", None)
    if not problems:
        try:
            data.launch().activities.save(typed)
        except RecordError as error:
            if error.code == "changed_by_other":
                st.session_state[f"_activity_refused_{place}"] = error.message
            else:
                problems = {error.field: error.message}
        else:
            st.session_state.pop(_PINNED, None)
            st.session_state[SAVED] = True
            _forget(place)
    st.session_state[f"{_PROBLEMS}_{place}"] = problems
    st.rerun()


def _forget(place: str) -> None:
    """Let the fields of a saved activity be filled anew."""
    for key in [key for key in st.session_state if str(key).startswith("activity_") and str(key).endswith(place)]:
        del st.session_state[key]


def _draw_refusal(place: str) -> None:
    refusal = st.session_state.get(f"_activity_refused_{place}")
    if refusal is not None:
        st.error(escape(say(refusal)))
        st.button(_("Load it again"), key=f"activity_reload_{place}", on_click=_load_again, args=(place,))


def _load_again(place: str) -> None:
    st.session_state.pop(_PINNED, None)
    st.session_state.pop(f"_activity_refused_{place}", None)
    _forget(place)
