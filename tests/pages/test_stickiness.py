"""The stickiness page: a state for each verdict, the differences, whether they last, and whether to believe them."""

from dataclasses import replace

import pytest

from launchops.facade.types import comparison_answer
from launchops.locale import say
from launchops.stats.results import Comparison
from launchops.ui import data
from tests.pages import fake_launch
from tests.pages.fake_comparisons import ASSOCIATED_HIGHER, RAISED, VERDICTS, WEEKS
from tests.pages.fake_launch import ACTIVITIES, COMPARISON, EVIL, FakeLaunch
from tests.pages.fake_pages import page_of, texts_of

DESIGN_VERDICTS = (
    "too_early assignment_broken not_comparable already_different no_clear_difference associated_higher "
    "associated_lower raised lowered"
)
ADVICE = {
    "too_early": "wait for the days after it",
    "assignment_broken": "find out how users got into the two groups",
    "not_comparable": "hold out 10 % next time",
    "already_different": "hold out 10 % next time",
    "no_clear_difference": "skip the next one",
    "associated_higher": "repeat it only with 10 % held out",  # it has faded
    "associated_lower": "skip the next one",
    "raised": "repeat it if it is worth its cost",
    "lowered": "skip the next one",
}


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def test_there_is_a_page_for_each_verdict_of_the_design():
    assert list(VERDICTS) == DESIGN_VERDICTS.split()
    assert all(comparison.verdict == verdict for verdict, comparison in VERDICTS.items())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_stands_on_top_in_both_languages(verdict: str, language: str):
    at = page_of(FakeLaunch(comparison=VERDICTS[verdict]), "stickiness", language=language)
    title = at.title[0].value.replace("\\", "").replace("\u00a0", " ")
    sentence = say(comparison_answer(VERDICTS[verdict]).message, language)  # type: ignore[arg-type]
    assert title == sentence.replace("\u00a0", " ")
    assert not sentence.startswith("compare_"), "the verdict has no sentence"
    assert "{" not in texts_of(at)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_says_what_to_do(verdict: str):
    at = page_of(FakeLaunch(comparison=VERDICTS[verdict]), "stickiness")
    assert f"<b>What to do:</b> {ADVICE[verdict]}" in texts_of(at)


@pytest.mark.parametrize("verdict", [name for name in VERDICTS if name not in ("raised", "lowered")])
def test_only_a_lot_may_speak_of_an_effect(verdict: str):
    texts = texts_of(page_of(FakeLaunch(comparison=VERDICTS[verdict]), "stickiness", part="holdout")).lower()
    for word in ("raised return", "lowered return", "caused", "proved", "significant"):
        assert word not in texts


def test_the_verdict_has_its_interval():
    title = page_of(FakeLaunch(), "stickiness").title[0].value.replace("\\", "")
    assert "+6.1 points (3.8 to 8.4)" in title
    assert "keener users join" in title


def test_the_latest_activity_and_days_8_to_14_are_chosen_first():
    at = page_of(FakeLaunch(), "stickiness")
    assert at.selectbox(key="activity:en").value == "spring"
    chosen = {name: at.query_params[name] for name in ("days", "outcome", "view", "part")}
    assert chosen == {"days": "8-14", "outcome": "active", "view": "day", "part": "people"}


def test_a_link_opens_activity_days_outcome_picture_and_part():
    query = {"activity": "invite", "days": "1-7", "outcome": "active_day_rate", "view": "week", "part": "holdout"}
    at = page_of(FakeLaunch(), "stickiness", **query)
    assert at.selectbox(key="activity:en").value == "invite"
    assert {name: at.query_params[name] for name in query} == query
    assert "Invite week" in texts_of(at)
    assert at.number_input(key="holdout_share").value == 10


def test_wrong_choices_in_a_link_fall_back():
    wrong = dict.fromkeys(("activity", "days", "outcome", "view", "part"), "1-99")
    at = page_of(FakeLaunch(), "stickiness", **wrong)
    assert at.selectbox(key="activity:en").value == "spring"
    assert at.query_params["days"] == "8-14"
    assert at.query_params["part"] == "people"


def test_a_choice_is_kept_in_the_url():
    at = page_of(FakeLaunch(), "stickiness")
    at.selectbox(key="activity:en").set_value("invite").run()
    assert at.query_params["activity"] == "invite"


def test_every_check_stands_with_its_mark():
    texts = texts_of(page_of(FakeLaunch(), "stickiness"))
    for word in ("Enough people", "Comparable people", "Same before", "Not randomised"):
        assert f"<b>{word}</b>" in texts
    assert 'lo-good"><i>✔</i>' in texts and 'lo-warn"><i>!</i>' in texts


def test_the_table_holds_every_difference_with_its_interval():
    table = page_of(FakeLaunch(), "stickiness").dataframe[0].value.set_index("what")
    assert len(table) == 4 + 3 + 4  # naive, fair, without activity days, check; three weeks before and four after
    fair = table.loc["Same day, same habits before"]
    assert (fair["difference"], fair["low"], fair["high"], fair["compared"]) == (6.1, 3.8, 8.4, 2054)
    assert table.loc["The same, without activity days", "difference"] == 5.2
    assert table.loc["Days 28 to 22 before taking part", "difference"] == -0.8
    assert table.isna().loc["Days 22–28 after joining", "difference"]  # not over: blank, not zero


def test_a_lot_has_its_own_rows_in_the_table():
    table = page_of(FakeLaunch(comparison=RAISED), "stickiness").dataframe[0].value.set_index("what")
    assert table.loc["All offered vs all held out", "difference"] == 3.8
    assert (
        table.loc["All offered vs all held out", "participants"],
        table.loc["All offered vs all held out", "others"],
    ) == (
        8000,
        900,
    )
    assert table.loc["Those who took the offer", "difference"] == pytest.approx(11.4)
    assert "Same day, same habits before" not in table.index


def test_who_was_left_out_is_said_with_its_reason():
    texts = texts_of(page_of(FakeLaunch(), "stickiness"))
    assert "<dt>115</dt><dd>nobody like them stayed out that day</dd>" in texts
    assert "<dt>40</dt><dd>not active on the day they took part</dd>" in texts
    assert "stand in both groups" not in texts  # nobody does


def test_users_whom_nobody_knows_are_counted_beside_the_picture_and_among_those_left_out():
    texts = texts_of(page_of(FakeLaunch(comparison=replace(ASSOCIATED_HIGHER, unknown_users=12)), "stickiness"))
    assert "Left out: 12 whom no users file names." in texts
    assert "<dt>12</dt><dd>in no users file, so we do not know them</dd>" in texts


@pytest.mark.parametrize("count", [0, None])
def test_where_everybody_is_known_or_nobody_can_say_no_unknown_users_are_named(count: int | None):
    texts = texts_of(page_of(FakeLaunch(comparison=replace(ASSOCIATED_HIGHER, unknown_users=count)), "stickiness"))
    assert "users file" not in texts


def by_lot(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The activity has both arms; returns what is asked of the comparison."""
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(fake_launch, "ACTIVITIES", tuple(replace(one, offered=8000, holdout=900) for one in ACTIVITIES))
    monkeypatch.setattr(data, "comparison", lambda _key, **options: asked.append(options) or reached(options))
    return asked


def reached(options: dict[str, object]) -> Comparison:
    assert RAISED.itt is not None
    return replace(RAISED, itt=replace(RAISED.itt, is_triggered=bool(options["triggered"])))


def test_after_a_lot_a_link_says_whether_only_those_who_came_count(monkeypatch: pytest.MonkeyPatch):
    asked = by_lot(monkeypatch)
    everybody = texts_of(page_of(FakeLaunch(), "stickiness"))
    came = page_of(FakeLaunch(), "stickiness", who="reached")
    assert [one["triggered"] for one in asked] == [False, True]
    assert came.query_params["who"] == "reached"
    assert "8,000 were offered it and 900 held out by lot." in everybody
    assert "Of those who came while it ran, 8,000 were offered it and 900 held out by lot." in texts_of(came)
    assert "fair only if the offer did not bring them" in texts_of(came)


def test_without_a_lot_nobody_is_asked_who_counts():
    at = page_of(FakeLaunch(), "stickiness", who="reached")
    assert "who:en" not in [one.key for one in at.get("button_group")]


def test_how_long_both_stay_is_a_third_picture():
    at = page_of(FakeLaunch(), "stickiness", view="stay")
    assert "Share not lost yet by days after taking part." in texts_of(at)
    assert len(at.get("plotly_chart")) == 3  # differences, how long, balance


def test_dependence_has_its_ratio_and_its_facts():
    texts = texts_of(page_of(FakeLaunch(), "stickiness"))
    assert "<b>1.4×</b>" in texts
    assert "47 % of participants' active days fell on the activity's 33 % of days." in texts.replace("&#x27;", "'")
    assert "312 of 2,209 participants were active only during it." in texts
    assert "88 came back to it after 28 silent days; 21 of them stayed." in texts


def test_dependence_that_is_not_known_is_no_number():
    texts = texts_of(page_of(FakeLaunch(comparison=replace(ASSOCIATED_HIGHER, dependence=None)), "stickiness"))
    assert "it needs 14 days before the activity" in texts
    assert "0.0×" not in texts


def test_newcomers_have_what_they_cost_and_what_is_unknown_is_blank():
    at = page_of(FakeLaunch(), "stickiness", part="newcomers")
    texts = texts_of(at)
    assert "220 users signed up with it. 117 of 220 activated within 7 days, at ¥ 35.90 each." in texts
    assert "39 of 160 were there on days 22–28, at ¥ 84.62 each." in texts
    table = at.dataframe[0].value
    assert table["cost_per_retained"].isna().tolist() == [False, True, True]
    assert table["channel"].tolist()[1] == EVIL  # a table shows a name letter by letter


def test_nobody_to_compare_is_said_not_drawn():
    nothing = replace(
        COMPARISON, naive=None, matched=None, negative_control=None, verdict="too_early", participants=0,
        by_week=tuple((days, None) for days in WEEKS), smallest_visible=None, by_day=(), balance=(), weeks_before=(),
        without_activity=None, dependence=None, reactivated=None, signups=None,
    )  # fmt: skip
    at = page_of(FakeLaunch(comparison=nothing), "stickiness")
    assert "There is nobody to compare yet." in texts_of(at)
    assert "No day after taking part is known yet." in texts_of(at)
    assert not at.get("plotly_chart")


def test_without_an_activity_the_page_says_what_to_upload_and_takes_a_plan():
    launch = FakeLaunch(is_empty=True)
    at = page_of(launch, "stickiness")
    assert "no activity to compare yet" in at.title[0].value
    assert "participation" in texts_of(at)
    at.text_input(key="activity_name_new_0").set_value("Tea week")
    at.button(key="activity_save_new_0").click().run()
    assert [(saved.name, saved.key) for saved in launch.saved] == [("Tea week", "Tea week")]


def test_the_shared_screen_has_no_choices_but_names_the_activity():
    at = page_of(FakeLaunch(), "stickiness", shared=True)
    assert not at.selectbox and not at.number_input
    assert "Spring festival" in texts_of(at)


def test_the_shared_screen_shows_the_picture_its_link_names():
    day = page_of(FakeLaunch(), "stickiness", shared=True).get("plotly_chart")
    week = page_of(FakeLaunch(), "stickiness", shared=True, view="week").get("plotly_chart")
    assert len(day) == len(week) == 2
    assert day[1].proto.spec != week[1].proto.spec
