"""What the owners of the sample's goals have said of them lately. Values and statuses come from the figures."""

from dataclasses import dataclass

from launchops.locale.sentences import N_


@dataclass(frozen=True)
class SampleCheckIn:
    """One check-in, `weeks_ago` Mondays before the last. chosen_status: empty for what the figures suggest."""

    kpi: str
    weeks_ago: int
    confidence: int
    what_moved: str
    blocker: str = ""
    help_wanted: str = ""
    chosen_status: str = ""


SAMPLE_CHECK_INS = (
    SampleCheckIn("activated_users", 4, 7, N_("More newcomers from search, fewer of them write a note.")),
    SampleCheckIn(
        "activated_users",
        2,
        5,
        N_("The shorter form is live; the share who write has not moved yet."),
        blocker=N_("Nobody owns the first screen."),
        help_wanted=N_("Half a week of a designer."),
    ),
    SampleCheckIn(
        "activated_users",
        0,
        3,
        N_("Ninety a day, as for weeks. The form alone will not do it."),
        help_wanted=N_("A decision in the meeting: lower the target, or move money to the channels that activate."),
        chosen_status="at_risk",
    ),
    SampleCheckIn(
        "cost_per_retained",
        1,
        4,
        N_("Search advertising grew dearer again; everything else is cheap."),
        blocker=N_("The contract for search advertising runs another month."),
    ),
    SampleCheckIn("d7_retention", 1, 8, N_("Steady since the tasting fortnight, without any activity.")),
    SampleCheckIn(
        "reading:seed_participation",
        3,
        5,
        N_("Half of the seed users still write; nobody has called the others."),
        help_wanted=N_("Somebody to call five people."),
    ),
)
