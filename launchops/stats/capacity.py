"""The load that a day's users put on the servers in its fullest hour, and the users a day at which it is too much."""

from dataclasses import dataclass

SECONDS_AN_HOUR = 3_600


@dataclass(frozen=True)
class Load:
    """tested_limit: requests a second. peak_hour_share: of a day's users, in its fullest hour. requests_per_user: in
    that hour."""

    tested_limit: float
    peak_hour_share: float
    requests_per_user: float


def users_limit(load: Load) -> float:
    """Users a day at which the peak reaches the tested limit.

    The peak is users × share in the peak hour × requests per user ÷ 3,600 requests a second.
    """
    return load.tested_limit * SECONDS_AN_HOUR / (load.peak_hour_share * load.requests_per_user)
