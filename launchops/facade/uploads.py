"""`launch.uploads`: look into a CSV file, load it, undo it, and what was rejected."""

import contextlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from launchops.errors import LaunchopsError, RefusedFile, StoreError
from launchops.facade.clock import Clock
from launchops.facade.disk_room import check_room
from launchops.facade.place import Place
from launchops.facade.results import (
    Effect,
    Figures,
    FileQuestion,
    FileToLoad,
    ImportResult,
    UploadReport,
    UploadShare,
)
from launchops.facade.upload_days import DayCounter, share_of
from launchops.facade.upload_questions import opened, question_of
from launchops.ingest import COLUMNS, DELIMITERS, Upload, open_upload, rejects_csv, suggest_kind, template_csv
from launchops.ingest.columns import map_header, missing_columns
from launchops.ingest.memory import hold_little_memory
from launchops.ingest.parsed import KINDS, Kind, Notice, ReadOptions, Reject
from launchops.locale import Language, Message
from launchops.periods import day_number
from launchops.store import Store
from launchops.store.contributions import read_contributions
from launchops.store.records import Batch, RejectRow

if TYPE_CHECKING:
    from launchops.facade.facts import LaunchFacts

Source = bytes | Path | BinaryIO
Progress = Callable[[float], None]  # called with the share of the work done, 0 to 1
FileProgress = Callable[[Path, float], None]
DECIDE_ALL = ReadOptions()
RESULT_REJECTS = 100_000  # rejected rows in the result of a load; `rejects` gives those of any upload
EXAMPLES = 3  # rejected rows of each reason that a report shows
TRY_AGAIN = ("store_full", "store_busy")  # nothing was changed, and the same file may be loaded later
READING = 0.6  # of the work of a load; the rest is writing
SAMPLE_BYTES = 1 << 20  # of a file's beginning, to judge how long its lines are


class Uploads:
    """CSV files of user data: read, loaded whole or not at all, undone and redone."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        user: str,
        facts: "Callable[[], LaunchFacts]",
        after_change: Callable[[], None],
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._user = user
        self._facts = facts
        self._after_change = after_change

    def suggest(self, source: Source, options: ReadOptions = DECIDE_ALL) -> Kind | None:
        """The kind of file that its header tells, also by headers named in earlier uploads; None where it does not.

        Raises RefusedFile where not even the header can be read.
        """
        # any order will do: which one is right is asked once the kind is known
        anyhow = replace(options, date_order=options.date_order or "mdy")
        try:
            header: Sequence[str] = self._read("users", source, anyhow).understanding.header
        except RefusedFile as refusal:
            if refusal.code != "missing_required_columns":
                raise
            header = [str(cell) for cell in _listed(refusal, "header")]
        return suggest_kind(header) or self._remembered_kind(header, options)

    def mapped_columns(self, kind: Kind, header: Sequence[str], options: ReadOptions = DECIDE_ALL) -> tuple[str, ...]:
        """Our column for each cell of a header, "" for one that is not used: by name, memory and choice."""
        return map_header(header, kind, self._with_memory(kind, options).mapping)

    def columns(self, kind: Kind) -> tuple[str, ...]:
        """The columns that a file of this kind can have."""
        return tuple(column.name for column in COLUMNS[kind])

    def question(self, refusal: RefusedFile, source: Source) -> FileQuestion | None:
        """The choice that would answer a refusal, with examples from the file; None where no choice helps."""
        return question_of(refusal, source)

    def inspect(self, kind: Kind, source: Source, name: str, options: ReadOptions = DECIDE_ALL) -> UploadReport:
        """What the file holds and what loading it would warn about; writes nothing. Raises RefusedFile."""
        upload = self._read(kind, source, options)
        self._check_room(upload)
        settings = self._store.settings()
        days = DayCounter(kind, ZoneInfo(settings.time_zone))
        refused = _Refused()
        good = 0
        with self._store.preview(kind=kind) as preview:
            for chunk in upload.chunks():
                preview.add(chunk.rows)
                days.add(chunk.rows)
                refused.add(chunk.rejects)
                good += chunk.rows.num_rows
        known = self._store.already_loaded(kind=kind, sha256=upload.understanding.sha256)
        return UploadReport(
            file_name=name,
            understanding=upload.understanding,
            rows_in=good + refused.counts.total(),
            rows_good=good,
            rows_rejected=refused.counts.total(),
            reject_counts=tuple(refused.counts.most_common()),
            reject_examples=tuple(refused.examples),
            warnings=(*upload.notices, *_notices(preview.warnings)),
            already_loaded=known.id if known else None,
            days=days.days(today_day=day_number(self._clock.today(settings.time_zone))),
            remembered=self._remembered_headers(kind, upload.understanding.header, options),
        )

    def figures(self) -> Figures:
        """What the pages show at this moment, to compare with later or with a trial. Raises FactsError."""
        from launchops.facade.effect import figures_of  # noqa: PLC0415 - the metrics are not needed to load a file

        facts = self._facts()
        with facts.newest():
            return figures_of(self._store, facts, self._clock)

    def effect(self, files: Sequence[FileToLoad]) -> Effect:
        """What loading these files, one after the other, would change; tried on a copy of the store.

        Raises StoreError store_on_server where the store is no file that can be copied; FactsError, also
        facts_trial_elsewhere where another engine holds the figures.
        """

        from launchops.facade.effect import effect_between, figures_after  # noqa: PLC0415 - as above

        def load_all(copy: Store) -> None:
            trial = Uploads(copy, self._place, self._clock, self._user, self._facts, lambda: None)
            for file in files:
                trial.load(file.kind, file.source, file.name, file.options)

        self._facts().check_trial()
        return effect_between(self.figures(), figures_after(self._store, self._place, self._clock, load_all))

    def load(
        self,
        kind: Kind,
        source: Source,
        name: str,
        options: ReadOptions = DECIDE_ALL,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Load one file: all its good rows in one transaction, or nothing. A refusal is a result, not an error.

        So is a full disk and a save that others hold up for too long. What was chosen for its columns is remembered
        for the next file of the kind.
        """
        name = kept_name(name)
        try:
            result = self._load(kind, source, name, options, progress)
        except RefusedFile as refusal:
            return _refused(name, refusal)
        except StoreError as error:
            if error.code not in TRY_AGAIN:
                raise
            return _refused(name, error)
        if options.mapping and result.status == "loaded":
            with contextlib.suppress(StoreError):  # the rows are in; what columns stood for can be chosen again
                self._store.remember_headers(kind, options.mapping)
        return result

    def load_files(
        self,
        kind: Kind,
        files: Sequence[Path],
        options: ReadOptions = DECIDE_ALL,
        progress: FileProgress | None = None,
    ) -> list[ImportResult]:
        """Load several files of one kind, one transaction each; a refused file does not stop the others."""
        hold_little_memory()  # files here may be larger than those a browser may send
        results = [self._load_path(kind, file, options, progress) for file in files]
        if any(result.status == "loaded" for result in results):
            failed = self._judge_anew()
            if failed is not None:
                message = Message("uploads_not_judged", {"reason": failed.message})
                results = [replace(one, message=message) if one.status == "loaded" else one for one in results]
        return results

    def batches(self) -> list[Batch]:
        """Every upload, newest first."""
        return self._store.batches()

    def shares(self) -> dict[int, UploadShare]:
        """Batch id -> the days each upload covers and the new users it brought."""
        with self._store.read() as connection:
            found = read_contributions(connection)
        zone = ZoneInfo(self._store.settings().time_zone)
        return {batch_id: share_of(contribution, zone) for batch_id, contribution in found.items()}

    def undo(self, batch_id: int) -> Batch:
        """Take an upload out of all figures; its rows are kept. Raises UnknownName batch_unknown."""
        batch = self._store.undo(batch_id, who=self._user, at=self._clock.now())
        self._judge_anew()
        return batch

    def redo(self, batch_id: int) -> Batch:
        """Count an undone upload again, at its old place in the order. Raises UnknownName batch_unknown."""
        batch = self._store.redo(batch_id, who=self._user, at=self._clock.now())
        self._judge_anew()
        return batch

    def rejects(self, batch_id: int, *, at_most: int | None = None) -> list[Reject]:
        """The (first) rejected records of an upload in the order of the file. Raises UnknownName batch_unknown."""
        return [_reject(row) for row in self._store.rejects(batch_id, at_most=at_most)]

    def _first_rejects(self, batch_id: int) -> tuple[Reject, ...]:
        return tuple(self.rejects(batch_id, at_most=RESULT_REJECTS))

    def rejects_csv(self, batch_id: int, language: Language = "en") -> bytes:
        """The rejected records as a CSV that loads again after mending. Raises UnknownName batch_unknown."""
        batch = self._store.batch(batch_id)
        delimiter = (
            batch.delimiter if batch.delimiter in DELIMITERS else ","
        )  # others are not found without a sep= line
        rejects = map(_reject, self._store.each_reject(batch_id))
        return rejects_csv(batch.header, rejects, delimiter=delimiter, language=language)

    def template_csv(self, kind: Kind) -> bytes:
        """A CSV to fill in: the columns of a kind with two example rows."""
        return template_csv(kind)

    def _judge_anew(self) -> LaunchopsError | None:
        """Record what the change did to goals and risks; why that could not be. The change itself is made already."""
        try:
            self._after_change()
        except LaunchopsError as error:
            return error
        return None

    def _check_room(self, upload: Upload) -> None:
        if self._store.address.file is not None:
            check_room(self._place.folder, upload.understanding.byte_count)

    def _read(self, kind: Kind, source: Source, options: ReadOptions) -> Upload:
        settings = self._store.settings()
        return open_upload(
            source,
            kind,
            options=self._with_memory(kind, options),
            zone=ZoneInfo(settings.time_zone),
            today=self._clock.today(settings.time_zone),
            hash_key=self._place.hash_key(),
        )

    def _with_memory(self, kind: Kind, options: ReadOptions) -> ReadOptions:
        """The options with what headers stood for in earlier uploads; a choice of today comes first."""
        return replace(options, mapping={**self._memory(kind, options.mapping), **options.mapping})

    def _memory(self, kind: Kind, chosen: Mapping[str, str]) -> dict[str, str]:
        """Remembered headers, but for columns that were given to another header now."""
        given = set(chosen.values()) - {""}
        return {header: ours for header, ours in self._store.headers(kind).items() if ours not in given}

    def _remembered_headers(self, kind: Kind, header: Sequence[str], options: ReadOptions) -> tuple[str, ...]:
        memory = self._memory(kind, options.mapping)
        return tuple(cell for cell in header if cell.strip() in memory and cell not in options.mapping)

    def _remembered_kind(self, header: Sequence[str], options: ReadOptions) -> Kind | None:
        """The kind whose needed columns this header has once earlier choices are taken into account."""
        for kind in KINDS:
            mapped = self.mapped_columns(kind, header, options)
            if not missing_columns(kind, mapped):
                return kind
        return None

    def _load_path(self, kind: Kind, file: Path, options: ReadOptions, progress: FileProgress | None) -> ImportResult:
        shown = kept_name(str(file))
        try:
            with file.open("rb"):
                pass
        except (OSError, ValueError) as error:  # ValueError: a name that no file can have
            reason = getattr(error, "strerror", None) or str(error)
            return _refused(shown, RefusedFile("file_unreadable", file=shown, reason=reason))
        told = (lambda share: progress(file, share)) if progress else None
        return replace(self.load(kind, file, file.name, options, told), file=shown)

    def _load(
        self, kind: Kind, source: Source, name: str, options: ReadOptions, progress: Progress | None
    ) -> ImportResult:
        upload = self._read(kind, source, options)
        known = self._store.find_batch(kind=kind, sha256=upload.understanding.sha256)
        if known is not None:
            return self._load_again(known, name)
        self._check_room(upload)
        lines = _estimated_lines(source, upload.understanding.byte_count) if progress else 1
        return self._load_new(kind, upload, name, progress, lines)

    def _load_again(self, known: Batch, name: str) -> ImportResult:
        """The same file was uploaded before: say so, or bring it back where it was undone."""
        if known.status == "loaded":
            return _result(name, "already_loaded", known, ())
        return _result(name, "loaded", self.redo(known.id), self._first_rejects(known.id))

    def _load_new(self, kind: Kind, upload: Upload, name: str, progress: Progress | None, lines: int) -> ImportResult:
        understanding = upload.understanding
        tell = progress or _say_nothing
        with self._store.load(
            kind=kind,
            file_name=name,
            sha256=understanding.sha256,
            encoding=understanding.encoding,
            header=understanding.header,
            delimiter=understanding.delimiter,
            loaded_by=self._user,
            loaded_at=self._clock.now(),
            repeats=upload.repeat_rejects,
            written=lambda share: tell(READING + (1 - READING) * share),
        ) as load:
            for notice in upload.notices:
                load.warn(notice.code, notice.count, notice.detail)
            for chunk in upload.chunks(with_repeated_events=True):
                load.add(chunk.rows)
                load.reject(chunk.rejects)
                if chunk.rows.num_rows:
                    tell(READING * min(1.0, chunk.rows["line"][-1].as_py() / lines))
        tell(1.0)
        outcome = load.outcome
        if outcome.status == "already_loaded":
            return _result(name, "already_loaded", outcome.batch, ())
        return _result(name, "loaded", outcome.batch, self._first_rejects(outcome.batch.id))


class _Refused:
    """The rejected records of a file, counted by code, with the first few of each."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: list[Reject] = []

    def add(self, rejects: Sequence[Reject]) -> None:
        for reject in rejects:
            self.counts[reject.code] += 1
            if self.counts[reject.code] <= EXAMPLES:
                self.examples.append(reject)


def _reject(row: RejectRow) -> Reject:
    return Reject(row.line, row.data_row, row.column, row.code, row.value, row.cells)


def _say_nothing(share: float) -> None:
    """Nobody follows the load."""


def kept_name(name: str) -> str:
    """A file's name as a database can keep it: never used as a path, shown as text."""
    return name.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _estimated_lines(source: Source, byte_count: int) -> int:
    """About how many lines a file has, judged by its beginning; for a progress bar only."""
    with opened(source) as stream:
        sample = stream.read(SAMPLE_BYTES)
    return max(1, round(byte_count * max(1, sample.count(b"\n")) / max(1, len(sample))))


def _listed(refusal: RefusedFile, name: str) -> Sequence[object]:
    found = refusal.message.params.get(name)
    return found if isinstance(found, Sequence) else ()


def _notices(warnings: Sequence[tuple[str, int, str]]) -> tuple[Notice, ...]:
    return tuple(Notice(code, count, detail) for code, count, detail in warnings)


def _result(name: str, status: str, batch: Batch, rejects: tuple[Reject, ...]) -> ImportResult:
    again = status == "already_loaded"
    return ImportResult(
        file=name,
        status=status,
        code=status if again else None,
        line=None,
        batch_id=batch.id,
        rows_in=batch.rows_in,
        rows_loaded=batch.rows_loaded,
        rows_rejected=batch.rows_rejected,
        warnings=_notices(batch.warnings),
        rejects=rejects,
        message=Message("uploads_already", {"batch_id": batch.id}) if again else None,
    )


def _refused(name: str, refusal: RefusedFile | StoreError) -> ImportResult:
    return ImportResult(
        file=name,
        status="refused",
        code=refusal.code,
        line=refusal.line if isinstance(refusal, RefusedFile) else None,
        batch_id=None,
        rows_in=0,
        rows_loaded=0,
        rows_rejected=0,
        warnings=(),
        rejects=(),
        message=refusal.message,
    )
