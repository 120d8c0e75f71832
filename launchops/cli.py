"""The command line: the same facade as the pages, from a terminal.

Exit code 0: done. 1: refused or failed, with a one-line reason. 2: usage. Never a traceback.
Every command takes --store, --facts, --json and --lang after its name.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from launchops import cli_shapes, serving
from launchops.errors import LaunchopsError
from launchops.locale import Language, format_value, gettext, language_of, say
from launchops.periods import WEEKDAYS, day_number

if TYPE_CHECKING:  # each command loads what it needs, so that help and wrong words are answered at once
    from rich.progress import Progress, TaskID

    from launchops.facade.results import ImportResult
    from launchops.facade.types import Batch, ReadOptions
    from launchops.launch import Launch

DEFAULT_STORE = "sqlite:///data/launchops.db"

FileProgress = Callable[[Path, float], None]

StoreOption = Annotated[str, typer.Option("--store", envvar="LAUNCHOPS_STORE", help="Database of the launch.")]
FactsOption = Annotated[str, typer.Option("--facts", envvar="LAUNCHOPS_FACTS", help="Another engine for the facts.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
LangOption = Annotated[str, typer.Option("--lang", envvar="LAUNCHOPS_LANG", help="Language of sentences: en or zh.")]
AsOfOption = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Data is complete before this date.")]

app = typer.Typer(add_completion=False, no_args_is_help=True, help="launchops: run the launch of a web product.")
facts_app = typer.Typer(no_args_is_help=True, help="The columnar copy of the user data.")
app.add_typer(facts_app, name="facts")


def main() -> None:
    """Run one command; every failure is one line on standard error."""
    command = typer.main.get_command(app)
    try:
        code = command.main(standalone_mode=False, prog_name="launchops")
    except typer.Abort:
        _fail("stopped", 1)
    except TyperException as error:  # wrong words: an unknown command, option or value
        _fail(_usage_reason(error), 2)
    except LaunchopsError as error:
        _fail(say(error.message, _language_of_arguments()), 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:  # the last line of defence: a reason, not a traceback
        if os.environ.get("LAUNCHOPS_DEBUG"):
            raise
        _fail(f"unexpected {type(error).__name__}: {error}".splitlines()[0], 1)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _usage_reason(error: TyperException) -> str:
    """What is wrong with the words; the front of the message names the argument or option."""
    formatted = getattr(error, "format_message", None)
    return str(formatted() if formatted is not None else error)


def _fail(reason: str, code: int) -> None:
    print(f"launchops: {reason}", file=sys.stderr)
    sys.exit(code)


def _language_of_arguments() -> Language:
    """The language of an error line, read from the arguments because the command has already ended."""
    arguments = sys.argv
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return language_of(arguments[index + 1])
        if argument.startswith("--lang="):
            return language_of(argument.partition("=")[2])
    return language_of(os.environ.get("LAUNCHOPS_LANG"))


def _print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, allow_nan=False))


def _print_table(rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
    """Rows as a plain table; `columns` maps key to heading."""
    from rich.console import Console  # noqa: PLC0415 - not needed to print JSON
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*("–" if row.get(key) is None else str(row[key]) for key in columns))
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 160).print(table)


def _output(document: Any, as_json: bool, otherwise: Callable[[], None]) -> None:
    if as_json:
        _print_json(document)
    else:
        otherwise()


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2026-02-01", param_hint=option) from None


def _day(text: str, option: str) -> int | None:
    return day_number(_date(text, option)) if text else None


def _open(store: str, facts: str) -> "Launch":
    from launchops.launch import open_launch  # noqa: PLC0415 - see above

    return open_launch(store, facts or None)


def _share(value: float | None, language: Language) -> str:
    return format_value(value, "percent1", language)


@app.command()
def init(
    store: StoreOption = DEFAULT_STORE,
    sample: Annotated[bool, typer.Option("--sample", help="Fill it with the sample launch.")] = False,
    name: Annotated[str, typer.Option("--name", help="Name of the launch.")] = "",
    launch_date: Annotated[str, typer.Option("--launch-date", metavar="DATE", help="Day of the launch.")] = "",
    time_zone: Annotated[str, typer.Option("--time-zone", help="For example Asia/Shanghai.")] = "UTC",
    week_start: Annotated[str, typer.Option("--week-start", help="First day of the week.")] = "monday",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Create the store, empty or with the sample launch; refuses to overwrite one."""
    if week_start.lower() not in WEEKDAYS:
        raise typer.BadParameter(f"choose one of {', '.join(WEEKDAYS)}", param_hint="--week-start")
    from launchops.launch import create_launch  # noqa: PLC0415 - see above

    launch = create_launch(
        store,
        facts or None,
        name=name,
        launch_on=_date(launch_date, "--launch-date") if launch_date else None,
        time_zone=time_zone,
        week_start=week_start.lower(),
        sample=sample,
    )
    settings = launch.settings.get()
    document: dict[str, object] = {"store": store, "name": settings.name, "sample": settings.is_sample, "users": None}
    try:
        document["users"] = launch.facts.info().user_count
        if sample:
            _make_forecasts(launch, language_of(lang))
    except LaunchopsError as error:
        if not facts:
            raise
        print(
            say(error.message, language_of(lang)), file=sys.stderr
        )  # the store is made; the engine is filled afterwards
    _output(document, as_json, lambda: print(gettext("Created {store}.", language_of(lang)).format(store=store)))


@app.command("import")
def import_files(
    kind: Annotated[str, typer.Argument(help="One of: users, events, participation, spend, readings.")],
    files: Annotated[list[Path], typer.Argument(help="CSV files.", metavar="FILE…")],
    store: StoreOption = DEFAULT_STORE,
    encoding: Annotated[str, typer.Option("--encoding", help="Encoding, where the file leaves it open.")] = "",
    delimiter: Annotated[str, typer.Option("--delimiter", help="Delimiter, where the file leaves it open.")] = "",
    date_order: Annotated[str, typer.Option("--date-order", help="dmy, mdy or ymd.")] = "",
    mapping: Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="Name a column.")] = None,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Load CSV files of one kind; each file whole or not at all, bad rows reported."""
    from launchops.arrow_alone import leave_pandas_out  # noqa: PLC0415 - see above
    from launchops.facade.types import KINDS  # noqa: PLC0415

    if kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="KIND")
    options = _read_options(encoding, delimiter, date_order, mapping or [])
    leave_pandas_out()
    launch = _open(store, facts)
    language = language_of(lang)
    with _progress_of_files(language) as progress:
        results = launch.uploads.load_files(kind, files, options=options, progress=progress)
    documents = [cli_shapes.import_json(result, language) for result in results]
    _output(documents, as_json, lambda: _print_import(results, language))
    if any(result.status == "refused" for result in results):
        raise typer.Exit(1)


@contextmanager
def _progress_of_files(language: Language) -> Iterator[FileProgress | None]:
    """A bar for each file on standard error, moved by the share that is loaded; at last one for the figures.

    None where nobody watches a terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with _bars() as bars:
        waiting = bars.add_task(gettext("Loading …", language), total=None)
        tasks: dict[Path, TaskID] = {}

        def show(file: Path, share: float) -> None:
            if file not in tasks:
                text = gettext("Loading {file} …", language).format(file=cli_shapes.printable(file.name))
                tasks[file] = bars.add_task(text, total=1.0)
            bars.update(tasks[file], completed=share)
            bars.update(waiting, description=gettext("Preparing the figures …", language), visible=share == 1.0)

        yield show


def _bars() -> "Progress":
    """Progress bars on standard error that are gone when all is done."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches a terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _print_import(results: "list[ImportResult]", language: Language) -> None:
    """What became of each file, then what was noticed and the first rows of each reason that were refused."""
    headings = {
        "file": gettext("File", language),
        "status": gettext("Status", language),
        "rows_in": gettext("Rows", language),
        "rows_loaded": gettext("Loaded", language),
        "rows_rejected": gettext("Refused", language),
        "batch_id": gettext("Upload", language),
        "message": gettext("Reason", language),
    }
    _print_table([cli_shapes.import_row(result, language) for result in results], headings)
    for result in results:
        for sentence in cli_shapes.import_sentences(result, language):
            print(sentence)


def _read_options(encoding: str, delimiter: str, date_order: str, mapping: list[str]) -> "ReadOptions":
    from launchops.facade.types import ReadOptions  # noqa: PLC0415 - see above

    if date_order not in ("", "dmy", "mdy", "ymd"):
        raise typer.BadParameter(f"{date_order!r} is none of dmy, mdy, ymd", param_hint="--date-order")
    pairs = [item.rpartition("=") for item in mapping]
    if any(not separator or not column or not target for column, separator, target in pairs):
        raise typer.BadParameter("write it as COLUMN=FIELD", param_hint="--map")
    return ReadOptions(
        encoding=encoding or None,
        delimiter={"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter) or None,
        date_order=date_order or None,  # type: ignore[arg-type]
        mapping={column: target for column, _, target in pairs},
    )


@app.command()
def batches(
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """List all uploads."""
    language = language_of(lang)
    found = _open(store, facts).uploads.batches()
    documents = [cli_shapes.batch_json(batch) for batch in found]
    _output(documents, as_json, lambda: _print_batches(found, language))


def _print_batches(batches: "list[Batch]", language: Language) -> None:
    headings = {
        "batch_id": gettext("Upload", language),
        "kind": gettext("Kind", language),
        "file": gettext("File", language),
        "rows_in": gettext("Rows", language),
        "rows_loaded": gettext("Loaded", language),
        "rows_rejected": gettext("Refused", language),
        "status": gettext("Status", language),
        "loaded_at": gettext("When", language),
    }
    _print_table([cli_shapes.batch_row(batch, language) for batch in batches], headings)


def _change_batch(store: str, facts: str, batch: int, verb: str, as_json: bool, language: Language) -> None:
    uploads = _open(store, facts).uploads
    changed = uploads.undo(batch) if verb == "undo" else uploads.redo(batch)
    _output(cli_shapes.batch_json(changed), as_json, lambda: _print_batches([changed], language))


@app.command()
def undo(
    batch: int,
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Take one upload out of every figure; its rows are kept."""
    _change_batch(store, facts, batch, "undo", as_json, language_of(lang))


@app.command()
def redo(
    batch: int,
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Count an undone upload again."""
    _change_batch(store, facts, batch, "redo", as_json, language_of(lang))


@app.command("active-users")
def active_users(
    store: StoreOption = DEFAULT_STORE,
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Daily, weekly and monthly active users and stickiness for every day."""
    language = language_of(lang)
    day = _day(as_of, "--as-of")
    result = _open(store, facts).metrics.active_users(as_of=day)
    documents = cli_shapes.active_users_json(result)

    def table() -> None:
        rows = [{**row, "stickiness": _share(row["stickiness"], language)} for row in documents]
        _print_table(rows, {key: key for key in ("day", "dau", "wau", "mau", "stickiness")})

    _output(documents, as_json, table)


@app.command()
def retention(
    store: StoreOption = DEFAULT_STORE,
    period: Annotated[str, typer.Option(help="Unit of age: day, week or month.")] = "week",
    cohort: Annotated[str, typer.Option(help="Cohort grain; the same as the period by default.")] = "",
    mode: Annotated[str, typer.Option(help="on, on_or_after or bracket.")] = "on",
    brackets: Annotated[str, typer.Option(help="For bracket: days after sign-up, e.g. 1-7,8-14.")] = "",
    by: Annotated[str, typer.Option(help="Break down by channel, segment, platform, region or activity.")] = "",
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Of the users who signed up in a period, how many came back later."""
    _one_of(period, ("day", "week", "month"), "--period")
    _one_of(cohort, ("", "day", "week", "month"), "--cohort")
    _one_of(mode, ("on", "on_or_after", "bracket"), "--mode")
    _one_of(by, ("", "channel", "segment", "platform", "region", "activity"), "--by")
    language = language_of(lang)
    day = _day(as_of, "--as-of")
    result = _open(store, facts).metrics.retention(
        period=period,  # type: ignore[arg-type]
        cohort=cohort or None,  # type: ignore[arg-type]
        mode=mode,
        brackets=_brackets(brackets, mode),
        by=by,
        as_of=day,
    )
    document = cli_shapes.retention_json(result)

    def table() -> None:
        rows = [{**row, "rate": _share(row["rate"], language)} for row in document["average"]]
        _print_table(rows, {**({by: by} if by else {}), **{key: key for key in ("age", "eligible", "active", "rate")}})

    _output(document, as_json, table)


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(filter(None, allowed))}", param_hint=option)


def _brackets(text: str, mode: str) -> tuple[tuple[int, int], ...]:
    if mode != "bracket":
        return ()
    return tuple(_day_range(part, "--brackets") for part in (text or "1-7,8-14,15-21,22-28").split(","))


def _day_range(text: str, option: str) -> tuple[int, int]:
    first, _, last = text.strip().partition("-")
    if not (first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise typer.BadParameter(f"{text!r} is no range of days; write it as 8-14", param_hint=option)
    return int(first), int(last)


@app.command("active-days")
def active_days(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, included.")],
    store: StoreOption = DEFAULT_STORE,
    by: Annotated[str, typer.Option(help="Break down by channel, segment, platform or region.")] = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Users by their number of active days in a window."""
    del lang
    _one_of(by, ("", "channel", "segment", "platform", "region"), "--by")
    first, last = _date(start, "--from"), _date(end, "--to")
    if last < first:
        raise typer.BadParameter(f"{end} is before {start}", param_hint="--to")
    result = _open(store, facts).metrics.active_days(day_number(first), day_number(last) + 1, by=by)
    document = cli_shapes.active_days_json(result)
    columns = {key: key for key in ("group", "active_days", "users", "users_at_least")}
    _output(document, as_json, lambda: _print_table(document["distribution"], columns))


@app.command()
def lifecycle(
    store: StoreOption = DEFAULT_STORE,
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """New, returning, resurrecting and dormant users of every week; blank where a week is not over."""
    del lang
    day = _day(as_of, "--as-of")
    documents = cli_shapes.lifecycle_json(_open(store, facts).metrics.lifecycle(as_of=day))
    columns = {key: key for key in ("week", "new", "returning", "resurrecting", "dormant")}
    _output(documents, as_json, lambda: _print_table(documents, columns))


@app.command()
def survival(
    store: StoreOption = DEFAULT_STORE,
    by: Annotated[str, typer.Option(help="Break down by channel, segment, platform, region or activity.")] = "",
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """The share of sign-ups not lost yet, by days since sign-up."""
    _one_of(by, ("", "channel", "segment", "platform", "region", "activity"), "--by")
    language = language_of(lang)
    day = _day(as_of, "--as-of")
    result = _open(store, facts).metrics.survival(by=by, as_of=day)
    document = cli_shapes.survival_json(result)

    def table() -> None:
        rows = [{**row, "share": _share(row["share"], language)} for row in document["curve"]]
        _print_table(rows, {key: key for key in ("group", "day", "at_risk", "lost", "share")})

    _output(document, as_json, table)


@app.command("second-visit")
def second_visit(
    store: StoreOption = DEFAULT_STORE,
    within: Annotated[int, typer.Option(min=1, max=365, help="Days everybody is given to come again.")] = 28,
    by: Annotated[str, typer.Option(help="Break down by channel, segment, platform, region or activity.")] = "",
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Users by the days from their first to their second visit."""
    del lang
    _one_of(by, ("", "channel", "segment", "platform", "region", "activity"), "--by")
    day = _day(as_of, "--as-of")
    result = _open(store, facts).metrics.second_visit(within, by=by, as_of=day)
    document = cli_shapes.second_visit_json(result)
    columns = {key: key for key in ("group", "days", "eligible", "users", "users_within")}
    _output(document, as_json, lambda: _print_table(document["distribution"], columns))


@app.command()
def kpi(
    key: str,
    store: StoreOption = DEFAULT_STORE,
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """One KPI on every day on which it is known, or the reason why it is not; for keys see docs/metrics.md."""
    language = language_of(lang)
    day = _day(as_of, "--as-of")
    metrics = _open(store, facts).metrics
    document = cli_shapes.kpi_json(metrics.kpi_of(key), metrics.kpi(key, day), language)

    def table() -> None:
        if document["unknown"]:
            print(document["unknown"])
        else:
            _print_table(document["values"], {name: name for name in ("day", "value", "numerator", "denominator")})

    _output(document, as_json, table)


@app.command()
def compare(
    activity: str,
    store: StoreOption = DEFAULT_STORE,
    days: Annotated[str, typer.Option(help="Days after taking part on which a return counts.")] = "8-14",
    outcome: Annotated[str, typer.Option(help="active (on any of the days) or active_day_rate.")] = "active",
    triggered: Annotated[bool, typer.Option(help="Users assigned at random: from the first day they came.")] = False,
    as_of: AsOfOption = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Users who took part against comparable users who did not: who came back more?"""
    language = language_of(lang)
    span = _day_range(days, "--days")
    if span[0] < 1:
        raise typer.BadParameter("the first day is 1, the day after taking part", param_hint="--days")
    day = _day(as_of, "--as-of")
    activities = _open(store, facts).activities
    result = activities.compare(activity, days=span, as_of=day, outcome=outcome, triggered=triggered)
    document = cli_shapes.comparison_json(result, language)
    _output(document, as_json, lambda: print(document["verdict"]["text"]))


@app.command()
def goals(
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Operating goals with their status and forecast; forecasts that are missing are made first."""
    language = language_of(lang)
    launch = _open(store, facts)
    _make_forecasts(launch, language)
    documents = [cli_shapes.goal_json(status, language) for status in launch.goals.list()]
    _output(
        documents,
        as_json,
        lambda: _print_table(documents, {key: key for key in ("name", "status", "sentence", "due_on")}),
    )


def _make_forecasts(launch: "Launch", language: Language) -> None:
    """Forecasts that are missing, with a bar for whoever watches a terminal; goals are shown without them too."""
    try:
        if not sys.stderr.isatty():
            launch.forecasts.compute()
            return
        with _bars() as bars:
            task = bars.add_task(gettext("Forecasts …", language), total=1.0)
            launch.forecasts.compute(lambda share: bars.update(task, completed=share))
    except LaunchopsError as error:
        print(say(error.message, language), file=sys.stderr)


@app.command()
def risks(
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Risks, triggered first, then by expected loss; with capacity, cost and the floor of sign-ups under them."""
    language = language_of(lang)
    launch = _open(store, facts)
    launch.risks.evaluate()
    documents = [cli_shapes.risk_json(status, language) for status in launch.risks.list()]

    def table() -> None:
        rows = [{**row, "expected_loss": format_value(row["expected_loss"], "number", language)} for row in documents]
        _print_table(rows, {key: key for key in ("name", "status", "expected_loss", "reason")})
        watches = (launch.capacity.status(), launch.cost.status(), launch.floor.status())
        for message in (*launch.risks.warnings(), *(watch.sentence for watch in watches)):
            print(say(message, language))

    _output(documents, as_json, table)


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[int, typer.Option(help="Port; another is taken if it is in use.")] = 8501,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Serve the dashboard; makes the store with the sample launch if there is none."""
    del as_json
    raise typer.Exit(serving.serve(store, facts, port=port, language=language_of(lang)))


@facts_app.command("rebuild")
def facts_rebuild(
    store: StoreOption = DEFAULT_STORE,
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Build the facts anew from the store; refused where another engine holds them."""
    del lang
    launch = _open(store, facts)
    launch.facts.rebuild()
    info = launch.facts.info()
    document = {"facts_version": info.facts_version, "users": info.user_count, "events": info.event_count}
    _output(document, as_json, lambda: _print_table([document], {key: key for key in document}))


@facts_app.command("export")
def facts_export(
    store: StoreOption = DEFAULT_STORE,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="DIR", help="Write Parquet files into a new folder.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="URL", help="Make or replace the tables in PostgreSQL.")] = "",
    facts: FactsOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Copy the store's facts for another engine (docs/scale.md)."""
    del facts, lang  # what is copied is always what the store gives, wherever figures are read from
    if (parquet is None) == (not to):
        raise typer.BadParameter("give one of --parquet DIR and --to URL", param_hint="--parquet")
    own = _open(store, "").facts
    exported = own.export_to(to) if parquet is None else own.export_parquet(parquet)
    document = {"place": exported.place, "facts_version": exported.facts_version, "rows": dict(exported.rows)}
    rows = [{"table": table, "rows": count} for table, count in exported.rows.items()]
    _output(document, as_json, lambda: _print_table(rows, {"table": "table", "rows": "rows"}))
