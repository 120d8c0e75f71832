"""The sentence of the active-users page: how many, how often, and whether more come than stay away."""

from launchops.facade.types import ActiveUsers, Answer, Highlight, Lifecycle
from launchops.locale import Message

NOBODY = Answer(Message("active_users_none"))


def active_users_answer(result: ActiveUsers, weeks: Lifecycle) -> Answer:
    """MAU and stickiness on the last complete day, then the last complete week; a shrinking one in amber."""
    known = result.frame[result.frame["complete"]]
    if known.empty:
        return Answer(Message("active_users_no_day"))
    main = _use(known.to_dict("records")[-1], result)
    complete = weeks.frame[weeks.frame["complete"]]
    if complete.empty:
        return Answer(main)
    last = complete.to_dict("records")[-1]
    came, gone = int(last["new"] + last["resurrecting"]), int(last["dormant"])
    is_losing = gone > came
    week = Message("active_users_losing" if is_losing else "active_users_gaining", {"came": came, "gone": gone})
    highlights = (Highlight(week, "warn"),) if is_losing else ()
    return Answer(Message("active_users_and_week", {"answer": main, "week": week}), highlights=highlights)


def _use(last: dict[str, object], result: ActiveUsers) -> Message:
    params = {"day": last["day"], "dau": last["dau"], "wau": last["wau"], "mau": last["mau"]}
    if int(str(last["day"])) < result.stickiness_from_day:
        return Message("active_users_warm_up", {**params, "readable": result.stickiness_from_day + 1})
    return Message("active_users_answer", {**params, "dau": last["dau_mean"], "share": last["stickiness"]})
