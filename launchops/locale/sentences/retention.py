"""Sentences of the retention page and of the active-users page."""

from launchops.locale.sentences import N_

SENTENCES = {
    "retention_day": N_("day {age}"),
    "retention_week": N_("week {age}"),
    "retention_month": N_("month {age}"),
    "retention_day_or_later": N_("day {age} or later"),
    "retention_week_or_later": N_("week {age} or later"),
    "retention_month_or_later": N_("month {age} or later"),
    "retention_days": N_("days {first}–{last}"),
    "retention_in_day": N_("on day {age}"),
    "retention_in_week": N_("in week {age}"),
    "retention_in_month": N_("in month {age}"),
    "retention_in_day_or_later": N_("on day {age} or later"),
    "retention_in_week_or_later": N_("in week {age} or later"),
    "retention_in_month_or_later": N_("in month {age} or later"),
    "retention_in_days": N_("on days {first}–{last}"),
    "retention_cell": N_("Sign-ups from {day}: {size}<br>{age}: {active}, {rate} ({low} to {high})"),
    "retention_none": N_("Nobody has signed up yet. Upload a users file and an events file."),
    "retention_too_early": N_("Too early to say: {age} after sign-up is over from {day:fulldate} on."),
    "retention_too_few": N_("Too few sign-ups to say: {n:number} of {needed:number} needed."),
    "retention_answer": N_(
        "{rate:percent1} of sign-ups come back {age} ({low:percent1} to {high:percent1}; {active:number} of "
        "{n:number})."
    ),
    "retention_answer_trend": N_("{answer} {trend}."),
    "retention_lately_lower": N_(
        "The latest sign-ups do worse: {difference:points} points ({low:points} to {high:points})"
    ),
    "retention_lately_higher": N_(
        "The latest sign-ups do better: {difference:points} points ({low:points} to {high:points})"
    ),
    "retention_lately_same": N_("The latest sign-ups do as well as those before"),
    "retention_difference": N_(
        "{first}: {first_rate:percent1} of {first_n:number} come back {age}. {second}: {second_rate:percent1} of "
        "{second_n:number}. {verdict}: {difference:points} points ({low:points} to {high:points})."
    ),
    "retention_higher": N_("The first come back more often"),
    "retention_lower": N_("The first come back less often"),
    "retention_no_clear_difference": N_("No clear difference"),
    "retention_difference_too_few": N_(
        "Too few to compare: {first_n:number} and {second_n:number} sign-ups, {needed:number} needed on each side."
    ),
    "retention_signups_of": N_("Sign-ups of {first:date} – {last:date}"),
    "active_users_none": N_("Nobody has used it yet. Upload a users file and an events file."),
    "active_users_no_day": N_("No day is complete yet."),
    "active_users_answer": N_(
        "{mau:number} people used it in 28 days, {dau:number} on an average day: stickiness {share:percent1}."
    ),
    "active_users_warm_up": N_(
        "{dau:number} people used it on {day:date}, {wau:number} in 7 days. Stickiness is readable from "
        "{readable:fulldate} on."
    ),
    "active_users_and_week": N_("{answer} {week}."),
    "active_users_losing": N_("Last week {gone:number} stayed away, {came:number} were new or came back"),
    "active_users_gaining": N_("Last week {came:number} were new or came back, {gone:number} stayed away"),
}
