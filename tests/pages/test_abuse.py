"""The section on gaming, drawn over a real store, and the switch that leaves flagged users out."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import launchops

FIRST = date(2026, 1, 5)


def section() -> None:
    """The section alone."""
    from launchops.ui.abuse import draw_abuse  # noqa: PLC0415 - a script of its own

    draw_abuse()


def switch() -> None:
    """The filters of a page that honours channels, and what they choose."""
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from launchops.ui import filters  # noqa: PLC0415

    filters.draw(("channel",))
    st.text(str(filters.chosen().is_without_flagged))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """30 people of whom half come back, and five accounts on a device whose name would be a link."""
    url = f"sqlite:///{tmp_path}/own.db"
    launch = launchops.create_launch(url, name="Gamed", today=date(2026, 3, 2))
    users = [f"p{n},{FIRST + timedelta(n % 15)},own{n}" for n in range(30)]
    users += [f"[x](http://x.x){n},2026-01-08,shared" for n in range(5)]
    events = [f"p{n},{FIRST + timedelta(n % 15 + 3)}" for n in range(0, 30, 2)]
    for kind, head, rows in (("users", "user_id,signup_date,device_id", users), ("events", "user_id,date", events)):
        launch.uploads.load(kind, "\n".join([head, *rows]).encode(), f"{kind}.csv")
    launch.close()
    monkeypatch.setenv("LAUNCHOPS_STORE", url)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield url
    st.cache_data.clear()
    st.cache_resource.clear()


def test_the_section_says_how_many_and_why_and_what_they_change(store: str):
    app = AppTest.from_function(section, default_timeout=60).run()
    assert not app.exception
    assert app.markdown[0].value.startswith("5 of 35 users")
    groups = app.dataframe[0].value
    assert groups[["group", "accounts"]].to_numpy().tolist() == [[1, 5]]
    assert groups["why"][0].startswith("5")
    assert app.dataframe[1].value["figure"].tolist() == ["Monthly active users", "Stickiness", "Week-1 retention"]


def test_no_user_is_named_on_the_screen(store: str):
    app = AppTest.from_function(section, default_timeout=60).run()
    said = " ".join(element.value for element in app.markdown) + app.dataframe[0].value.to_csv()
    assert "x.x" not in said


def test_the_switch_leaves_flagged_users_out_and_stays_in_the_address(store: str):
    app = AppTest.from_function(switch, default_timeout=60).run()
    assert app.text[0].value == "False"
    app.toggle(key="filter_flagged").set_value(True).run()
    assert app.text[0].value == "True"
    assert app.query_params["flagged"] == "without"
    assert "5" in app.toggle(key="filter_flagged").label
