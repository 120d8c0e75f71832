"""Users that participation files name: each once, of loaded uploads only."""

from launchops.store import Store
from tests.store.rows import DAY, NOW, load, table, users

MICROSECONDS = 86_400_000_000


def took_part(*rows: tuple[str, str, str]):
    """Rows of a participation file: activity, user, arm."""
    return table(
        "participation",
        [{"activity": name, "user_id": one, "ts": DAY * MICROSECONDS, "arm": arm} for name, one, arm in rows],
    )


def test_users_count_once_an_activity_whatever_their_arm_and_whether_known_or_not(store: Store) -> None:
    load(store, "users", users(("ann", DAY)))
    load(store, "participation", took_part(("tea", "ann", "participant"), ("tea", "ann", "offered")))
    load(store, "participation", took_part(("tea", "ben", "participant"), ("quiz", "ben", "holdout")))
    assert store.uploaded_participants() == {"tea": 2, "quiz": 1}


def test_an_upload_taken_back_names_nobody(store: Store) -> None:
    load(store, "participation", took_part(("tea", "ann", "participant")))
    (batch,) = store.batches()
    store.undo(batch.id, who="ops", at=NOW)
    assert store.uploaded_participants() == {}
