"""Status codes as words and tones. Colour never speaks alone: the word always stands with it."""

from launchops.locale.sentences import N_
from launchops.ui.text import _

STATUS_WORDS = {
    # goals
    "on_track": (N_("on track"), "good"),
    "behind": (N_("behind"), "warn"),
    "at_risk": (N_("at risk"), "bad"),
    "met": (N_("met"), "good"),
    "missed": (N_("missed"), "bad"),
    "in_tolerance": (N_("in range"), "good"),
    "out_of_tolerance": (N_("out of range"), "bad"),
    "not_started": (N_("not started"), "neutral"),
    "stale": (N_("stale"), "neutral"),
    "no_data": (N_("no data"), "neutral"),
    "too_few_data": (N_("too early"), "neutral"),
    # steps to the vision
    "planned": (N_("planned"), "neutral"),
    "dropped": (N_("dropped"), "neutral"),
    # risks and their triggers
    "triggered": (N_("triggered"), "bad"),
    "open": (N_("open"), "neutral"),
    "accepted": (N_("accepted"), "neutral"),
    "closed": (N_("closed"), "good"),
    "green": (N_("quiet"), "good"),
    "amber": (N_("amber"), "warn"),
    "red": (N_("red"), "bad"),
    "unknown": (N_("unknown"), "neutral"),
    "fired": (N_("triggered"), "bad"),
    "cleared": (N_("cleared"), "good"),
    # how near a limit is
    "quiet": (N_("quiet"), "good"),
    "warn": (N_("watch it"), "warn"),
    "alert": (N_("likely"), "bad"),
    "happened": (N_("happened"), "bad"),
    # uploads
    "loaded": (N_("loaded"), "good"),
    "partly": (N_("partly loaded"), "warn"),
    "already_loaded": (N_("already loaded"), "neutral"),
    "refused": (N_("refused"), "bad"),
    "undone": (N_("undone"), "neutral"),
    "upload": (N_("upload"), "neutral"),
    "verdict": (N_("verdict"), "good"),
    # checks
    "good": (N_("fine"), "good"),
    "caution": (N_("caution"), "warn"),
    "bad": (N_("broken"), "bad"),
}


def status_word(code: str) -> str:
    """The word for a status code in the session's language; a code without a word is shown as it is."""
    return _(STATUS_WORDS[code][0]) if code in STATUS_WORDS else code.replace("_", " ")


def status_tone(code: str) -> str:
    """good, warn, bad or neutral."""
    return STATUS_WORDS[code][1] if code in STATUS_WORDS else "neutral"
