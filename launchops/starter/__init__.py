"""Starter content: the checklist and the sample launch."""
