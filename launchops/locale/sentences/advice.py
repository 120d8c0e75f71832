"""Sentences about whether a difference lasts, how much a product leans on activities, and what to do."""

from launchops.locale.sentences import N_

SENTENCES = {
    "lasting_unknown": N_("Whether it lasts is not known yet."),
    "lasting_unfair": N_("The groups are not comparable, so do not read a difference here."),
    "lasting_never": N_("There is no clear difference, neither at first nor on {days}."),
    "lasting_late": N_("No clear difference at first, but one on {days}."),
    "lasting_still": N_("The difference is still there on {days}."),
    "lasting_faded": N_("The difference has faded by {days}."),
    "leaning_unknown": N_("Not known yet: it needs 14 days before the activity and 14 days after it."),
    "leaning_shares": N_(
        "{active:percent} of participants' active days fell on the activity's {calendar:percent} of days."
    ),
    "leaning_only_during": N_("{n:number} of {participants:number} participants were active only during it."),
    "leaning_earlier": N_("In an equally long time before it the same users stood at {ratio:times}."),
    "leaning_reactivated": N_("{users:number} came back to it after 28 silent days; {active:number} of them stayed."),
    "advice_too_early": N_("wait for the days after it to be over before you plan the next one."),
    "advice_assignment_broken": N_("find out how users got into the two groups before you trust any figure here."),
    "advice_not_comparable": N_("hold out 10 % next time, so that there is somebody to compare with."),
    "advice_already_different": N_("hold out 10 % next time; only then can the activity be told from its users."),
    "advice_skip": N_("skip the next one and watch who comes anyway, or repeat it with 10 % held out."),
    "advice_leans": N_("skip the next one and watch who comes anyway; the days without an activity are too quiet."),
    "advice_faded": N_(
        "repeat it only with 10 % held out, or put the money into the first days of new users: the difference fades."
    ),
    "advice_keep": N_("repeat it if it is worth its cost, and keep holding out 10 % to see whether it still works."),
    "advice_hold_out": N_("hold out 10 % next time to learn how much of this comes from the activity."),
}
