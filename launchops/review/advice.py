"""What to do after a comparison: does the difference last, how much the product leans on activities, what next."""

from dataclasses import dataclass

from launchops.locale import Message
from launchops.stats.results import Comparison, GroupDifference, MatchedEffect

LEANS_RATIO = 1.5  # times as many active days on activity days as they make up of the calendar
LEANS_SHARE = 0.4  # of the participants active during the activity only (amber of the risk "activity dependence")
NOT_TO_BE_READ = ("assignment_broken", "not_comparable", "already_different")  # no difference may be read from these
Effect = MatchedEffect | GroupDifference | None


@dataclass(frozen=True)
class Leaning:
    """How much the product leans on an activity: a ratio with its tone (good or warn) and the facts behind it.

    `ratio` None: not known yet; then `facts` says why.
    """

    ratio: float | None
    tone: str
    facts: tuple[Message, ...]


def lasting_message(comparison: Comparison) -> Message:
    """Whether the difference of the first week is still there in the last week that is known."""
    if comparison.verdict in NOT_TO_BE_READ:
        return Message("lasting_unfair")
    weeks = comparison.by_week if comparison.itt is None else comparison.itt.by_week
    known = [(days, effect) for days, effect in weeks if effect is not None and effect.difference is not None]
    if len(known) < 2:
        return Message("lasting_unknown")
    (_first_days, first), *_, (last_days, last) = known
    params = {"days": Message("compare_days", {"first": last_days[0], "last": last_days[1]})}
    if not _is_clear(first):
        return Message("lasting_never" if not _is_clear(last) else "lasting_late", params)
    return Message("lasting_still" if _is_clear(last) else "lasting_faded", params)


def leaning(comparison: Comparison) -> Leaning:
    """How many of the participants' active days the activity rents (METHODS §3.9)."""
    found = comparison.dependence
    back = _reactivated(comparison)
    if found is None:
        return Leaning(None, "neutral", (Message("leaning_unknown"), *back))
    facts = [
        Message("leaning_shares", {"active": found.active_share, "calendar": found.calendar_share}),
        Message("leaning_only_during", {"n": found.only_during, "participants": found.participants}),
    ]
    if found.earlier_ratio is not None:
        facts.append(Message("leaning_earlier", {"ratio": found.earlier_ratio}))
    return Leaning(found.ratio, "warn" if _leans(comparison) else "good", (*facts, *back))


def advice(comparison: Comparison) -> Message:
    """What to do next, for each verdict; never a reason to believe more than the design allows."""
    if comparison.verdict in ("too_early", *NOT_TO_BE_READ):
        return Message(f"advice_{comparison.verdict}")
    if comparison.verdict in ("associated_lower", "lowered", "no_clear_difference"):
        return Message("advice_skip")
    if _leans(comparison):
        return Message("advice_leans")
    if lasting_message(comparison).code == "lasting_faded":
        return Message("advice_faded")
    return Message("advice_keep" if comparison.verdict == "raised" else "advice_hold_out")


def _leans(comparison: Comparison) -> bool:
    found = comparison.dependence
    if found is None or not found.participants:
        return False
    return found.ratio >= LEANS_RATIO or found.only_during >= LEANS_SHARE * found.participants


def _reactivated(comparison: Comparison) -> tuple[Message, ...]:
    found = comparison.reactivated
    if found is None or not found.users:
        return ()
    return (Message("leaning_reactivated", {"users": found.users, "active": found.still_active}),)


def _is_clear(effect: Effect) -> bool:
    """Whether the interval leaves zero out."""
    return (
        effect is not None and effect.low is not None and effect.high is not None and not effect.low <= 0 <= effect.high
    )
