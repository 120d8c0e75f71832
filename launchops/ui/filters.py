"""The shared filters: chosen once, kept in the URL, offered on the pages that honour them."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.types import Filters
from launchops.locale.sentences import N_
from launchops.ui import data
from launchops.ui.text import _, escape, number

# parameter of the URL and trait -> words for "all" and for several
TRAITS = {
    "channel": (N_("All channels"), N_("{n} channels"), N_("Channels")),
    "segment": (N_("All segments"), N_("{n} segments"), N_("Segments")),
}


FLAGGED, WITHOUT = "flagged", "without"  # parameter of the URL: without, or not there


def chosen() -> Filters:
    """The users that the page's figures are about."""
    return Filters(
        channels=_kept("channel"), segments=_kept("segment"), is_without_flagged=_kept(FLAGGED) == (WITHOUT,)
    )


def draw(traits: Sequence[str]) -> None:
    """The filters a page honours, as small menus; nothing where the data knows fewer than two values."""
    for trait in traits:
        known = data.values(trait)
        if len(known) > 1:
            _draw(trait, known)
        else:
            _keep(trait, ())
    if traits and data.ask("abuse", "can_see"):
        _draw_flagged()


def restore(traits: Sequence[str]) -> None:
    """The filters of the URL in force without their menus: on the shared screen."""
    for trait in traits:
        known = data.values(trait)
        _keep(trait, tuple(value for value in _given(trait) if value in known))
    if traits:
        _keep(FLAGGED, (WITHOUT,) if tuple(_given(FLAGGED)) == (WITHOUT,) else ())


def _draw_flagged() -> None:
    """Whether users flagged for abuse are left out, and how many that are."""
    widget = f"filter_{FLAGGED}"
    if widget not in st.session_state:
        st.session_state[widget] = tuple(_given(FLAGGED)) == (WITHOUT,)
    is_out = st.toggle(_flagged_label(st.session_state[widget]), key=widget)
    _keep(FLAGGED, (WITHOUT,) if is_out else ())


def _flagged_label(is_out: bool) -> str:
    """The number is worked out where it is asked for: it takes a moment on a large launch."""
    if not is_out:
        return _("Without flagged users")
    count = len(data.ask("abuse", "flags").flags)
    return escape(_("Without {n} flagged users").format(n=number(count)))


def _draw(trait: str, known: Sequence[str]) -> None:
    widget = f"filter_{trait}"
    if widget not in st.session_state:
        st.session_state[widget] = [value for value in _given(trait) if value in known]
    with st.popover(_label(trait, st.session_state[widget]), key=f"{widget}_menu"):
        picked = st.pills(_(TRAITS[trait][2]), known, selection_mode="multi", format_func=escape, key=widget, width=320)
    _keep(trait, tuple(picked or ()))


def _label(trait: str, picked: Sequence[str]) -> str:
    everything, several, _heading = TRAITS[trait]
    if not picked:
        return _(everything)
    return escape(picked[0]) if len(picked) == 1 else _(several).format(n=len(picked))


def _given(trait: str) -> Sequence[str]:
    """From the URL, else as chosen before on another page."""
    return st.query_params.get_all(trait) or _kept(trait)


def _kept(trait: str) -> tuple[str, ...]:
    return tuple(st.session_state.get(f"_kept_{trait}", ()))


def _keep(trait: str, values: tuple[str, ...]) -> None:
    st.session_state[f"_kept_{trait}"] = values
    if values:
        st.query_params[trait] = list(values)
    elif trait in st.query_params:
        del st.query_params[trait]
