"""Every page of the menu, on an empty store: it renders, it answers, and it says so in both languages."""

import ast
import re

import pytest

from launchops.ui import shell
from tests.pages.conftest import dashboard, healthy

HAN = re.compile(r"[\u4e00-\u9fff]")
NAMES = [entry.name for entry in shell.PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_an_empty_store_says_what_it_is_and_breaks_in_no_language(name: str, empty_store: str) -> None:
    english = healthy(dashboard(name, language="en"))
    assert len(english.title) == 1
    assert not HAN.search(english.title[0].value)
    chinese = healthy(dashboard(name, language="zh"))
    assert HAN.search(chinese.title[0].value)


def test_the_shared_screen_has_keys_to_both_neighbours_and_no_bar(empty_store: str) -> None:
    at = healthy(dashboard(shared=True))
    keys = [button.key for button in at.button]
    assert {"shared_previous", "shared_next"} <= set(keys)
    assert len(at.get("button_group")) == 0  # the language switch stands in the bar


@pytest.mark.parametrize("name", NAMES)
def test_a_page_begins_by_asking_for_the_frame(name: str) -> None:
    statements = ast.parse((shell.ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")).body
    after_imports = [one for one in statements[1:] if not isinstance(one, ast.Import | ast.ImportFrom)]
    first = next(one for one in after_imports if not isinstance(one, ast.Assign))
    assert ast.unparse(first) == "shell.require()"


def test_every_entry_of_the_menu_has_its_file() -> None:
    assert [entry.name for entry in shell.entries()] == NAMES


def test_a_store_that_is_missing_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("LAUNCHOPS_STORE", f"sqlite:///{tmp_path}/none.db")
    at = dashboard()
    assert len(at.error) == 1
    assert "launchops init" in at.error[0].value.replace("\\", "")
    assert [box.value for box in at.exception] == []
