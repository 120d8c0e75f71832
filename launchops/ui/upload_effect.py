"""What an upload changes in the figures: tried out before loading, and told after it."""

from collections.abc import Sequence

import streamlit as st

from launchops.errors import LaunchopsError
from launchops.facade.results import Effect, FigureMove, StatusMove
from launchops.locale import Message
from launchops.ui import blocks, data
from launchops.ui.text import _, escape, quantity, record_text, say
from launchops.ui.upload_files import Dropped

FIGURES_A_ROW = 4
# A trial copies the store and builds its facts anew: seconds for a small launch, then done without asking.
TRIED_BYTES = 4_000_000
TRIED_EVENTS = 500_000
_TRIAL = "_upload_trial"


def draw_trial(files: Sequence[Dropped]) -> None:
    """What loading these files together would change: at once where that is quick, else when asked for."""
    basis = (data.store_url(), data.launch().versions(), tuple(dropped.basis for dropped in files))
    with blocks.panel(_("What loading changes"), key="trial"):
        place = st.empty()
        tried = st.session_state.get(_TRIAL)
        if tried is None or tried[0] != basis:
            if not _is_quick(files) and not place.button(_("Try it on a copy"), key="try_effect"):
                return
            with place, st.spinner(_("Trying it on a copy of the data …")):
                tried = st.session_state[_TRIAL] = (basis, _tried(files))
        outcome = tried[1]
        if isinstance(outcome, Effect):
            draw_effect(outcome)
        else:
            st.markdown(escape(say(outcome)))


def _is_quick(files: Sequence[Dropped]) -> bool:
    size = sum(dropped.file.size for dropped in files)
    return size <= TRIED_BYTES and data.facts_info().event_count <= TRIED_EVENTS


def _tried(files: Sequence[Dropped]) -> Effect | Message:
    """The effect, or why it cannot be told."""
    try:
        found: Effect = data.launch().uploads.effect([dropped.to_load() for dropped in files])
    except LaunchopsError as error:
        return error.message
    return found


def draw_effect(effect: Effect) -> None:
    """The changes in a sentence, then each status and figure as it was and as it becomes."""
    moves = [move for move in effect.figures if _words(move, move.before) != _words(move, move.after)]
    st.markdown(escape(say(_sentence(moves, effect))))
    for status in effect.statuses:
        _draw_status(status)
    for start in range(0, len(moves), FIGURES_A_ROW):
        for place, move in zip(st.columns(FIGURES_A_ROW), moves[start : start + FIGURES_A_ROW], strict=False):
            with place.container(gap=None):
                st.caption(escape(say(move.name)))
                st.markdown(f"{escape(_words(move, move.before))} → **{escape(_words(move, move.after))}**")


def _sentence(moves: Sequence[FigureMove], effect: Effect) -> Message:
    if not moves and not effect.statuses and effect.as_of_before == effect.as_of_after:
        return Message("effect_none")
    statuses = [
        Message(f"effect_{subject}s", {"n": count})
        for subject in ("goal", "risk")
        if (count := sum(status.subject == subject for status in effect.statuses))
    ]
    changed = Message("effect_statuses" if statuses else "effect_no_status", {"statuses": statuses})
    return Message("effect_some", {"figures": len(moves), "changed": changed, "until": _until(effect)})


def _until(effect: Effect) -> Message:
    """The last complete day, where it is another one afterwards."""
    if effect.as_of_after is None or effect.as_of_after == effect.as_of_before:
        return Message("effect_same_day")
    return Message("effect_until", {"day": effect.as_of_after - 1})


def _draw_status(status: StatusMove) -> None:
    name, reason = escape(record_text(status.name)), escape(say(status.reason))
    chips = f"{blocks.chip_markdown(status.before)} → {blocks.chip_markdown(status.after)}"
    st.markdown(f"{name}: {chips} :gray[{reason}]")


def _words(move: FigureMove, value: float | None) -> str:
    """A figure's value, in words where it is not known."""
    return _("not known") if value is None else quantity(value, move.unit, currency=move.currency)
