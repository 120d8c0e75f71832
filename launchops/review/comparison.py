"""What a comparison says in a sentence, and whether we can believe it (METHODS §3.5)."""

from dataclasses import dataclass

from launchops.locale import Message
from launchops.review.results import Answer
from launchops.stats.results import Comparison, MatchedEffect

ENOUGH_USERS = 30  # on each side
COMPARABLE_SHARE = 0.5  # of participants matched: below, no comparison
WELL_COMPARABLE_SHARE = 0.8
FEW_JOINED_LATER = 0.2  # of the others; from here on the correction is large enough to be a caution

TONES = {
    "associated_higher": "good",
    "associated_lower": "warn",
    "already_different": "warn",
    "not_comparable": "warn",
}


@dataclass(frozen=True)
class Check:
    """One line of "can we believe it?": state is good, caution or bad.

    Codes: enough_people, comparable_people, same_before, stayed_out (only where others joined later),
    randomised.
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
    if comparison.verdict == "not_comparable":
        return _not_comparable(comparison.matched)
    if comparison.verdict == "already_different":
        return Message("compare_already_different", _interval(comparison.negative_control))
    params = _interval(comparison.matched) | {
        "days": _days(comparison.days),
        "visible": comparison.smallest_visible,
    }
    return Message(f"compare_{comparison.verdict}", params)


def naive_message(comparison: Comparison) -> Message | None:
    """The gap everybody asks for, next to the fair difference; None while either is unknown."""
    naive, matched = comparison.naive, comparison.matched
    if naive is None or naive.difference is None or matched is None:
        return None
    return Message("compare_naive", _interval(matched) | {"gap": naive.difference})


def comparison_checks(comparison: Comparison) -> tuple[Check, ...]:
    """Every check that can be made, in the verdict's order; empty where nobody took part."""
    if not comparison.participants:
        return ()
    checks = [
        _enough_people(comparison),
        _comparable_people(comparison),
        _same_before(comparison.negative_control),
        _stayed_out(comparison.matched),
        Check("randomised", "caution", Message("check_not_randomised")),
    ]
    return tuple(check for check in checks if check is not None)


def _too_early(comparison: Comparison) -> Message:
    whole, left_out = _whole_participants(comparison), comparison.left_out
    if not comparison.participants:
        if comparison.window and comparison.window[0] >= comparison.as_of_day:
            return Message("compare_not_begun", {"day": comparison.window[0]})
        return Message("compare_nobody_took_part")
    if whole < ENOUGH_USERS and left_out.unfinished:
        return Message("compare_not_over", {"days": _days(comparison.days), "day": comparison.readable_day})
    if whole >= ENOUGH_USERS and not comparison.others:
        return Message("compare_everybody_took_part")
    return Message("compare_too_few", {"participants": whole, "others": comparison.others})


def _not_comparable(matched: MatchedEffect | None) -> Message:
    if matched is None:
        return Message("compare_nobody_alike")
    return Message("compare_not_comparable", {"share": matched.share_matched})


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


def _interval(effect: MatchedEffect | None) -> dict[str, object]:
    if effect is None:
        return {}
    return {"difference": effect.difference, "low": effect.low, "high": effect.high}


def _days(days: tuple[int, int]) -> Message:
    if days[0] == days[1]:
        return Message("compare_day", {"first": days[0]})
    return Message("compare_days", {"first": days[0], "last": days[1]})
