"""Sentences about risks: the clause behind a status and the answer on top of the page."""

from launchops.locale.sentences import N_

SENTENCES = {
    "risk_closed": N_("closed"),
    "risk_accepted": N_("accepted"),
    "risk_accepted_until": N_("accepted until {day:date}"),
    "risk_without_trigger": N_("no trigger set"),
    "risk_without_limits": N_("the trigger has no limits yet"),
    "risk_no_reading": N_("no reading yet"),
    "risk_green": N_("{value}, watched from {limit}"),
    "risk_amber": N_("{value}, past the amber limit of {limit}"),
    "risk_amber_red_once": N_("{value}, past the red limit of {limit}, not yet often enough to trigger"),
    "risk_red": N_("{value}, red limit {limit}"),
    "risk_stale": N_("last reading {days:number} days ago, on {day:date}"),
    "risk_stale_fired": N_("triggered at {value}, and no reading since {day:date}"),
    "risk_phrase_one": N_("“{name:record}” has triggered"),
    "risk_phrase_two": N_("“{name:record}” and “{other:record}” have triggered"),
    "risk_phrase_many": N_("“{name:record}” and {more:words} more risks have triggered"),
    "risks_named_more": N_("{n:number} more"),
    "risks_none": N_("There are no open risks on the list. Add the first one."),
    "risks_quiet": N_("No risk has triggered. “{name:record}” would cost most: {loss:money} expected."),
    "risks_quiet_without_loss": N_("No risk has triggered ({total:number} open). Estimate their losses next."),
    "risks_blind": N_("{n:number} {n:plural|trigger has|triggers have} no fresh reading"),
    "risks_quiet_but_blind": N_("{lead} {blind}."),
    "risks_triggered": N_("{phrase} ({count:number} of {total:number} risks)."),
    "risks_triggered_do": N_("{phrase} ({count:number} of {total:number} risks). What to do: {contingency:record}"),
}
