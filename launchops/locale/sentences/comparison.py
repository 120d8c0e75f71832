"""Sentences about activity or no activity: verdicts, and the checks behind them."""

from launchops.locale.sentences import N_

SENTENCES = {
    "compare_days_invalid": N_(
        "Days {first} to {last} cannot be compared: they must begin on day 1 or later, "
        "end after they begin and be {most} at most."
    ),
    "compare_days": N_("days {first}–{last}"),
    "compare_day": N_("day {first}"),
    "compare_associated_higher": N_(
        "Users who took part came back more often on {days}: {difference:points} points ({low:points_plain}"
        " to {high:points_plain}) after comparing same-day users with the same earlier activity; part of "
        "this may be that keener users join."
    ),
    "compare_associated_lower": N_(
        "Users who took part came back less often on {days}: {difference:points} points ({low:points_plain}"
        " to {high:points_plain}) after comparing same-day users with the same earlier activity; part of "
        "this may be who chose to join."
    ),
    "compare_no_clear_difference": N_(
        "No clear difference on {days}: {difference:points} points ({low:points_plain} to "
        "{high:points_plain}) after comparing same-day users with the same earlier activity; a difference "
        "under {visible:points_plain} points could easily be missed."
    ),
    "compare_already_different": N_(
        "The two groups already differed two weeks before joining: {difference:points} points in active "
        "days ({low:points_plain} to {high:points_plain}). What came after cannot be put down to the "
        "activity; hold out 10 % next time."
    ),
    "compare_not_comparable": N_(
        "No fair comparison: only {share:percent} of those who took part have others like them on the same "
        "day. Hold out 10 % next time."
    ),
    "compare_nobody_alike": N_(
        "No fair comparison: nobody like those who took part stayed out. Hold out 10 % next time."
    ),
    "compare_naive": N_(
        "All who took part and all others are {gap:points} points apart; {difference:points} "
        "({low:points_plain} to {high:points_plain}) after comparing like with like."
    ),
    "compare_not_begun": N_("The activity begins on {day:fulldate}; there is nothing to compare yet."),
    "compare_nobody_took_part": N_(
        "Nobody has taken part yet, so there is nothing to compare. Upload the participation file."
    ),
    "compare_only_unknown": N_(
        "{n:number} took part, and no users file names any of them. Upload the users file to compare them."
    ),
    "compare_not_over": N_(
        "Too early to say: {days} after taking part are not over for enough users. Everybody's are from "
        "{day:fulldate} on."
    ),
    "compare_everybody_took_part": N_(
        "Everybody who was there took part, so there is nobody to compare with. Hold out 10 % next time."
    ),
    "compare_too_few": N_(
        "Too few to say: {participants:number} took part and {others:number} others were there; each side "
        "needs 30 or more."
    ),
    "check_enough_people": N_("Enough people"),
    "check_comparable_people": N_("Comparable people"),
    "check_same_before": N_("Same before"),
    "check_stayed_out": N_("Others stayed out"),
    "check_randomised": N_("Not randomised"),
    "check_people_few": N_("{participants:number} and {others:number}; each side needs 30 or more."),
    "check_people_unfinished": N_(
        "{participants:number} and {others:number} so far; {unfinished:number} more can be read by {day:date}."
    ),
    "check_people_counted": N_("{participants:number} took part, {others:number} others were there."),
    "check_people_enough": N_(
        "{participants:number} and {others:number}; smallest difference we could have seen: "
        "{visible:points_plain} points."
    ),
    "check_nobody_alike": N_("Nobody like those who took part stayed out."),
    "check_alike": N_("{share:percent} of those who took part have others like them."),
    "check_alike_details": N_("{share:percent} of those who took part have others like them; {details}."),
    "left_out_without_peers": N_("{n:number} had nobody like them"),
    "left_out_inactive": N_("{n:number} {n:plural|was|were} not active on the day they took part"),
    "left_out_outside_window": N_("{n:number} took part outside the activity's dates"),
    "left_out_before_signup": N_("{n:number} took part before they signed up"),
    "coarser_level_1": N_("earlier activity is compared in wider classes"),
    "coarser_level_2": N_("segments are not kept apart"),
    "coarser_level_3": N_("segments and channels are not kept apart"),
    "check_before_unknown": N_("Whether the two groups were alike earlier is not known."),
    "check_before_same": N_(
        "Two weeks earlier the two groups differ by {difference:points} points ({low:points_plain} to "
        "{high:points_plain}): no clear difference."
    ),
    "check_before_different": N_(
        "Two weeks earlier the two groups already differed by {difference:points} points "
        "({low:points_plain} to {high:points_plain})."
    ),
    "check_joined_later": N_(
        "{share:percent} of the others joined soon after; the difference is corrected for it "
        "({diluted:points} points before)."
    ),
    "check_not_randomised": N_("Users chose for themselves, and keener ones may join. Hold out 10 % next time."),
    "compare_level_unknown": N_("There is no level {level}; levels go from 0 to {most}."),
    "compare_outcome_unknown": N_("There is no outcome {name}; choose one of: {known}."),
    "compare_associated_higher_rate": N_(
        "Users who took part were active on more of {days}: {difference:points} points of the days "
        "({low:points_plain} to {high:points_plain}) after comparing same-day users with the same earlier "
        "activity; part of this may be that keener users join."
    ),
    "compare_associated_lower_rate": N_(
        "Users who took part were active on fewer of {days}: {difference:points} points of the days "
        "({low:points_plain} to {high:points_plain}) after comparing same-day users with the same earlier "
        "activity; part of this may be who chose to join."
    ),
    "compare_no_clear_difference_rate": N_(
        "No clear difference in active days on {days}: {difference:points} points of the days "
        "({low:points_plain} to {high:points_plain}) after comparing same-day users with the same earlier "
        "activity; a difference under {visible:points_plain} points could easily be missed."
    ),
    "compare_no_clear_difference_offered": N_(
        "No clear difference on {days} between users offered the activity and users held out: "
        "{difference:points} points ({low:points_plain} to {high:points_plain}); a difference under "
        "{visible:points_plain} points could easily be missed."
    ),
    "compare_no_clear_difference_offered_rate": N_(
        "No clear difference in active days on {days} between users offered the activity and users held out: "
        "{difference:points} points of the days ({low:points_plain} to {high:points_plain}); a difference under "
        "{visible:points_plain} points could easily be missed."
    ),
    "compare_raised": N_(
        "The activity raised return on {days} by {difference:points_plain} points ({low:points_plain} to "
        "{high:points_plain})."
    ),
    "compare_lowered": N_(
        "The activity lowered return on {days} by {difference:points_plain} points ({low:points_plain} to "
        "{high:points_plain})."
    ),
    "compare_raised_rate": N_(
        "The activity raised the share of active days on {days} by {difference:points_plain} points "
        "({low:points_plain} to {high:points_plain})."
    ),
    "compare_lowered_rate": N_(
        "The activity lowered the share of active days on {days} by {difference:points_plain} points "
        "({low:points_plain} to {high:points_plain})."
    ),
    "compare_assignment_broken": N_(
        "The split went wrong: {holdout:number} of {n:number} users were held out, but {share:percent} was planned. "
        "Find out why before reading any difference."
    ),
    "compare_assignment_broken_channel": N_(
        "The split went wrong in the channel {channel}: {holdout:number} of {n:number} users were held out, but "
        "{share:percent} was planned. Find out why before reading any difference."
    ),
    "compare_not_over_assigned": N_(
        "Too early to say: {days} after the assignment are not over for enough users. Look again then."
    ),
    "compare_too_few_assigned": N_(
        "Too few to say: {offered:number} were offered the activity and {holdout:number} held out; each side needs "
        "30 or more."
    ),
    "compare_other_kind": N_(
        "No fair comparison: those who took part are of another kind than the others ({traits}). Hold out 10 % next "
        "time."
    ),
    "trait_tenure": N_("time since sign-up"),
    "trait_platform": N_("platform"),
    "trait_region": N_("region"),
    "check_same_kind": N_("Same kind of users"),
    "check_kind_good": N_(
        "Alike in what was not matched; largest imbalance {size:ratio} in {trait} (0.10 or less is good)."
    ),
    "check_kind_caution": N_("Largest imbalance {size:ratio} in {trait}; 0.10 or less is good, over 0.25 is too much."),
    "check_kind_bad": N_("Largest imbalance {size:ratio} in {trait}; over 0.25 is too much."),
    "check_earlier_weeks": N_("Same in earlier weeks"),
    "check_weeks_before": N_(
        "Three weeks before joining, the last one last: {differences:points} points; each should be near 0."
    ),
    "check_hidden_trait": N_(
        "Users chose for themselves. A hidden trait would have to make users {times:decimal} times likelier to join "
        "and to return to explain it away. Hold out 10 % next time."
    ),
    "check_by_lot": N_("Randomised"),
    "check_chance_decided": N_("Chance decided who was offered the activity, so both sides are alike."),
    "check_chance_decided_reached": N_(
        "Chance decided who was offered the activity. Counted are those who came while it ran, which is fair only if "
        "the offer did not bring them."
    ),
    "check_planned_split": N_("Split as planned"),
    "check_split_good": N_("{holdout:number} of {n:number} were held out; {share:percent} was planned."),
    "check_split_off": N_(
        "{holdout:number} of {n:number} were held out, but {share:percent} was planned; look at each channel."
    ),
    "check_split_unknown": N_(
        "{holdout:number} of {n:number} were held out. Enter the planned share with the activity to check the split."
    ),
    "check_assigned_few": N_("{offered:number} offered and {holdout:number} held out; each side needs 30 or more."),
    "check_assigned_enough": N_(
        "{offered:number} offered and {holdout:number} held out; smallest difference we could have seen: "
        "{visible:points_plain} points."
    ),
    "check_assigned_details": N_(
        "{offered:number} offered and {holdout:number} held out; smallest difference we could have seen: "
        "{visible:points_plain} points. Left out: {details}."
    ),
    "left_out_unfinished": N_("{n:number} whose days are not over"),
    "left_out_two_arms": N_("{n:number} in both groups"),
    "left_out_assigned_early": N_("{n:number} assigned before they signed up"),
    "left_out_not_seen": N_("{n:number} not seen since the assignment"),
}
