"""The starter checklist: what a launch has learned to ask, in the six parts of the work."""

from launchops.locale.sentences import N_
from launchops.starter import roles
from launchops.store.records import Task

# part -> its tasks as (text, why, owner, blocks the launch)
_PARTS: dict[str, tuple[tuple[str, str, str, bool], ...]] = {
    "users": (
        (
            N_("Write down who the product is for, and who it is not for"),
            N_("Publicity for everybody reaches nobody in particular."),
            roles.PRODUCT,
            True,
        ),
        (N_("Estimate the size of each group, with a source"), "", roles.PRODUCT, False),
        (N_("Talk to five people of each group"), "", roles.PRODUCT, False),
        (
            N_("Choose the one action that makes a sign-up an activated user"),
            N_("Without it sign-ups look like success."),
            roles.PRODUCT,
            True,
        ),
        (N_("Tell those who supply content from those who use it"), "", roles.COMMUNITY, False),
    ),
    "channels": (
        (N_("List every paid and unpaid channel"), "", roles.GROWTH, False),
        (N_("Draft the advertorials and give each a date"), "", roles.GROWTH, False),
        (N_("Go through the basics of search: titles, site map, speed"), "", roles.GROWTH, False),
        (N_("Hand in the encyclopedia entry"), "", roles.GROWTH, False),
        (N_("Answer questions on Q&A sites, openly as ourselves"), "", roles.COMMUNITY, False),
        (
            N_("Lock the list of campaign tags and record a test click"),
            N_("Users without a source cannot be told apart later."),
            roles.GROWTH,
            True,
        ),
        (N_("Set a cost per channel at which we stop"), "", roles.FINANCE, False),
    ),
    "activities": (
        (N_("Decide whether an activity is needed; write down “none” if not"), "", roles.GROWTH, False),
        (
            N_("State the purpose of each activity and the group to compare with"),
            N_("Afterwards nobody can be found who was not asked."),
            roles.GROWTH,
            True,
        ),
        (
            N_("Set a budget and a limit per person"),
            N_("Rewards without a limit are found by those who live on them."),
            roles.FINANCE,
            True,
        ),
        (
            N_("Let an outsider try to break the rules"),
            N_("The first loophole is found within hours."),
            roles.OPERATIONS,
            True,
        ),
        (N_("Test the switch that stops an activity"), "", roles.ENGINEERING, False),
        (N_("Keep some weeks without any activity to compare with"), "", roles.GROWTH, False),
    ),
    "seeds": (
        (N_("Say what makes somebody a seed user"), "", roles.COMMUNITY, False),
        (N_("Set the number to recruit; ask three times as many"), "", roles.COMMUNITY, False),
        (
            N_("Record that each seed user agreed to be contacted"),
            N_("Contact without consent costs more than it brings."),
            roles.COMMUNITY,
            True,
        ),
        (N_("Give the chat group and the mailing list an owner"), "", roles.COMMUNITY, False),
        (N_("Agree how often each seed user hears from us, and from whom"), "", roles.COMMUNITY, False),
        (N_("Promise a time within which feedback is answered"), "", roles.COMMUNITY, False),
    ),
    "goals": (
        (N_("Write the vision in one sentence"), "", roles.PRODUCT, False),
        (
            N_("Give each goal a formula, a baseline, a target and a date"),
            N_("A goal without them cannot be missed, and so cannot be met."),
            roles.OPERATIONS,
            True,
        ),
        (N_("Plan the next three steps, none further than 90 days away"), "", roles.PRODUCT, False),
        (N_("Name the figures we can move ourselves"), "", roles.OPERATIONS, False),
        (
            N_("Check the tracking against a raw count"),
            N_("Every later decision stands on these figures."),
            roles.ENGINEERING,
            True,
        ),
        (N_("Agree at which figures we call it a failure"), "", roles.OPERATIONS, False),
    ),
    "risks": (
        (
            N_("Test the servers with three times the expected peak"),
            N_("Launch days have brought fifteen times the forecast."),
            roles.ENGINEERING,
            True,
        ),
        (
            N_("Know at how many users the bottleneck is"),
            N_("Whoever knows the number can stop publicity in time."),
            roles.ENGINEERING,
            True,
        ),
        (
            N_("Rehearse the way back and who is on call"),
            N_("A plan that was never tried fails at night."),
            roles.ENGINEERING,
            True,
        ),
        (N_("Switch on the watch for abuse"), "", roles.OPERATIONS, False),
        (N_("Set alarms at half, three quarters and nine tenths of the budget"), "", roles.FINANCE, False),
        (N_("Sign the plan for the case that nobody comes"), "", roles.GROWTH, False),
        (N_("Imagine the launch failed and write down why"), "", roles.OPERATIONS, False),
        (
            N_("Check privacy and law"),
            N_("A complaint can end the launch."),
            roles.OPERATIONS,
            True,
        ),
        (
            N_("Record the decision to launch, or not to"),
            N_("A decision nobody wrote down is remembered in two ways."),
            roles.OPERATIONS,
            True,
        ),
    ),
}


def starter_tasks() -> tuple[Task, ...]:
    """The 39 tasks of the starter checklist, open and without dates."""
    return tuple(
        Task(id=None, part=part, text=text, why=why, owner=owner, is_blocking=is_blocking)
        for part, lines in _PARTS.items()
        for text, why, owner, is_blocking in lines
    )
