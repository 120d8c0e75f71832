"""Results as the JSON documents of the command line: plain lists and dictionaries, dates as ISO text.

Unknown is null. Shares and differences are fractions. The shapes are a contract (docs/cli.md).
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from launchops.locale import Language, Message, gettext, say
from launchops.locale.sentences import N_
from launchops.periods import day_date

if TYPE_CHECKING:  # an import of a file needs none of the libraries behind figures
    from collections.abc import Sequence

    import pandas as pd

    from launchops.facade.results import ImportResult, Retention, Survival
    from launchops.facade.types import (
        ActiveDays,
        ActiveUsers,
        Batch,
        Comparison,
        GoalStatus,
        GroupDifference,
        IntentionToTreat,
        Kpi,
        KpiSeries,
        Lifecycle,
        MatchedEffect,
        Reject,
        RiskStatus,
        SecondVisit,
    )


Json = dict[str, Any]


class _Estimated(Protocol):
    """A difference with its interval; None where it is not known."""

    @property
    def difference(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def iso(day: Any) -> str | None:
    """ISO date of a day number or date; null where it is not known."""
    if plain(day) is None:
        return None
    return day.isoformat() if isinstance(day, date) else day_date(int(day)).isoformat()


def plain(value: Any) -> Any:
    """A value of a result frame as JSON knows it: NA and NaN become null, NumPy numbers plain ones."""
    is_nan = isinstance(value, float) and value != value  # noqa: PLR0124
    if value is None or is_nan or type(value).__name__ == "NAType":
        return None
    return value.item() if hasattr(value, "item") else value


def records(frame: pd.DataFrame, columns: dict[str, str]) -> list[Json]:
    """Rows of a frame as dictionaries; `columns` maps column to JSON key. Columns ending in `day` become dates."""
    return [
        {
            key: iso(plain(row[column])) if column.split("_")[-1] == "day" else plain(row[column])
            for column, key in columns.items()
        }
        for row in frame.to_dict("records")
    ]


def batch_json(batch: Batch) -> Json:
    """One upload."""
    return {
        "batch_id": batch.id,
        "kind": batch.kind,
        "file": batch.file_name,
        "sha256": batch.sha256,
        "encoding": batch.encoding,
        "rows_in": batch.rows_in,
        "rows_loaded": batch.rows_loaded,
        "rows_rejected": batch.rows_rejected,
        "loaded_by": batch.loaded_by,
        "loaded_at": batch.loaded_at.isoformat(),
        "status": batch.status,
        "warnings": [{"code": code, "count": count, "detail": detail} for code, count, detail in batch.warnings],
    }


STATUS_WORDS = {
    "loaded": N_("loaded"),
    "already_loaded": N_("already loaded"),
    "refused": N_("refused"),
    "undone": N_("undone"),
}
PRINTED_REJECTS = 5


def batch_row(batch: Batch, language: Language) -> Json:
    """One upload as a line for people: the JSON document with kind, status and moment in words."""
    words = {
        "kind": say(Message(f"kind_{batch.kind}"), language),
        "status": gettext(STATUS_WORDS[batch.status], language),
        "loaded_at": f"{batch.loaded_at:%Y-%m-%d %H:%M} UTC",
        "file": printable(batch.file_name),
    }
    return batch_json(batch) | words


def import_row(result: ImportResult, language: Language) -> Json:
    """What became of one file as a line for people."""
    status = gettext(STATUS_WORDS[result.status], language)
    return import_json(result, language) | {"status": status, "file": printable(result.file)}


def import_sentences(result: ImportResult, language: Language) -> list[str]:
    """What was noticed about a file, and the first refused rows with how to mend them."""
    name = printable(result.file)
    notices = [
        say(Message(notice.code, {"count": notice.count, "n": notice.count, "detail": notice.detail}), language)
        for notice in result.warnings
    ]
    rejects = [
        say(Message("refused_line", {"line": reject.line, "reason": _reason(reject)}), language)
        for reject in result.rejects[:PRINTED_REJECTS]
    ]
    more = result.rows_rejected - PRINTED_REJECTS if result.rejects else 0
    rest = [say(Message("refused_more", {"n": more}), language)] if more > 0 else []
    return [f"{name}: {printable(sentence)}" for sentence in (*notices, *rejects, *rest)]


def _reason(reject: Reject) -> Message:
    return Message(reject.code, {"column": reject.column, "value": reject.value, "line": reject.line})


def printable(text: str) -> str:
    """Text from data for a terminal: nothing in it moves the cursor, colours the screen or turns the writing around."""
    return "".join("\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in text)


def import_json(result: ImportResult, language: Language) -> Json:
    """What became of one file; the warning rejects_cut counts refused rows that are not among its rejects."""
    left_out = result.rows_rejected - len(result.rejects) if result.rejects else 0
    return {
        "file": result.file,
        "status": result.status,
        "code": result.code,
        "line": result.line,
        "message": say(result.message, language) if result.message else None,
        "batch_id": result.batch_id,
        "rows_in": result.rows_in,
        "rows_loaded": result.rows_loaded,
        "rows_rejected": result.rows_rejected,
        "warnings": [
            *({"code": w.code, "count": w.count, "detail": w.detail} for w in result.warnings),
            *([{"code": "rejects_cut", "count": left_out, "detail": ""}] if left_out else []),
        ],
        "rejects": [
            {"line": r.line, "data_row": r.data_row, "column": r.column, "code": r.code, "value": r.value}
            for r in result.rejects
        ],
    }


def active_users_json(result: ActiveUsers) -> list[Json]:
    """Every calendar day from the first to the last data day."""
    keys = ("day", "dau", "wau", "mau", "stickiness", "complete")
    return records(result.frame, {key: key for key in keys})


def retention_json(result: Retention) -> Json:
    """Cohorts with their cells, the average over mature cohorts, and that over the same cohorts throughout.

    Groups are named only with a breakdown.
    """
    group = {"group": result.by} if result.by else {}
    cell_keys = {key: key for key in ("age", "eligible", "active", "rate", "low", "high", "mature")}
    cohorts = []
    cells_of = dict(list(result.cells.groupby(["group", "cohort_day"], sort=False)))
    for row in result.cohorts.to_dict("records"):
        cells = cells_of.get((row["group"], row["cohort_day"]), result.cells.iloc[:0])
        named = dict.fromkeys(group.values(), row["group"])
        cohorts.append(
            {
                **named,
                "cohort": iso(row["cohort_day"]),
                "size": plain(row["size"]),
                "cells": records(cells, cell_keys),
            }
        )
    average_keys = {**group, **{key: key for key in ("age", "eligible", "active", "rate", "low", "high")}}
    return {
        "as_of": iso(result.as_of_day),
        "cohorts": cohorts,
        "average": records(result.average, average_keys),
        "same_cohorts": records(result.same_cohorts, average_keys),
    }


def active_days_json(result: ActiveDays) -> Json:
    """Users by number of distinct active days in the window; `to` is the last day, included."""
    keys = {key: key for key in ("group", "active_days", "users", "users_at_least")}
    return {
        "from": iso(result.start_day),
        "to": iso(result.end_day - 1),
        "distribution": records(result.frame, keys),
    }


def lifecycle_json(result: Lifecycle) -> list[Json]:
    """Every calendar week with its four states."""
    keys = ("new", "returning", "resurrecting", "dormant", "complete")
    return records(result.frame, {"week_day": "week", **{key: key for key in keys}})


def survival_json(result: Survival) -> Json:
    """The curve by group and day; `median_days`: by group, null where half are not lost yet."""
    keys = {"group": "group", "time": "day", **{key: key for key in ("at_risk", "lost", "share", "low", "high")}}
    return {
        "as_of": iso(result.as_of_day),
        "lost_after_days": result.gap,
        "median_days": dict(result.median_days),
        "curve": records(result.frame, keys),
    }


def second_visit_json(result: SecondVisit) -> Json:
    """The distribution by group and day; `waiting`: users whose first visit is too young to tell."""
    keys = {key: key for key in ("group", "days", "eligible", "users", "users_within")}
    return {
        "as_of": iso(result.as_of_day),
        "within": result.within,
        "waiting": result.waiting,
        "distribution": records(result.frame, keys),
    }


def kpi_json(kpi: Kpi, series: KpiSeries, language: Language) -> Json:
    """A KPI with its values; `unknown` says why there are none. The activity difference has low and high too."""
    keys = ("day", "value", "numerator", "denominator", *(key for key in ("low", "high") if key in series.frame))
    return {
        "kpi": kpi.key,
        "name": say(kpi.name_message, language),
        "formula": say(kpi.formula_message, language),
        "unit": kpi.unit,
        "kind": kpi.kind,
        "unknown": say(series.unknown, language) if series.unknown else None,
        "values": records(series.frame, {key: key for key in keys}),
    }


def _group_difference(result: GroupDifference | None, first: str, second: str) -> Json | None:
    if result is None:
        return None
    return {
        first: {"n": result.first.n, "x": result.first.x},
        second: {"n": result.second.n, "x": result.second.x},
        "difference": plain(result.difference),
        "low": plain(result.low),
        "high": plain(result.high),
    }


def _matched(effect: MatchedEffect | None) -> Json | None:
    if effect is None:
        return None
    return {
        "difference": effect.difference,
        "low": effect.low,
        "high": effect.high,
        "participants": effect.participants,
        "participants_matched": effect.participants_matched,
        "strata": effect.strata,
        "level": effect.level,
        "joined_later": effect.joined_later,
        "diluted_difference": effect.diluted_difference,
        "standard_error": effect.standard_error,
        "diluted_standard_error": effect.diluted_standard_error,
    }


def _interval(effect: _Estimated | None) -> Json | None:
    if effect is None:
        return None
    return {"difference": effect.difference, "low": effect.low, "high": effect.high}


def comparison_json(result: Comparison, language: Language) -> Json:
    """The comparison with every key always present; null where not applicable."""
    from launchops.facade.types import verdict_message  # noqa: PLC0415 - brings the statistics with it

    return {
        "activity": result.activity,
        "design": result.design,
        "days": list(result.days),
        "as_of": iso(result.as_of_day),
        "naive": _group_difference(result.naive, "participants", "others"),
        "matched": _matched(result.matched),
        "itt": _itt(result.itt),
        "srm_pvalue": result.ratio.pvalue if result.ratio else None,
        "negative_control": _interval(result.negative_control),
        "by_week": [{"days": list(days), **_or_unknown(effect)} for days, effect in _by_week(result)],
        "dependence": result.dependence.ratio if result.dependence else None,
        "unknown_users": result.unknown_users,
        "verdict": {"code": result.verdict, "text": say(verdict_message(result), language)},
    }


def _itt(itt: IntentionToTreat | None) -> Json | None:
    if itt is None:
        return None
    return {
        "offered": {"n": itt.offered.n, "x": itt.offered.x},
        "holdout": {"n": itt.holdout.n, "x": itt.holdout.x},
        **_or_unknown(itt),
    }


def _by_week(result: Comparison) -> Sequence[tuple[tuple[int, int], _Estimated | None]]:
    return result.itt.by_week if result.itt else result.by_week


def _or_unknown(effect: _Estimated | None) -> Json:
    return _interval(effect) or _NO_INTERVAL


_NO_INTERVAL: Json = {"difference": None, "low": None, "high": None}


def goal_json(status: GoalStatus, language: Language) -> Json:
    """One goal with its status, its whole line and its forecast; null where there is none (`sentence` says why)."""
    forecast = status.forecast
    return {
        "id": status.goal.id,
        "name": status.goal.name,
        "kpi": status.goal.kpi,
        "status": status.status,
        "reason": say(status.reason, language),
        "actual": plain(status.actual),
        "expected": plain(status.expected),
        "pace_ratio": plain(status.pace_ratio),
        "target": float(status.goal.target),
        "due_on": iso(status.goal.due_on),
        "needed_per_day": plain(status.needed_per_day),
        "forecast": forecast
        and {
            "low": plain(forecast.low),
            "point": plain(forecast.point),
            "high": plain(forecast.high),
            "chance": plain(forecast.chance),
        },
        "sentence": status.sentence and say(status.sentence, language),
        "as_of": iso(status.as_of_day),
    }


def risk_json(status: RiskStatus, language: Language) -> Json:
    """One risk with its computed status and trigger."""
    trigger = status.trigger
    return {
        "id": status.risk.id,
        "name": status.risk.name,
        "status": status.status,
        "expected_loss": plain(status.expected_loss),
        "trigger": trigger
        and {
            "kpi": trigger.kpi,
            "state": trigger.state,
            "value": plain(trigger.value),
            "amber": plain(trigger.amber),
            "red": plain(trigger.red),
            "value_on": iso(trigger.value_day),
            "consecutive": trigger.consecutive,
            "needed": trigger.needed,
            "triggered_on": iso(trigger.fired_day),
        },
        "reason": say(status.reason, language),
        "owner": status.risk.owner,
        "contingency": status.risk.contingency,
        "review_on": iso(status.risk.review_on),
        "warnings": [say(warning, language) for warning in status.warnings],
    }
