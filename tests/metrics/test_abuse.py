"""What ties users together, counted by hand: devices, addresses, invitations, rewards; tables without some users."""

import pandas as pd

from launchops.metrics.abuse import one_day_users, suspects
from launchops.metrics.abuse_results import ADDRESS, ADDRESS_HOUR, DEVICE, INVITER, Suspects
from launchops.metrics.active_users import active_users
from launchops.metrics.left_out import without_users
from launchops.metrics.tables import FactTables
from tests.make import Participation, User, launch, user

AS_OF = 40
PEOPLE = [user(signup=n % 20, days=[n % 20, n % 20 + 1 + n % 2 * 9]) for n in range(40)]  # every other one stays


def asked(*users: User, participations: tuple[Participation, ...] = ()) -> Suspects:
    """What is found among these users and PEOPLE, of whom half stay."""
    return suspects(launch(*users, *PEOPLE, participations=participations), as_of_day=AS_OF)


def groups(found: Suspects, kind: int) -> dict[int, list[int]]:
    """Group -> its users, of a kind."""
    rows = found.groups[found.groups["kind"] == kind]
    return {int(str(group)): sorted(mine["user_id"]) for group, mine in rows.groupby("group")}


def test_three_accounts_on_a_device_are_a_group_and_two_are_none():
    found = asked(*[user(signup=1, device=7)] * 3, *[user(signup=1, device=8)] * 2, user(signup=AS_OF, device=8))
    assert groups(found, DEVICE) == {7: [1, 2, 3]}


def test_an_address_counts_by_hour_only_where_all_sign_ups_lie_within_one():
    within = [user(signup=1, second=100 + 900 * n, ip=5) for n in range(4)]
    spread = [user(signup=1, second=100 + 9_000 * n, ip=6) for n in range(4)]
    found = asked(*within, *spread)
    assert groups(found, ADDRESS_HOUR) == {5: [1, 2, 3, 4]}


def test_an_address_whose_users_stay_is_left_alone():
    found = asked(*[user(signup=1, days=[1, 3], second=100, ip=5)] * 4, *[user(signup=1, second=100, ip=6)] * 4)
    assert groups(found, ADDRESS_HOUR) == {6: [5, 6, 7, 8]}


def test_an_address_over_weeks_counts_where_far_fewer_stayed_than_usual():
    found = asked(*[user(signup=n, ip=9) for n in range(20)])
    assert groups(found, ADDRESS) == {9: list(range(1, 21))}


def test_users_invited_by_one_person_who_all_left_are_a_group():
    found = asked(user(signup=0, days=[0, 2]), *[user(signup=n, invited_by=1) for n in range(1, 6)])
    assert groups(found, INVITER) == {1: [2, 3, 4, 5, 6]}


def test_return_is_known_once_seven_days_are_over():
    rows = asked(*[user(signup=AS_OF - 7, device=7)] * 2, user(signup=AS_OF - 8, days=[AS_OF - 1], device=7)).groups
    assert rows.sort_values("user_id")[["known", "stayed"]].to_numpy().tolist() == [[0, 0], [0, 0], [1, 1]]


def test_invitations_of_oneself_of_older_accounts_and_on_the_own_device_are_seen():
    found = asked(
        user(signup=5, second=60, device=1),
        user(signup=1, invited_by=2),
        user(signup=5, second=50, invited_by=1),
        user(signup=6, invited_by=1, device=1),
        user(signup=7, invited_by=1),
        user(signup=5, invited_by=-1),
    ).invitations.set_index("user_id")
    assert found[["is_older", "is_same_device"]].T.to_dict("list") == {2: [0, 0], 3: [1, 0], 4: [0, 1]}


def test_only_those_who_invite_and_are_invited_can_be_in_a_circle():
    circle = (user(signup=1, invited_by=3), user(signup=2, invited_by=1), user(signup=3, invited_by=2))
    found = asked(*circle, user(signup=4, invited_by=1)).invitations.set_index("user_id")
    assert found["is_inside"].to_dict() == {1: 1, 2: 1, 3: 1}


def test_a_reward_within_a_minute_is_counted_across_midnight():
    users = (user(signup=1, second=86_390), user(signup=1, second=10), user(signup=1))
    taken = (
        Participation("gift", 1, 2, reward=1.0, second=20),
        Participation("gift", 2, 1, reward=1.0, second=71),
        Participation("gift", 2, 1, reward=0.0, second=20),
        Participation("gift", 3, 1, reward=1.0, second=20),
    )
    found = asked(*users, participations=taken)
    assert found.rewards.to_dict("records") == [{"user_id": 1, "activity": "gift", "seconds": 30}]
    assert found.reward_counts.to_dict("records") == [{"activity": "gift", "rewarded": 2, "fast": 1}]
    assert found.can_see == {"time", "reward"}


def test_one_day_users_of_an_hour_are_those_who_left():
    left = user(signup=3, days=[3], second=3_600, channel="ads")
    others = (user(signup=3, days=[3, 5], second=3_700, channel="ads"), user(signup=3, second=3_700, channel="seo"))
    hours = pd.DataFrame({"channel": ["ads"], "day": [3], "hour": [1]})
    found = one_day_users(launch(left, *others), as_of_day=AS_OF, hours=hours)
    assert found["user_id"].tolist() == [1]
    assert one_day_users(launch(left), as_of_day=AS_OF, hours=hours.iloc[:0]).empty


def test_tables_without_some_users_are_those_of_the_others():
    users = [user(signup=1, days=[1, 2]), user(signup=1, days=[1]), user(signup=2, days=[2])]
    taken = [Participation("gift", number, 2) for number in (1, 2, 3)]
    tables = without_users(launch(*users, participations=taken), [2, 3])
    assert tables.run(tables.users)["user_id"].tolist() == [1]
    assert tables.run(tables.participations)["user_id"].tolist() == [1]
    assert mau(tables) == mau(launch(users[0])) == [1, 1]
    assert without_users(tables, []) is tables


def mau(tables: FactTables) -> list[int]:
    """Monthly active users of days 1 and 2."""
    return active_users(tables, as_of_day=3).frame["mau"].tolist()
