"""Proofs of what must hold whatever happens: a small fixed part in `make test`, the whole in `make prove`."""
