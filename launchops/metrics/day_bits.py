"""Active days as bits of integers, so that any span of days around a visit is read without another join.

A user's active days become a few words of `WORD` days each; the days around one visit are cut out of two
neighbouring words. Bit i of a span stands for its day i. Words stay under 2^53, so that they may pass through a
floating-point sum, the one sum of long integers that every engine gives in the same type.
"""

import ibis

Days = tuple[int, int]

WORD = 52
COUNTED = 28


def day_words(user_days: ibis.Table, *, first_day: int, last_day: int) -> ibis.Table:
    """One row per user active from `first_day` to `last_day`: user_id, word_0, word_1 … (bit i of word w: active
    on day first_day + 52 w + i)."""
    days = user_days.filter(user_days.day >= first_day, user_days.day <= last_day)
    place = days.day - first_day
    bit = _one() << (place % WORD)
    words = {
        f"word_{number}": ibis.ifelse((place >= number * WORD) & (place < (number + 1) * WORD), bit, 0)
        .cast("float64")
        .sum()
        .cast("int64")
        for number in range((last_day - first_day) // WORD + 1)
    }
    return days.group_by("user_id").aggregate(**words)


def span_bits(rows: ibis.Table, *, span: Days, first_day: int) -> ibis.Value:
    """The user's active days from day + span[0] to day + span[1] as bits, at most `WORD` of them.

    `rows`: column day and the words of `day_words` that begin on `first_day`, on or before the span's first day.
    """
    words = [rows[name] for name in rows.columns if name.startswith("word_")]
    place = rows.day + (span[0] - first_day)
    inside = place % WORD
    ends = [place < (number + 1) * WORD for number in range(len(words))]
    lower = ibis.cases(*zip(ends, words, strict=True), else_=0)
    upper = ibis.cases(*zip(ends, [*words[1:], ibis.literal(0, "int64")], strict=True), else_=0)
    both = (lower >> inside) | ((upper & ((_one() << inside) - 1)) << (WORD - inside))
    return both & (2 ** (span[1] - span[0] + 1) - 1)


def bits_between(span: Days, days: Days) -> tuple[int, int]:
    """First bit and number of bits of `days` within a span that holds them."""
    return days[0] - span[0], days[1] - days[0] + 1


def is_any(bits: ibis.Value, span: Days, days: Days) -> ibis.Value:
    """1 where the user was active on any of `days` of the span, else 0."""
    first, count = bits_between(span, days)
    return ibis.ifelse((bits & ((2**count - 1) << first)) > 0, 1, 0)


def how_many(bits: ibis.Value, span: Days, days: Days) -> ibis.Value:
    """On how many of `days` of the span the user was active; at most 28 of them are counted at once.

    Bits are added up in pairs, the pairs in fours, and so on: no engine's own count is known to all of them.
    """
    first, count = bits_between(span, days)
    total: ibis.Value | None = None
    for start in range(first, first + count, COUNTED):
        width = min(COUNTED, first + count - start)
        found = _bit_count((bits >> start) & (2**width - 1))
        total = found if total is None else total + found
    return total


def _bit_count(bits: ibis.Value) -> ibis.Value:
    """Set bits of an integer below 2^28."""
    pairs = bits - ((bits >> 1) & 0x5555555)
    fours = (pairs & 0x3333333) + ((pairs >> 2) & 0x3333333)
    bytes_ = (fours + (fours >> 4)) & 0xF0F0F0F
    return ((bytes_ * 0x1010101) >> 24) & 0xFF


def is_on(bits: ibis.Value, span: Days, day: int) -> ibis.Value:
    """1 where the user was active on one day of the span, else 0."""
    return (bits >> (day - span[0])) & 1


def _one() -> ibis.Value:
    """A one of 64 bits: engines read a bare 1 as an int of 32, which cannot be shifted far."""
    return ibis.literal(1, "int8").cast("int64")
