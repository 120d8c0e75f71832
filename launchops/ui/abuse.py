"""Will it be gamed? Flagged accounts for a person to look at: why, how they hang together, and what they change."""

import pandas as pd
import streamlit as st

from launchops.charts.abuse import abuse_chart
from launchops.facade.abuse_results import FlagDifference
from launchops.facade.types import AbuseFlags, Answer
from launchops.locale.sentences import N_
from launchops.ui import blocks, data, pictures, safe_csv, screen
from launchops.ui.text import _, escape, language, percent, points, quantity, say

MOST_GROUPS = 50  # in the table on the page; the file has all
SUREST = 0.99  # nothing is ever certain
FIGURES = {
    "monthly_active": N_("Monthly active users"),
    "stickiness": N_("Stickiness"),
    "week1_retention": N_("Week-1 retention"),
}


def draw_abuse() -> None:
    """The answer, the groups with their picture, figures without the flagged users, and the file for review."""
    answer: Answer = data.ask("abuse", "answer")
    st.markdown(blocks.answer_markdown(answer))
    found: AbuseFlags = data.ask("abuse", "flags")
    if found.flags.empty:
        return
    _draw_picture(found)
    if screen.is_shared():
        return
    groups, differences = st.columns((3, 2), gap="large")
    with groups:
        blocks.heading(_("Groups"))
        _draw_groups(found)
        blocks.download(
            _("Flagged users for review, as CSV"), _review_csv, file_name="flagged_users.csv", key="abuse_review"
        )
    with differences:
        _draw_differences()
    blocks.method_note(_method(), key="abuse_method")


def _method() -> str:
    return _(
        "Each flagged user has a score: the chance that at least one of the signals against them is right. "
        "Signals: three accounts or more on a device; accounts from one address, sign-ups of one hour or users "
        "invited by one person of which far fewer come back than usual on their channel; invitations of oneself or "
        "in a circle; an account older than its inviter; a reward within a minute.\n\n"
        "An office, a school or a mobile carrier also has many accounts on one address. They are not flagged, "
        "because their people come back as others do. A flag is a reason to look, never proof; nobody is banned. "
        "Devices and addresses are kept as hashes only."
    )


def _draw_picture(found: AbuseFlags) -> None:
    chart = abuse_chart(found, look=pictures.look())
    if chart is not None:
        blocks.heading(_("What ties the accounts together"))
        blocks.chart(chart.figure, key="abuse_picture", alt=chart.alt)
        blocks.quiet(_("square: device, diamond: address, star: hour of sign-ups, triangle: inviter"))


def _draw_groups(found: AbuseFlags) -> None:
    joint = "；" if language() == "zh" else "; "
    rows = [
        {
            "group": cluster.number,
            "accounts": cluster.accounts,
            "score": percent(min(cluster.score, SUREST)),
            "why": joint.join(say(reason) for reason in cluster.reasons),
        }
        for cluster in found.clusters[:MOST_GROUPS]
    ]
    columns = {
        "group": st.column_config.NumberColumn(_("Group"), width=60),
        "accounts": st.column_config.NumberColumn(_("Accounts"), width=80),
        "score": st.column_config.TextColumn(_("Score"), width=70),
        "why": st.column_config.TextColumn(_("Why"), width=520),
    }
    blocks.counts_table(pd.DataFrame(rows), key="abuse_groups", file_name="flagged_groups.csv", columns=columns)


def _draw_differences() -> None:
    """Figures of everybody beside those without flagged users; an activity's difference where one is asked for."""
    blocks.heading(_("With and without flagged users"))
    differences: tuple[FlagDifference, ...] = data.ask("abuse", "differences")
    blocks.quiet(_said(differences))
    rows = [_difference_row(_(FIGURES[one.figure]), one) for one in differences]
    chosen = _chosen_activity()
    if chosen:
        name = _("The fair difference of an activity")
        rows.append(_difference_row(f"{name}: {chosen}", data.ask("abuse", "comparison_difference", chosen)))
    columns = {
        "figure": _("Figure"),
        "everybody": _("Everybody"),
        "without": _("without flagged users"),
        "difference": _("Difference"),
    }
    blocks.counts_table(pd.DataFrame(rows), key="abuse_differences", file_name="without_flagged.csv", columns=columns)


def _said(differences: tuple[FlagDifference, ...]) -> str:
    """What the flagged users change in week-1 retention, in a sentence."""
    week1 = next(one for one in differences if one.figure == "week1_retention")
    if week1.everybody is None or week1.without is None:
        return _("Week-1 retention is not known yet.")
    return _("Without flagged users, week-1 retention is {without} instead of {everybody} ({change} points).").format(
        without=percent(week1.without, digits=1),
        everybody=percent(week1.everybody, digits=1),
        change=points(week1.without - week1.everybody),
    )


def _chosen_activity() -> str | None:
    """The activity whose comparison is put both ways: it takes a moment, so it is asked for."""
    known = [one.key for one in data.activities() if one.participants]
    if not known:
        return None
    return st.selectbox(
        _("Compare with and without"),
        known,
        index=None,
        format_func=escape,
        placeholder=_("The fair difference of an activity"),
        key="abuse_activity",
        width=320,
    )


def _difference_row(name: str, one: FlagDifference) -> dict[str, str]:
    both = (one.everybody, one.without)
    change = None if one.everybody is None or one.without is None else one.without - one.everybody
    unit = "points" if one.unit in ("percent", "points") else one.unit
    return {
        "figure": name,
        **{key: quantity(value, one.unit) for key, value in zip(("everybody", "without"), both, strict=True)},
        "difference": quantity(change, unit),
    }


def _review_csv() -> bytes:
    """User ids, scores and reasons: for whoever checks the accounts, so made only when asked for."""
    accounts = data.launch().abuse.accounts()
    joint = "；" if language() == "zh" else "; "
    reasons = [joint.join(say(reason) for reason in mine) for mine in accounts["reasons"]]
    return safe_csv.table_csv(accounts.assign(score=accounts["score"].round(3), reasons=reasons))
