"""Drawing lots: who is held out, decided by a salted hash of the user's id and by nothing else."""

import hashlib

_LOTS = 2**64


def is_held_out(user_id: str, *, salt: str, share: float) -> bool:
    """Whether a user is held out when `share` (0 … 1) of all users are.

    The first 64 bits of SHA-256 of "salt:user_id", as a share of all their values, lie under `share`. The same id
    and salt give the same lot on every machine and day, whoever else is on the list; a larger share keeps everybody
    who was held out under a smaller one; another salt deals anew.
    """
    digest = hashlib.sha256(f"{salt}:{user_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * _LOTS
