"""Users an activity brought: how many, who of them stayed, what they cost; and how newcomers of its days fared."""

import pandas as pd
import streamlit as st

from launchops.facade.types import AcquiredUsers, Comparison
from launchops.periods import day_date
from launchops.ui import blocks, data, pictures
from launchops.ui.text import _, day, escape, money, number, points, together

NUMBER = "localized"


def draw_acquired(found: AcquiredUsers) -> None:
    """The sentence on the users brought, and the table by week and channel."""
    if found.frame.empty:
        blocks.quiet(_("Nobody signed up and took part on the same day, and no spend names this activity."))
        return
    st.markdown(escape(together(*_total_sentences(found))))
    frame = found.frame.assign(week=[day_date(int(first)) for first in found.frame["week_day"]])
    columns = {
        "week": st.column_config.DateColumn(_("Week of sign-up")),
        "channel": _("Channel"),
        "signups": st.column_config.NumberColumn(_("Signed up with it"), format=NUMBER),
        "activated": st.column_config.NumberColumn(_("Activated in 7 days"), format=NUMBER),
        "retained": st.column_config.NumberColumn(_("There on days 22–28"), format=NUMBER),
        "spend": st.column_config.NumberColumn(_("Spend on it"), format=NUMBER),
        "cost_per_activated": st.column_config.NumberColumn(_("per activated user"), format="%.2f"),
        "cost_per_retained": st.column_config.NumberColumn(_("per user who stayed"), format="%.2f"),
    }
    blocks.counts_table(frame, key="acquired_users", file_name="acquired_users.csv", columns=columns)
    blocks.quiet(
        _(
            "Brought by the activity: signed up and first took part on the same day. Blank: not known yet, or no "
            "spend row names the activity in that channel and week."
        )
    )


def _total_sentences(found: AcquiredUsers) -> list[str]:
    total = found.total.iloc[0]
    sentences = [_("{n} users signed up with it.").format(n=number(total["signups"]))]
    if not found.has_activation:
        sentences.append(_("Who activated is not known: choose the activating event in the settings."))
    elif pd.notna(total["activated"]):
        text = _("{n} of {signups} activated within 7 days{cost}.")
        sentences.append(_count_sentence(text, total, "activated"))
    if pd.notna(total["retained"]):
        text = _("{n} of {signups} were there on days 22–28{cost}.")
        sentences.append(_count_sentence(text, total, "retained"))
    else:
        last = int(found.frame["retained_from_day"].min())
        sentences.append(_("Who stayed is readable from {day} on.").format(day=day(last)))
    return sentences


def _count_sentence(text: str, total: pd.Series, count: str) -> str:
    cost = total[f"cost_per_{count}"]
    price = money(cost, currency=data.settings().currency)
    words = _(", at {money} each").format(money=price) if pd.notna(cost) else ""
    return text.format(n=number(total[count]), signups=number(total[f"{count}_signups"]), cost=words)


def draw_signups(comparison: Comparison) -> None:
    """Users who signed up while the activity ran against those of quiet days around it."""
    found = comparison.signups
    if found is None or found.difference.difference is None:
        blocks.quiet(_("Sign-ups of the activity's days cannot be compared with quiet days yet."))
        return
    pictures.draw_signups(comparison)
    counted = (
        _("Share of days they came on {days} after signing up. Difference {difference} points ({low} to {high}).")
        if comparison.outcome == "active_day_rate"
        else _("Came back on {days} after signing up. Difference {difference} points ({low} to {high}).")
    )
    words = counted.format(
        days=_("days {first}–{last}").format(first=found.days[0], last=found.days[1]),
        difference=points(found.difference.difference),
        low=points(found.difference.low),
        high=points(found.difference.high),
    )
    st.markdown(escape(words))
    blocks.quiet(
        _(
            "Quiet: up to 28 days on each side on which no activity ran ({n} days). Other users may sign up on the "
            "days of an activity, so this too is no proof of what the activity did."
        ).format(n=number(found.quiet_days))
    )
