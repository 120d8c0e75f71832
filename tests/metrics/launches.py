"""Random small launches: users without activity, cohorts of one, days without data, leap day, turn of the year."""

from dataclasses import dataclass
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from launchops.periods import day_number
from tests.make import Participation, Spend, User, user

# a leap day, the turn of a year, an ordinary Monday: the launch begins just before each
BEGINNINGS = [day_number(on) for on in (date(2024, 2, 22), date(2023, 12, 20), date(2025, 3, 3))]
# An example is a whole launch asked on an engine: a few under `make test`, hundreds under `make prove`.
SOME = settings(max_examples=max(6, settings.default.max_examples // 8))
TRAITS = ["", "ads", "seo"]


@dataclass(frozen=True)
class SmallLaunch:
    """A launch and a day before which its data are complete, anywhere in, before or after the data."""

    users: tuple[User, ...]
    as_of: int
    week_start: str
    participations: tuple[Participation, ...] = ()
    spend: tuple[Spend, ...] = ()


@st.composite
def random_users(draw: st.DrawFn, begin: int) -> tuple[User, ...]:
    """1 to 12 users who sign up over some weeks and come on few or many of the days after."""
    users = []
    for _ in range(draw(st.integers(1, 12))):
        signup = begin + draw(st.integers(0, draw(st.sampled_from([3, 40]))))
        ages = draw(st.sets(st.integers(0, draw(st.sampled_from([9, 70]))), max_size=14))
        activated = draw(st.none() | st.integers(0, 12))
        users.append(
            user(
                signup=signup,
                days=[signup + age for age in ages],
                channel=draw(st.sampled_from(TRAITS)),
                segment=draw(st.sampled_from(TRAITS)),
                activated=None if activated is None else signup + activated,
            )
        )
    return tuple(users)


@st.composite
def launches(draw: st.DrawFn) -> SmallLaunch:
    """A whole launch with participations and spend."""
    begin = draw(st.sampled_from(BEGINNINGS))
    users = draw(random_users(begin))
    took_part = st.builds(
        Participation,
        activity=st.sampled_from(["tea week", "quiz"]),
        user=st.integers(1, len(users)),
        day=st.integers(begin, begin + 50),
    )
    spent = st.builds(
        Spend,
        day=st.integers(begin - 5, begin + 60),
        spend=st.integers(0, 500).map(float),
        channel=st.sampled_from(["ads", "seo"]),
    )
    return SmallLaunch(
        users=users,
        as_of=begin + draw(st.integers(-2, 120)),
        week_start=draw(st.sampled_from(["monday", "sunday", "saturday"])),
        participations=tuple(draw(st.lists(took_part, max_size=6))),
        spend=tuple(draw(st.lists(spent, max_size=8))),
    )
