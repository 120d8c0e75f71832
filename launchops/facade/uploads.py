"""`launch.uploads`: look into a CSV file, load it, undo it, and what was rejected."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from launchops.errors import RefusedFile
from launchops.facade.clock import Clock
from launchops.facade.place import Place
from launchops.facade.results import ImportResult, UploadReport
from launchops.ingest import Upload, open_upload, rejects_csv, suggest_kind, template_csv
from launchops.ingest.parsed import Kind, Notice, ReadOptions, Reject
from launchops.locale import Message
from launchops.store import Store
from launchops.store.records import Batch

Source = bytes | Path | BinaryIO
Progress = Callable[[float], None]
DECIDE_ALL = ReadOptions()


class Uploads:
    """CSV files of user data: read, loaded whole or not at all, undone and redone."""

    def __init__(self, store: Store, place: Place, clock: Clock, user: str, after_change: Callable[[], None]) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._user = user
        self._after_change = after_change

    def inspect(self, kind: Kind, source: Source, name: str, options: ReadOptions = DECIDE_ALL) -> UploadReport:
        """What the file holds and what loading it would warn about; writes nothing. Raises RefusedFile."""
        upload = self._read(kind, source, options)
        rejects: list[Reject] = []
        good = 0
        with self._store.preview(kind=kind) as preview:
            for chunk in upload.chunks():
                preview.add(chunk.rows)
                rejects.extend(chunk.rejects)
                good += chunk.rows.num_rows
        first = {reject.code: reject for reject in reversed(rejects)}
        known = self._store.already_loaded(kind=kind, sha256=upload.understanding.sha256)
        return UploadReport(
            file_name=name,
            understanding=upload.understanding,
            rows_in=good + len(rejects),
            rows_good=good,
            rows_rejected=len(rejects),
            reject_counts=tuple(Counter(reject.code for reject in rejects).most_common()),
            reject_examples=tuple(first.values()),
            warnings=(*upload.notices, *_notices(preview.warnings)),
            already_loaded=known.id if known else None,
        )

    def load(
        self,
        kind: Kind,
        source: Source,
        name: str,
        options: ReadOptions = DECIDE_ALL,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Load one file: all its good rows in one transaction, or nothing. A refusal is a result, not an error."""
        try:
            upload = self._read(kind, source, options)
        except RefusedFile as refusal:
            return _refused(name, refusal)
        known = self._store.find_batch(kind=kind, sha256=upload.understanding.sha256)
        if known is not None:
            return self._load_again(known, name)
        return self._load_new(kind, upload, name, progress)

    def load_files(self, kind: Kind, files: Sequence[Path], options: ReadOptions = DECIDE_ALL) -> list[ImportResult]:
        """Load several files of one kind, one transaction each; a refused file does not stop the others."""
        results = [self._load_path(kind, file, options) for file in files]
        if any(result.status == "loaded" for result in results):
            self._after_change()
        return results

    def batches(self) -> list[Batch]:
        """Every upload, newest first."""
        return self._store.batches()

    def undo(self, batch_id: int) -> Batch:
        """Take an upload out of all figures; its rows are kept. Raises UnknownName batch_unknown."""
        batch = self._store.undo(batch_id, who=self._user, at=self._clock.now())
        self._after_change()
        return batch

    def redo(self, batch_id: int) -> Batch:
        """Count an undone upload again, at its old place in the order. Raises UnknownName batch_unknown."""
        batch = self._store.redo(batch_id, who=self._user, at=self._clock.now())
        self._after_change()
        return batch

    def rejects(self, batch_id: int) -> list[Reject]:
        """The rejected records of an upload in the order of the file. Raises UnknownName batch_unknown."""
        return [
            Reject(row.line, row.data_row, row.column, row.code, row.value, row.cells)
            for row in self._store.rejects(batch_id)
        ]

    def rejects_csv(self, batch_id: int) -> bytes:
        """The rejected records as a CSV that loads again after mending. Raises UnknownName batch_unknown."""
        return rejects_csv(self._store.batch(batch_id).header, self.rejects(batch_id))

    def template_csv(self, kind: Kind) -> bytes:
        """A CSV to fill in: the columns of a kind with two example rows."""
        return template_csv(kind)

    def suggest_kind(self, header: Sequence[str]) -> Kind | None:
        """The kind a header looks like, None where it fits none."""
        return suggest_kind(header)

    def _read(self, kind: Kind, source: Source, options: ReadOptions) -> Upload:
        settings = self._store.settings()
        return open_upload(
            source,
            kind,
            options=options,
            zone=ZoneInfo(settings.time_zone),
            today=self._clock.today(settings.time_zone),
            hash_key=self._place.hash_key(),
        )

    def _load_path(self, kind: Kind, file: Path, options: ReadOptions) -> ImportResult:
        try:
            with file.open("rb"):
                pass
        except OSError as error:
            return _refused(str(file), RefusedFile("file_unreadable", file=str(file), reason=error.strerror or ""))
        return replace(self.load(kind, file, file.name, options), file=str(file))

    def _load_again(self, known: Batch, name: str) -> ImportResult:
        """The same file was uploaded before: say so, or bring it back where it was undone."""
        if known.status == "loaded":
            return _result(name, "already_loaded", known, ())
        return _result(name, "loaded", self.redo(known.id), tuple(self.rejects(known.id)))

    def _load_new(self, kind: Kind, upload: Upload, name: str, progress: Progress | None) -> ImportResult:
        understanding = upload.understanding
        rejects: list[Reject] = []
        with self._store.load(
            kind=kind,
            file_name=name,
            sha256=understanding.sha256,
            encoding=understanding.encoding,
            header=understanding.header,
            loaded_by=self._user,
            loaded_at=self._clock.now(),
        ) as load:
            for notice in upload.notices:
                load.warn(notice.code, notice.count, notice.detail)
            for chunk in upload.chunks():
                load.add(chunk.rows)
                load.reject(chunk.rejects)
                rejects.extend(chunk.rejects)
                if progress is not None and chunk.rows.num_rows:
                    progress(float(chunk.rows["line"][-1].as_py()))
        outcome = load.outcome
        status = "already_loaded" if outcome.status == "already_loaded" else "loaded"
        return _result(name, status, outcome.batch, tuple(rejects))


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


def _refused(name: str, refusal: RefusedFile) -> ImportResult:
    return ImportResult(
        file=name,
        status="refused",
        code=refusal.code,
        line=refusal.line,
        batch_id=None,
        rows_in=0,
        rows_loaded=0,
        rows_rejected=0,
        warnings=(),
        rejects=(),
        message=refusal.message,
    )
