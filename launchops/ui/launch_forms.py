"""The forms of the settings page: the launch itself, what counts as active, and a launch of one's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import available_timezones

import streamlit as st

from launchops.errors import LaunchopsError, RecordError
from launchops.facade.types import Answer, Highlight, LaunchSettings
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.periods import WEEKDAYS
from launchops.ui import data
from launchops.ui.text import _, escape, record_text, say

WEEKDAY_WORDS = {
    "monday": N_("Monday"),
    "tuesday": N_("Tuesday"),
    "wednesday": N_("Wednesday"),
    "thursday": N_("Thursday"),
    "friday": N_("Friday"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
}
CURRENCIES = (
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "SGD",
    "TWD",
    "INR",
    "AUD",
    "CAD",
    "CHF",
    "KRW",
    "BRL",
)
PINNED = "_settings_shown"  # the settings as the forms show them: a save over somebody else's change is refused


def settings_answer(settings: LaunchSettings, *, today: date) -> Answer:
    """The launch and what counts as active, in a sentence; what is not chosen yet is highlighted."""
    active = (
        Message("settings_some_events", {"events": list(settings.active_events)})
        if settings.active_events
        else Message("settings_all_events")
    )
    chosen = bool(settings.activation_event)
    activation = (
        Message("settings_activation", {"event": settings.activation_event})
        if chosen
        else Message("settings_no_activation")
    )
    code = _answer_code(settings.launch_on, today)
    words = {"name": settings.name, "on": settings.launch_on, "active": active, "activation": activation}
    return Answer(Message(code, words), highlights=() if chosen else (Highlight(activation, "warn"),))


def _answer_code(launch_on: date | None, today: date) -> str:
    if launch_on is None:
        return "settings_answer_no_date"
    return "settings_answer_past" if launch_on <= today else "settings_answer"


def shown_settings() -> LaunchSettings:
    """The settings the forms were filled with, kept while these are shown: a save knows its version."""
    pinned = st.session_state.get(PINNED)
    if pinned is None or f"settings_name_{pinned.version}" not in st.session_state:
        pinned = st.session_state[PINNED] = data.settings()
    return pinned


def draw_launch_form(settings: LaunchSettings) -> None:
    """Name, vision, launch date, time zone, week start and currency."""
    key = settings.version
    zones = time_zones(settings.time_zone)
    with st.form("settings_launch", border=False):
        left, right = st.columns(2)
        name = left.text_input(_("Name"), record_text(settings.name), key=f"settings_name_{key}", max_chars=120)
        launch_on = right.date_input(_("Launch date"), settings.launch_on, key=f"settings_launch_on_{key}")
        vision = st.text_area(
            _("Vision"), record_text(settings.vision), key=f"settings_vision_{key}",
            help=_("What the product should have become in a year, in a sentence or two."),
        )  # fmt: skip
        zone_place, week_place, currency_place = st.columns(3)
        zone = zone_place.selectbox(
            _("Time zone"), zones, zones.index(settings.time_zone), key=f"settings_zone_{key}",
            help=_("Days begin and end here. It cannot change once events are loaded."),
        )  # fmt: skip
        week_start = week_place.selectbox(
            _("A week begins on"), WEEKDAYS, WEEKDAYS.index(settings.week_start),
            format_func=lambda code: _(WEEKDAY_WORDS[code]), key=f"settings_week_{key}",
        )  # fmt: skip
        currencies = list(dict.fromkeys([settings.currency, *CURRENCIES]))
        currency = currency_place.selectbox(_("Currency"), currencies, 0, key=f"settings_currency_{key}")
        submitted = st.form_submit_button(_("Save"), type="primary", key="settings_launch_save")
    if submitted:
        changed = replace(
            settings, launch_on=launch_on, time_zone=zone, week_start=week_start, currency=currency,
            name=_as_stored(name, settings.name), vision=_as_stored(vision, settings.vision),
        )  # fmt: skip
        save(changed)


def _as_stored(typed: str, stored: str) -> str:
    """A starter text that was shown translated and not touched stays the starter text."""
    return stored if typed == record_text(stored) else typed.strip()


def draw_activity_form(settings: LaunchSettings, events: Sequence[str]) -> None:
    """Which events count as activity and which one as activation."""
    key = settings.version
    known = list(dict.fromkeys([*events, *settings.active_events]))
    single = list(dict.fromkeys(["", *events, settings.activation_event]))
    with st.form("settings_activity", border=False):
        active = st.multiselect(
            _("Events that count as activity"), known, list(settings.active_events),
            key=f"settings_active_{key}", placeholder=_("every event"),
            help=_("Leave it empty and every event counts."),
        )  # fmt: skip
        activation = st.selectbox(
            _("Event that activates a user"), single, single.index(settings.activation_event),
            format_func=lambda event: event or _("not chosen yet"), key=f"settings_activation_{key}",
            help=_("The moment in which a newcomer first gets what the product is for."),
        )  # fmt: skip
        first_event = st.checkbox(
            _("We only have an event log: count a user's first event as the sign-up"),
            settings.signup_is_first_event, key=f"settings_first_event_{key}",
        )  # fmt: skip
        submitted = st.form_submit_button(_("Save"), type="primary", key="settings_activity_save")
    if submitted:
        save(
            replace(
                settings,
                active_events=tuple(active),
                activation_event=activation,
                signup_is_first_event=first_event,
            )
        )


def save(settings: LaunchSettings) -> None:
    """Save and draw the page again; a refusal names its field and leaves what was typed."""
    try:
        data.launch().settings.save(settings)
    except RecordError as error:
        st.error(escape(say(error.message)))
        if error.code == "changed_by_other":
            st.button(_("Load it again"), key="settings_reload", on_click=st.session_state.pop, args=(PINNED, None))
        return
    st.session_state.pop(PINNED, None)
    st.session_state["_settings_saved"] = True
    st.rerun()


def draw_own_form() -> None:
    """The way out of the sample: a launch of one's own in an empty store; the sample is set aside."""
    zones = time_zones(st.context.timezone or "UTC")
    with st.form("own_launch", border=False):
        name = st.text_input(_("Name of your launch"), key="own_name", max_chars=120)
        day_place, zone_place = st.columns(2)
        launch_on = day_place.date_input(_("Launch day"), data.today(), key="own_launch_on")
        zone = zone_place.selectbox(_("Time zone"), zones, zones.index(st.context.timezone or "UTC"), key="own_zone")
        submitted = st.form_submit_button(_("Start with an empty store"), type="primary", key="own_start")
    if submitted:
        _start_own(name.strip(), launch_on, zone)


def _start_own(name: str, launch_on: date, zone: str) -> None:
    if not name:
        st.error(_("Please give your launch a name."))
        return
    try:
        data.launch().start_own(name, launch_on, zone)
    except LaunchopsError as error:
        st.error(escape(say(error.message)))
        return
    data.reopen()
    st.session_state.pop(PINNED, None)
    st.switch_page("pages/upload.py")


def time_zones(current: str) -> list[str]:
    """The names of the world's time zones, and the current one even where this machine does not know it."""
    return sorted({"UTC", current, *(name for name in available_timezones() if "/" in name)})
