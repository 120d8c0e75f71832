"""Sentences about capacity, cost and whether anybody comes."""

from launchops.locale.sentences import N_

SENTENCES = {
    "capacity_unknown": N_(
        "Nobody knows at how many users it breaks. Record what the servers were tested for, or upload the reading "
        "peak_share_of_limit."
    ),
    "capacity_no_users": N_("It breaks at about {limit:number} users a day. No users are uploaded yet."),
    "capacity_now": N_(
        "It breaks at about {limit:number} users a day; the fullest of the last seven days had {now:number}, so "
        "{headroom:percent} are left. {when}"
    ),
    "capacity_full": N_(
        "Full: {now:number} users on the fullest of the last seven days, and it breaks at about {limit:number}. "
        "Add capacity or slow publicity down."
    ),
    "capacity_reached_on": N_("At the present pace that is reached on {day:fulldate}."),
    "capacity_not_before": N_("At the present pace that is not reached before {day:fulldate}."),
    "capacity_too_young": N_("When that is reached can be said after a week of data."),
    "capacity_scenario_full": N_("{factor:number}× the forecast: too much today ({share:percent} of the limit)"),
    "capacity_scenario_day": N_(
        "{factor:number}× the forecast: {share:percent} of the limit today, too much from {day:date}"
    ),
    "capacity_scenario_far": N_(
        "{factor:number}× the forecast: {share:percent} of the limit today, enough until {horizon:date}"
    ),
    "capacity_scenario_young": N_("{factor:number}× the forecast: {share:percent} of the limit today"),
    "capacity_activity_holds": N_(
        "“{name:record}” from {day:date}: {share:percent} of the limit if users come as forecast."
    ),
    "capacity_activity_breaks": N_(
        "“{name:record}” from {day:date}: {share:percent} of the limit if users come as forecast, too much at "
        "{factor:number}× that."
    ),
    "cost_no_spend": N_("No spend is known. Upload a spend file."),
    "cost_without_plan": N_("{spent} spent, without a plan."),
    "cost_holds": N_("{spent} spent of {planned}; {so_far} planned by now. At the present pace it lasts to the end."),
    "cost_burns_out": N_(
        "{spent} spent of {planned}; {so_far} planned by now. At the present pace it is gone on {day:fulldate}, and "
        "the plan runs to {end:date}."
    ),
    "cost_gone": N_("{spent} spent of {planned}: the money is gone, and the plan runs to {end:date}."),
    "cost_ended": N_("{spent} spent of {planned}, and the plan is over."),
    "cost_over": N_("{spent} spent of {planned}: more than planned. Stop, or plan anew."),
    "cost_total": N_("{line}"),
    "cost_total_over": N_("{line} Over plan or on the way there: {names}."),
    "floor_without_date": N_("The launch has no date, so no check can be made. Set it under Settings."),
    "floor_without_checks": N_("No floor is agreed. Say how many must have signed up after 3, 7 and 14 days."),
    "floor_not_started": N_("The launch is on {day:fulldate}; nobody can be counted yet."),
    "floor_unknown": N_("T+{days:number} on {day:date}: {floor:number} sign-ups needed, no data yet."),
    "floor_coming": N_(
        "T+{days:number} on {day:date}: {signups:number} of {floor:number} sign-ups, on the way; "
        "{chance:percent} chance to fall short."
    ),
    "floor_below": N_(
        "T+{days:number} on {day:date}: {signups:number} of {floor:number} sign-ups, below the path; "
        "{chance:percent} chance to fall short."
    ),
    "floor_below_do": N_(
        "T+{days:number} on {day:date}: {signups:number} of {floor:number} sign-ups, below the path; "
        "{chance:percent} chance to fall short. Agreed for that: {measure:record}"
    ),
    "floor_met": N_("T+{days:number}: met with {signups:number} of {floor:number} sign-ups."),
    "floor_missed": N_("T+{days:number}: missed with {signups:number} of {floor:number} sign-ups."),
    "floor_missed_do": N_(
        "T+{days:number}: missed with {signups:number} of {floor:number} sign-ups. Agreed for that: {measure:record}"
    ),
    "floor_missed_and_next": N_("{missed} {next}"),
    "floor_all_met": N_("All {n:number} checks were met: people come."),
}
