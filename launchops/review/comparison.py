"""What a comparison says in a sentence, and whether we can believe it (METHODS §3.5)."""

from dataclasses import dataclass

from launchops.locale import Message
from launchops.review.results import Answer
from launchops.stats.results import (
    Comparison,
    EValue,
    IntentionToTreat,
    LeftOut,
    MatchedEffect,
    SampleRatio,
    TraitBalance,
)

ENOUGH_USERS = 30  # on each side
COMPARABLE_SHARE = 0.5  # of participants matched: below, no comparison
WELL_COMPARABLE_SHARE = 0.8
BROKEN = 0.001  # p-value of the ratio check in total
FEW_JOINED_LATER = 0.2  # of the others; from here on the correction is large enough to be a caution

TONES = {
    "associated_higher": "good",
    "associated_lower": "warn",
    "already_different": "warn",
    "not_comparable": "warn",
    "assignment_broken": "bad",
    "raised": "good",
    "lowered": "warn",
}


@dataclass(frozen=True)
class Check:
    """One line of "can we believe it?": state is good, caution or bad.

    Codes: enough_people, comparable_people, same_kind (traits that are not matched), same_before, earlier_weeks,
    stayed_out (only where others joined later), randomised. Of a randomised design: enough_people, planned_split,
    by_lot.
    """

    code: str
    state: str
    message: Message

    @property
    def title(self) -> Message:
        """The name of the check, e.g. "Enough people"."""
        return Message(f"check_{self.code}")


def comparison_answer(comparison: Comparison) -> Answer:
    """The verdict as the sentence on top of a page."""
    return Answer(verdict_message(comparison), tone=TONES.get(comparison.verdict, "neutral"))


def verdict_message(comparison: Comparison) -> Message:
    """The verdict in one sentence; never causal for users who chose for themselves."""
    if comparison.verdict == "too_early":
        return _too_early(comparison)
    if comparison.verdict == "assignment_broken":
        return _assignment_broken(comparison.ratio)
    if comparison.verdict == "not_comparable":
        return _not_comparable(comparison)
    if comparison.verdict == "already_different":
        return Message("compare_already_different", _interval(comparison.negative_control))
    params = _interval(comparison.itt or comparison.matched) | {
        "days": _days(comparison.days),
        "visible": comparison.smallest_visible,
    }
    if comparison.verdict == "lowered":  # said without a sign: by so many points
        params |= {name: -float(str(params[name])) for name in ("difference", "low", "high")}
        params |= {"low": params["high"], "high": params["low"]}
    randomised = "_offered" if comparison.itt and comparison.verdict == "no_clear_difference" else ""
    rate = "_rate" if comparison.outcome == "active_day_rate" else ""
    return Message(f"compare_{comparison.verdict}{randomised}{rate}", params)


def naive_message(comparison: Comparison) -> Message | None:
    """The gap everybody asks for, next to the fair difference; None while either is unknown."""
    naive, matched = comparison.naive, comparison.matched
    if naive is None or naive.difference is None or matched is None:
        return None
    return Message("compare_naive", _interval(matched) | {"gap": naive.difference})


def comparison_checks(comparison: Comparison) -> tuple[Check, ...]:
    """Every check that can be made, in the verdict's order; empty where nobody took part."""
    if comparison.itt and comparison.ratio:
        lot = _by_lot(comparison.itt)
        return _enough_assigned(comparison, comparison.itt), _planned_split(comparison.ratio), lot
    if not comparison.participants:
        return ()
    checks = [
        _enough_people(comparison),
        _comparable_people(comparison),
        _same_kind(comparison.balance),
        _same_before(comparison.negative_control),
        _earlier_weeks(comparison.weeks_before),
        _stayed_out(comparison.matched),
        _not_randomised(comparison.evalue),
    ]
    return tuple(check for check in checks if check is not None)


def _too_early(comparison: Comparison) -> Message:
    if comparison.itt:
        return _too_early_assigned(comparison, comparison.itt)
    if not comparison.participants:
        return _nobody_yet(comparison)
    whole, left_out = _whole_participants(comparison), comparison.left_out
    if whole < ENOUGH_USERS and left_out.unfinished:
        return Message("compare_not_over", {"days": _days(comparison.days), "day": comparison.readable_day})
    if whole >= ENOUGH_USERS and not comparison.others:
        return Message("compare_everybody_took_part")
    return Message("compare_too_few", {"participants": whole, "others": comparison.others})


def _nobody_yet(comparison: Comparison) -> Message:
    if comparison.unknown_users:
        return Message("compare_only_unknown", {"n": comparison.unknown_users})
    if comparison.window and comparison.window[0] >= comparison.as_of_day:
        return Message("compare_not_begun", {"day": comparison.window[0]})
    return Message("compare_nobody_took_part")


def _too_early_assigned(comparison: Comparison, itt: IntentionToTreat) -> Message:
    if comparison.left_out.unfinished:
        return Message("compare_not_over_assigned", {"days": _days(comparison.days)})
    return Message("compare_too_few_assigned", {"offered": itt.offered.n, "holdout": itt.holdout.n})


def _assignment_broken(ratio: SampleRatio | None) -> Message:
    """Where the total is as planned, one channel is not: the one with the smallest p-value is named."""
    if ratio is None or (ratio.pvalue is not None and ratio.pvalue < BROKEN):
        return Message("compare_assignment_broken", _split(ratio))
    worst = min((one for one in ratio.channels if one.pvalue is not None), key=lambda one: one.pvalue or 0.0)
    split = {"holdout": worst.holdout, "n": worst.offered + worst.holdout, "share": ratio.holdout_share}
    return Message("compare_assignment_broken_channel", split | {"channel": worst.channel})


def _split(ratio: SampleRatio | None) -> dict[str, object]:
    if ratio is None:
        return {}
    return {"holdout": ratio.holdout, "n": ratio.offered + ratio.holdout, "share": ratio.holdout_share}


def _not_comparable(comparison: Comparison) -> Message:
    matched = comparison.matched
    if matched is None:
        return Message("compare_nobody_alike")
    if matched.share_matched < COMPARABLE_SHARE:
        return Message("compare_not_comparable", {"share": matched.share_matched})
    traits = dict.fromkeys(trait.trait for trait in comparison.balance if trait.state == "bad")
    return Message("compare_other_kind", {"traits": [Message(f"trait_{name}") for name in traits]})


def _enough_assigned(comparison: Comparison, itt: IntentionToTreat) -> Check:
    params = {
        "offered": itt.offered.n,
        "holdout": itt.holdout.n,
        "visible": comparison.smallest_visible,
        "details": _assigned_details(comparison.left_out),
    }
    if min(itt.offered.n, itt.holdout.n) < ENOUGH_USERS:
        return Check("enough_people", "bad", Message("check_assigned_few", params))
    code = "check_assigned_details" if params["details"] else "check_assigned_enough"
    return Check("enough_people", "caution" if comparison.left_out.unfinished else "good", Message(code, params))


def _assigned_details(left_out: LeftOut) -> list[Message]:
    reasons = {
        "left_out_unfinished": left_out.unfinished,
        "left_out_two_arms": left_out.two_arms,
        "left_out_assigned_early": left_out.before_signup,
        "left_out_not_seen": left_out.not_seen,
    }
    return [Message(code, {"n": count}) for code, count in reasons.items() if count]


def _by_lot(itt: IntentionToTreat) -> Check:
    """Counting those who came alone is fair only where the offer did not bring them, which no count can show."""
    if itt.is_triggered:
        return Check("by_lot", "caution", Message("check_chance_decided_reached"))
    return Check("by_lot", "good", Message("check_chance_decided"))


def _planned_split(ratio: SampleRatio) -> Check:
    if ratio.pvalue is None:
        return Check("planned_split", "caution", Message("check_split_unknown", _split(ratio)))
    if ratio.state == "good":
        return Check("planned_split", "good", Message("check_split_good", _split(ratio)))
    return Check("planned_split", ratio.state, Message("check_split_off", _split(ratio)))


def _same_kind(balance: tuple[TraitBalance, ...]) -> Check | None:
    """The trait that differs most after matching; None where none is known."""
    known = [trait for trait in balance if trait.after is not None]
    if not known:
        return None
    states = {trait.state for trait in known}
    state = next(state for state in ("bad", "caution", "good") if state in states)
    params = {"trait": Message(f"trait_{known[0].trait}"), "size": abs(known[0].after or 0.0)}
    return Check("same_kind", state, Message(f"check_kind_{state}", params))


def _earlier_weeks(weeks: tuple[tuple[tuple[int, int], MatchedEffect | None], ...]) -> Check | None:
    """The three weeks before: a picture, so at most a caution."""
    known = [effect for _, effect in weeks if effect is not None]
    if not known:
        return None
    state = "good" if all(effect.low <= 0 <= effect.high for effect in known) else "caution"
    differences = [effect.difference for effect in known]
    return Check("earlier_weeks", state, Message("check_weeks_before", {"differences": differences}))


def _not_randomised(evalue: EValue | None) -> Check:
    if evalue is None or evalue.limit <= 1:
        return Check("randomised", "caution", Message("check_not_randomised"))
    return Check("randomised", "caution", Message("check_hidden_trait", {"times": evalue.limit}))


def _enough_people(comparison: Comparison) -> Check:
    whole, unfinished = _whole_participants(comparison), comparison.left_out.unfinished
    params = {
        "participants": whole,
        "others": comparison.others,
        "visible": comparison.smallest_visible,
        "unfinished": unfinished,
        "day": comparison.readable_day,
    }
    if min(whole, comparison.others) < ENOUGH_USERS:
        return Check("enough_people", "bad", Message("check_people_few", params))
    if unfinished:
        return Check("enough_people", "caution", Message("check_people_unfinished", params))
    if comparison.smallest_visible is None:
        return Check("enough_people", "good", Message("check_people_counted", params))
    return Check("enough_people", "good", Message("check_people_enough", params))


def _comparable_people(comparison: Comparison) -> Check:
    matched = comparison.matched
    if matched is None:
        return Check("comparable_people", "bad", Message("check_nobody_alike"))
    share, details = matched.share_matched, _comparable_details(comparison, matched)
    state = "good" if share >= WELL_COMPARABLE_SHARE else "caution" if share >= COMPARABLE_SHARE else "bad"
    code = "check_alike_details" if details else "check_alike"
    return Check("comparable_people", state, Message(code, {"share": share, "details": details}))


def _comparable_details(comparison: Comparison, matched: MatchedEffect) -> list[Message]:
    """Who was left out and why, then how far the groups had to be made coarser."""
    left_out = comparison.left_out
    reasons = {
        "left_out_without_peers": left_out.without_peers,
        "left_out_inactive": left_out.inactive,
        "left_out_outside_window": left_out.outside_window,
        "left_out_before_signup": left_out.before_signup,
    }
    details = [Message(code, {"n": count}) for code, count in reasons.items() if count]
    return [*details, Message(f"coarser_level_{matched.level}")] if matched.level else details


def _same_before(control: MatchedEffect | None) -> Check:
    if control is None:
        return Check("same_before", "caution", Message("check_before_unknown"))
    if control.low <= 0 <= control.high:
        return Check("same_before", "good", Message("check_before_same", _interval(control)))
    return Check("same_before", "bad", Message("check_before_different", _interval(control)))


def _stayed_out(matched: MatchedEffect | None) -> Check | None:
    if matched is None or not matched.joined_later:
        return None
    state = "good" if matched.joined_later < FEW_JOINED_LATER else "caution"
    params = {"share": matched.joined_later, "diluted": matched.diluted_difference}
    return Check("stayed_out", state, Message("check_joined_later", params))


def _whole_participants(comparison: Comparison) -> int:
    """Participants whose outcome days are over and whose dates make sense."""
    left_out = comparison.left_out
    unusable = left_out.before_signup + left_out.outside_window + left_out.unfinished
    return comparison.participants - unusable


def _interval(effect: MatchedEffect | IntentionToTreat | None) -> dict[str, object]:
    if effect is None:
        return {}
    return {"difference": effect.difference, "low": effect.low, "high": effect.high}


def _days(days: tuple[int, int]) -> Message:
    if days[0] == days[1]:
        return Message("compare_day", {"first": days[0]})
    return Message("compare_days", {"first": days[0], "last": days[1]})
