"""The lot: only id and salt decide, the share is kept, and a larger share keeps who was held out."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.lot import is_held_out

IDS = [f"u{n:05}" for n in range(20_000)]


def test_the_lot_is_the_first_64_bits_of_sha256_of_salt_and_id():
    first = int(hashlib.sha256(b"spring:u1").hexdigest()[:16], 16) / 2**64
    assert not is_held_out("u1", salt="spring", share=first)
    assert is_held_out("u1", salt="spring", share=first + 1e-9)


def test_about_the_share_asked_for_is_held_out():
    held_out = sum(is_held_out(one, salt="spring", share=0.1) for one in IDS)
    assert abs(held_out - 2_000) < 4 * (20_000 * 0.1 * 0.9) ** 0.5


def test_two_salts_deal_independently():
    first = {one for one in IDS if is_held_out(one, salt="spring", share=0.1)}
    second = {one for one in IDS if is_held_out(one, salt="summer", share=0.1)}
    assert abs(len(first & second) - 200) < 4 * 200**0.5


@given(user=st.text(max_size=20), salt=st.text(max_size=10), small=st.floats(0, 1), large=st.floats(0, 1))
def test_a_larger_share_keeps_everybody_held_out_under_a_smaller_one(user, salt, small: float, large: float):
    small, large = sorted((small, large))
    assert is_held_out(user, salt=salt, share=large) or not is_held_out(user, salt=salt, share=small)
