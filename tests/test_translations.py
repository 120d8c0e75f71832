"""Every text of the product has its Chinese, with the same values in it, and no catalogue keeps old texts."""

import re
import string
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from launchops.locale.catalogue import LANGUAGES, Language, catalogue_files, translations
from launchops.locale.sentence import sentence_table
from tests.conftest import REPOSITORY

KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
OTHER_LANGUAGES = [language for language in LANGUAGES if language != "en"]
PLURAL = "plural|"


@dataclass(frozen=True)
class Entry:
    """One text of a catalogue and its translation."""

    english: str
    translated: str
    fuzzy: bool


def texts_in_code() -> dict[str, str]:
    """Every text marked for translation -> the place it stands in, plus the sentence tables."""
    places: dict[str, str] = {}
    for folder in ("launchops", "pages"):
        for name, line, message, *_ in extract_from_dir(
            REPOSITORY / folder, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=()
        ):
            for text in [message] if isinstance(message, str) else message:
                places.setdefault(text, f"{folder}/{name}:{line}")
    frame = REPOSITORY / "dashboard.py"
    if frame.exists():
        for line, message, *_ in extract_from_file("python", frame, keywords=KEYWORDS):
            places.setdefault(message if isinstance(message, str) else message[0], f"dashboard.py:{line}")
    for code, text in sentence_table().items():
        places.setdefault(text, f"sentence {code}")
    return {text: place for text, place in places.items() if text}


def entries_of(path: Path) -> list[Entry]:
    """All entries of a catalogue file but its header."""
    with path.open("rb") as source:
        found = [entry for entry in read_po(source, abort_invalid=True) if entry.id]
    return [Entry(str(entry.id), str(entry.string or ""), entry.fuzzy) for entry in found]


def fields_of(text: str) -> set[tuple[str, str]]:
    """Name and format of every value in a text, e.g. {("share", "percent1")}.

    Plural forms are left out: Chinese has none.
    """
    return {
        (name, spec or "")
        for _, name, spec, _ in string.Formatter().parse(text)
        if name is not None and not (spec or "").startswith(PLURAL)
    }


def names_of(text: str) -> set[str]:
    """Names of every value in a text, plural forms included."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


TEXTS = texts_in_code()
CATALOGUES = [path for language in OTHER_LANGUAGES for path in catalogue_files(language)]


def test_the_collector_finds_the_texts_of_the_code() -> None:
    assert "Please fill in this field." in TEXTS  # sentences/store.py
    assert len(TEXTS) >= len(sentence_table()) - 1


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_text_is_translated(language: Language) -> None:
    spoken = translations(language)
    known = set(getattr(spoken, "_catalog", {}))
    missing = sorted(f"{place}: {text!r}" for text, place in TEXTS.items() if text not in known)
    assert not missing, f"{len(missing)} texts without {language}:\n" + "\n".join(missing)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_catalogue_keeps_no_text_the_code_no_longer_has(path: Path) -> None:
    assert [entry.english for entry in entries_of(path) if entry.english not in TEXTS] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_translation_has_the_same_values_as_its_text(path: Path) -> None:
    wrong = [
        entry.english
        for entry in entries_of(path)
        if fields_of(entry.english) != fields_of(entry.translated)
        or not names_of(entry.translated) <= names_of(entry.english)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_catalogue_has_no_empty_fuzzy_or_repeated_entry(path: Path) -> None:
    entries = entries_of(path)
    assert [entry.english for entry in entries if not entry.translated or entry.fuzzy] == []
    written = re.findall(r"^msgid ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(written) == len(entries) + 1, "a msgid stands twice (the header is the one more)"


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_text_in_two_catalogues_is_translated_the_same(language: Language) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for path in catalogue_files(language):
        for entry in entries_of(path):
            found[entry.english].add(entry.translated)
    assert {text: words for text, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    ("english", "chinese", "same"),
    [
        ("{n:number} {n:plural|row|rows}", "{n:number} 行", True),
        ("{share:percent1} of {n:number}", "{n:number} 人的 {share:percent1}", True),
        ("{share:percent1}", "{share:percent}", False),
        ("{name} is late", "迟了", False),
        ("late", "{name} 迟了", False),
    ],
)
def test_values_are_compared_without_plural_forms(english: str, chinese: str, same: bool) -> None:
    assert (fields_of(english) == fields_of(chinese)) is same
