"""Dropped files: the choices made for each, and how each reads with them. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from launchops.errors import RefusedFile
from launchops.facade.results import FileQuestion, FileToLoad, UploadReport
from launchops.facade.types import Kind, ReadOptions
from launchops.ui import data
from launchops.ui.text import _, escape
from launchops.ui.upload_words import ANY_KIND, file_label

KEPT_READINGS = 24
_CHOICES = "_upload_choices"
_READINGS = "_upload_readings"


@dataclass(frozen=True)
class Choices:
    """What somebody chose for one file; None and empty: left to the reader."""

    kind: Kind | None = None
    encoding: str | None = None
    delimiter: str | None = None
    date_order: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()  # header as written, our column ("" for: not used)

    @property
    def options(self) -> ReadOptions:
        """The choices as the reader takes them."""
        return ReadOptions(self.encoding, self.delimiter, self.date_order, dict(self.mapping))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reading:
    """How a file reads: a report, or the refusal with the question that would answer it; kind None: not told."""

    kind: Kind | None
    report: UploadReport | None = None
    refusal: RefusedFile | None = None
    question: FileQuestion | None = None
    header: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()  # our column for each header cell, "" for one that is not used


@dataclass(frozen=True)
class Dropped:
    """A dropped file with the choices made for it and how it reads with them."""

    file: Any  # Streamlit's UploadedFile: a binary stream with a name and an id
    choices: Choices
    reading: Reading

    @property
    def file_id(self) -> str:
        """The id of the file in this session."""
        return str(self.file.file_id)

    @property
    def label(self) -> str:
        """The name as it is shown."""
        return file_label(self.file.name)

    @property
    def basis(self) -> tuple[str, Kind | None, Choices]:
        """What a reading of this file rests on."""
        return self.file_id, self.reading.kind, self.choices

    def to_load(self) -> FileToLoad:
        """The file as the facade takes it. ValueError where its kind is not known."""
        if self.reading.kind is None:
            raise ValueError("a file of no known kind cannot be loaded")
        return FileToLoad(self.reading.kind, self.file, self.file.name, self.choices.options)


def choices_of(file_id: str) -> Choices:
    """What was chosen for a file so far."""
    found: Choices = st.session_state.get(_CHOICES, {}).get(file_id, Choices())
    return found


def choose(file_id: str, **changes: Any) -> None:
    """Keep a choice for a file."""
    kept = st.session_state.setdefault(_CHOICES, {})
    kept[file_id] = replace(choices_of(file_id), **changes)


def choose_column(file_id: str, header: str, column: str) -> None:
    """Say what a column of a file stands for; another column that was given the same meaning loses it."""
    before = dict(choices_of(file_id).mapping)
    others = {name: "" if ours == column else ours for name, ours in before.items()}
    choose(file_id, mapping=tuple({**others, header: column}.items()))


def read_all(files: Sequence[Any], kind_of_all: str) -> list[Dropped]:
    """Every dropped file as it reads at this moment; `kind_of_all` ANY_KIND: the header of each tells its kind."""
    return [_read(file, kind_of_all) for file in files]


def _read(file: Any, kind_of_all: str) -> Dropped:
    """Read one file; kept for this session until a choice or the data changes."""
    choices = choices_of(file.file_id)
    known = st.session_state.setdefault(_READINGS, {})
    key = (kind_of_all, file.file_id, choices, data.store_url(), data.launch().versions())
    if key not in known:
        while len(known) >= KEPT_READINGS:
            known.pop(next(iter(known)))
        with st.spinner(_("Reading {file} …").format(file=escape(file_label(file.name)))):
            known[key] = _reading(file, choices, kind_of_all)
    return Dropped(file, choices, known[key])


def _reading(file: Any, choices: Choices, kind_of_all: str) -> Reading:
    uploads = data.launch().uploads
    kind: Any = choices.kind or (kind_of_all if kind_of_all != ANY_KIND else None)
    try:
        kind = kind or uploads.suggest(file, choices.options)
        if kind is None:
            return Reading(None)
        report = uploads.inspect(kind, file, file.name, options=choices.options)
    except RefusedFile as refusal:
        return _refused(file, kind, choices, refusal)
    read = report.understanding
    return Reading(report.understanding.kind, report, None, None, read.header, _mapped(read.header, read.mapping))


def _refused(file: Any, kind: Kind | None, choices: Choices, refusal: RefusedFile) -> Reading:
    """A refused file with its header, where that is what is wrong, so that its columns can be named."""
    uploads = data.launch().uploads
    question = uploads.question(refusal, file)
    if kind is None or refusal.code != "missing_required_columns":
        return Reading(kind, None, refusal, question)
    found = refusal.message.params.get("header")
    header = tuple(str(cell) for cell in found) if isinstance(found, list | tuple) else ()
    return Reading(kind, None, refusal, question, header, uploads.mapped_columns(kind, header, choices.options))


def _mapped(header: Sequence[str], mapping: Any) -> tuple[str, ...]:
    return tuple(mapping.get(cell, "") for cell in header)
