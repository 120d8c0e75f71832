"""How strong a hidden trait would have to be to explain a difference away."""

from math import sqrt

from launchops.stats.results import EValue, MatchedEffect


def e_value(effect: MatchedEffect) -> EValue | None:
    """E-values of the difference and of its interval's end nearest to none; None where a rate would be 0 or less.

    RR + √(RR(RR − 1)) for a risk ratio of 1 or more, its inverse below (VanderWeele & Ding 2017). The ratio is the
    participants' rate ÷ the rate without taking part, which is the same less the difference.
    """
    estimate = _of_difference(effect.participant_rate, effect.difference)
    if estimate is None:
        return None
    if effect.low <= 0 <= effect.high:
        return EValue(estimate=estimate, limit=1.0)
    nearest = effect.low if effect.low > 0 else effect.high
    limit = _of_difference(effect.participant_rate, nearest)
    return None if limit is None else EValue(estimate=estimate, limit=limit)


def _of_difference(rate: float | None, difference: float) -> float | None:
    if rate is None or rate <= 0 or rate - difference <= 0:
        return None
    ratio = rate / (rate - difference)
    ratio = max(ratio, 1 / ratio)
    return ratio + sqrt(ratio * (ratio - 1))
