"""Downloads cannot run in a spreadsheet."""

import io

import pandas as pd
import pytest

from launchops.ui.safe_csv import safe_cell, table_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_a_text_that_would_run_is_led_by_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["tea", "1-2", "", -5, -0.5, None])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell


def test_a_table_keeps_its_numbers_and_disarms_texts_and_headings() -> None:
    content = table_csv(pd.DataFrame({"=heading": ["=cmd()", "茶"], "n": [-3, 4]}))
    assert content.startswith(b"\xef\xbb\xbf")  # so that Excel reads the Chinese
    back = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    assert back.to_dict("list") == {"'=heading": ["'=cmd()", "茶"], "n": [-3, 4]}
