"""The frame around every page: pages and menu, language, sample notice, shared screen, errors in words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from launchops.errors import LaunchopsError
from launchops.locale import LANGUAGES, Language
from launchops.locale.sentences import N_
from launchops.periods import day_number
from launchops.ui import blocks, data, filters, screen
from launchops.ui.text import LANGUAGE_COOKIE, LANGUAGE_STATE, _, escape, language, record, say

ROOT = Path(__file__).resolve().parents[2]
STYLE = Path(__file__).with_name("style.css")
SHELL_STATE = "_shell"
LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "zh": "中文"}
NEWER_SECONDS = 3  # how often a page looks whether newer figures are there
COOKIE_SECONDS = 365 * 24 * 3600
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageEntry:
    """One page of the menu; it appears when its file exists. `filters`: the shared filters it honours."""

    section: str
    name: str
    title: str
    filters: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The page's file, as Streamlit wants it."""
        return f"pages/{self.name}.py"


DATA_SECTION = N_("Data")
PAGES = (
    PageEntry("", "overview", N_("Overview")),
    PageEntry(N_("How it goes"), "goals", N_("Goals")),
    PageEntry(N_("How it goes"), "active_users", N_("Active users"), ("channel", "segment")),
    PageEntry(N_("How it goes"), "stickiness", N_("Stickiness"), ("channel", "segment")),
    PageEntry(N_("How it goes"), "retention", N_("Retention"), ("channel", "segment")),
    PageEntry(N_("How it goes"), "risks", N_("Risks")),
    PageEntry(DATA_SECTION, "upload", N_("Upload")),
    PageEntry(DATA_SECTION, "settings", N_("Settings")),
)


def entries() -> tuple[PageEntry, ...]:
    """The pages that exist."""
    return tuple(entry for entry in PAGES if (ROOT / entry.path).exists())


def pages() -> dict[str, list[Any]]:
    """The menu for st.navigation: section title → pages, titles in the session's language."""
    menu: dict[str, list[Any]] = {}
    for place, entry in enumerate(entries()):
        page = st.Page(entry.path, title=_(entry.title), default=place == 0)
        menu.setdefault(_(entry.section) if entry.section else "", []).append(page)
    return menu


def require() -> None:
    """First line of every page: a fresh server may run it without dashboard.py; then start the frame."""
    if SHELL_STATE not in st.session_state:
        st.navigation(pages())  # switches the whole process from the pages/ folder to navigation
        st.rerun()


def begin() -> None:
    """Page settings, language and style; before anything is drawn."""
    st.session_state[SHELL_STATE] = True
    st.set_page_config(
        page_title="launchops",
        page_icon="🚀",
        layout="wide",
        initial_sidebar_state="collapsed" if screen.is_shared() else "auto",
    )
    _settle_language()
    st.html(STYLE)


def _settle_language() -> None:
    """The URL wins and is remembered; without it the session's language, then cookie and browser."""
    given = st.query_params.get("lang")
    if given in LANGUAGES:
        st.session_state[LANGUAGE_STATE] = given
    if LANGUAGE_STATE in st.session_state:
        st.query_params["lang"] = st.session_state[LANGUAGE_STATE]
        _remember_language(st.session_state[LANGUAGE_STATE])


def _remember_language(chosen: Language) -> None:
    if st.context.cookies.get(LANGUAGE_COOKIE) == chosen or st.session_state.get("_cookie") == chosen:
        return
    st.session_state["_cookie"] = chosen
    cookie = f"{LANGUAGE_COOKIE}={chosen};path=/;max-age={COOKIE_SECONDS};SameSite=Lax"
    with st.container(key="cookie"):
        st.html(f"<script>document.cookie='{cookie}'</script>", unsafe_allow_javascript=True)


def navigate() -> Any:
    """The menu; returns the page to run."""
    return st.navigation(pages(), position="hidden" if screen.is_shared() else "sidebar")


def draw_frame(page: Any) -> None:
    """Everything around the page: sidebar, the bar on top, or the keys of the shared screen."""
    entry = next(entry for entry in entries() if _(entry.title) == page.title)
    if screen.is_shared():
        _shared_screen(entry)
        filters.restore(entry.filters)
        return
    with st.sidebar:
        _brand()
    with _row("top_bar", horizontal_alignment="distribute"):
        with _row("sample_notice", width="content"):
            _sample_notice(entry)
        with _row("top_right", width="content"):
            filters.draw(entry.filters)
            _language_switch()
            _shared_screen_link(entry)
    if data.freshness() != "current":
        _newer_data()


@st.fragment(run_every=NEWER_SECONDS)
def _newer_data() -> None:
    """That the store holds more than the figures; the page draws itself anew once they are there."""
    freshness = data.freshness()
    if freshness == "current":
        st.rerun()
    blocks.quiet(
        _("Newer data is being worked in. Until then these are the last good figures.")
        if freshness == "building"
        else _("The store holds newer data than these figures. To bring it over: {command}").format(
            command="launchops facts export"
        )
    )


def _row(key: str, **layout: Any) -> Any:
    return st.container(horizontal=True, vertical_alignment="center", key=key, **layout)


def _brand() -> None:
    with st.container(key="brand", gap=None):
        st.markdown("**launchops**")
        st.caption(_launch_line())


def _launch_line() -> str:
    """Name of the launch and its day: launch day is day 1."""
    settings = data.settings()
    name = record(settings.name)
    if settings.launch_on is None:
        return name
    days = data.today_day() - day_number(settings.launch_on)
    when = _("day {n}").format(n=days + 1) if days >= 0 else _("{n} days to launch").format(n=-days)
    return f"{name} · {escape(when)}"


def _sample_notice(entry: PageEntry) -> None:
    if not data.settings().is_sample:
        return
    st.badge(_("Sample data"), color="gray")
    if entry.name != "settings":
        query = {**screen.kept_query(), "own": "1"}
        st.page_link("pages/settings.py", label=_("Start with my own data"), query_params=query)


def _language_switch() -> None:
    widget = "language"
    st.session_state[widget] = language()
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        format_func=lambda code: LANGUAGE_NAMES[code],
        key=widget,
        label_visibility="collapsed",
        required=True,
        on_change=_language_chosen,
        args=(widget,),
    )


def _language_chosen(widget: str) -> None:
    st.session_state[LANGUAGE_STATE] = st.session_state[widget]
    st.query_params["lang"] = st.session_state[widget]


def _shared_screen_link(entry: PageEntry) -> None:
    query = {**screen.kept_query(), "tv": "1"}
    st.page_link(entry.path, label=_("Shared screen"), icon=":material/present_to_all:", query_params=query)


def _shared_screen(entry: PageEntry) -> None:
    """Arrow keys to the neighbouring pages and a small way out."""
    # entering data is no matter for a wall, unless somebody opened that very page on it
    shown = [page for page in entries() if page.section != DATA_SECTION or page == entry]
    names = [page.name for page in shown]
    place = names.index(entry.name)
    st.html(f'<div class="lo-shared" data-page="{place + 1}"></div>')
    with _row("shared_keys"):
        _key_button("previous", shown[(place - 1) % len(shown)], "Left", _("Previous"))
        _key_button("next", shown[(place + 1) % len(shown)], "Right", _("Next"))
        st.button(_("Leave shared screen"), key="shared_leave", type="tertiary", on_click=_leave_shared_screen)


def _leave_shared_screen() -> None:
    """A button, because a link to the same page without parameters leaves the address as it is."""
    st.query_params.pop("tv", None)


def _key_button(name: str, target: PageEntry, shortcut: str, label: str) -> None:
    if st.button(label, shortcut=shortcut, key=f"shared_{name}", type="tertiary", help=_(target.title)):
        st.switch_page(target.path, query_params=screen.kept_query())


@contextmanager
def errors_in_words() -> Iterator[None]:
    """A refusal becomes its sentence; anything unforeseen is logged and said in plain words."""
    try:
        yield
    except LaunchopsError as error:
        st.error(escape(say(error.message)))
    except Exception:
        _log.exception("a page failed")
        st.error(_("Something went wrong here. Reload the page; if it stays, the server's log says why."))
