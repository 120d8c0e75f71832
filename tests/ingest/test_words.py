"""Every code has its words in both languages, and the data page is what the tables say."""

import pytest

from launchops.ingest import CODES, COLUMNS, KINDS, Kind, suggest_kind
from launchops.ingest.columns import map_header
from launchops.ingest.document import data_page
from launchops.locale import gettext
from launchops.locale.sentence import sentence_table
from tests.conftest import REPOSITORY


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_code_has_a_sentence_in_both_languages(code: object) -> None:
    sentence = sentence_table()[code.code]  # type: ignore[attr-defined]
    assert sentence.endswith((".", "}"))
    assert gettext(sentence, "zh") != sentence


def test_no_code_stands_twice() -> None:
    assert len({code.code for code in CODES}) == len(CODES)


def test_the_data_page_is_written_from_the_tables() -> None:
    found = (REPOSITORY / "docs" / "data.md").read_text(encoding="utf-8")
    assert found == data_page(), "run: python -m launchops.ingest.document > docs/data.md"


@pytest.mark.parametrize("kind", KINDS)
def test_every_alias_leads_to_its_column(kind: Kind) -> None:
    for column in COLUMNS[kind]:
        for alias in (column.name, *column.aliases):
            assert map_header([alias.upper()], kind, {}) == (column.name,), alias


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_names_suggest_their_kind(kind: Kind) -> None:
    assert suggest_kind([column.name for column in COLUMNS[kind]]) == kind
