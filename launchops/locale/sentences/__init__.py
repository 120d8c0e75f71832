"""Sentence tables, one module per domain: `SENTENCES` maps a stable code to its English sentence.

`N_` marks a sentence for the catalogue without translating it at import time.
"""


def N_(text: str) -> str:  # noqa: N802 - the name gettext's extractors look for
    """Mark a text for translation; returns it unchanged."""
    return text
