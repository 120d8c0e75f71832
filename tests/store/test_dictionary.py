"""Texts and their numbers: the same whichever way the store is asked, however many texts there are."""

import pyarrow as pa
import pytest

from launchops.store import Store, dictionary
from launchops.store.dictionary import USER_IDS, Numbering
from launchops.store.text_index import ROOM, TextIndex
from tests.store.rows import DAY, load, users

KNOWN = [f"known {number:02d}" for number in range(30)]  # numbered 1 … 30, being in order of text


@pytest.mark.parametrize("look_up_at_most", [0, 5, 9, 50_000])
@pytest.mark.parametrize("read_at_most", [0, 4_000_000])
def test_known_texts_keep_their_numbers_and_new_ones_get_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, look_up_at_most: int, read_at_most: int
) -> None:
    load(store, "users", users(*((user, DAY) for user in KNOWN)))
    monkeypatch.setattr(dictionary, "LOOK_UP_AT_MOST", look_up_at_most)
    monkeypatch.setattr(dictionary, "READ_AT_MOST", read_at_most)
    numbering = Numbering(USER_IDS, store.read)
    parts = [["known 07", "new b", "known 02", "known 07"], ["new a", *KNOWN[::-1]], ["new c", "new b", "known 00"]]
    numbers = [numbering.numbers(pa.array(part)).tolist() for part in parts]
    assert numbers == [[8, 31, 3, 8], [32, *range(30, 0, -1)], [33, 31, 1]]


def test_a_text_has_one_place_also_when_the_index_has_grown() -> None:
    index = TextIndex()
    texts = pa.array([f"u{number}" for number in range(3 * ROOM)])
    places, unmet = index.places(texts)
    assert sorted(places.tolist()) == list(range(3 * ROOM))
    assert places[unmet].tolist() == list(range(3 * ROOM))
    again, unmet_again = index.places(texts)
    assert again.tolist() == places.tolist()
    assert unmet_again.size == 0
