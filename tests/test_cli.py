"""The command line: documents as promised, exit codes, one line of reason, never a traceback."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from launchops import cli
from launchops.launch import create_launch

USERS = "user_id,signup_date,channel\na,2025-03-03,ads\nb,2025-03-03,ads\nc,2025-03-04,seo\n"
# a: days 0, 1 and 2; b: day 0 only, twice; x is nobody we know
EVENTS = "user_id,date\na,2025-03-03\na,2025-03-04\na,2025-03-05\nb,2025-03-03\nb,2025-03-03\nx,2025-03-04\n"


class Terminal:
    """Runs commands on one store and keeps what they printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.store = f"sqlite:///{folder}/launch.db"
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one command."""
        self._monkeypatch.setattr(sys, "argv", ["launchops", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = self._capsys.readouterr()
        code = stopped.value.code
        return int(code or 0), out, err

    def json(self, *words: str) -> Any:
        """The document a successful command prints."""
        code, out, err = self.run(*words, "--store", self.store, "--json")
        assert code == 0, err
        return json.loads(out)

    def write(self, name: str, text: str) -> str:
        """A file to import."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with both files loaded and its facts built, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("filled")
    launch = create_launch(f"sqlite:///{folder}/launch.db", name="By hand")
    for kind, text in (("users", USERS), ("events", EVENTS)):
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        launch.uploads.load_files(kind, [folder / f"{kind}.csv"])  # type: ignore[arg-type]
    launch.facts.close()
    launch.close()
    return folder


@pytest.fixture
def filled(terminal: Terminal, filled_folder: Path) -> Terminal:
    shutil.copytree(filled_folder, terminal.folder, dirs_exist_ok=True)
    return terminal


def test_an_import_says_what_became_of_every_row(terminal: Terminal) -> None:
    terminal.json("init", "--name", "By hand")
    bad = USERS + "d,not a day,ads\n"
    (document,) = terminal.json("import", "users", terminal.write("users.csv", bad))
    assert (document["status"], document["rows_in"]) == ("loaded", 4)
    assert (document["rows_loaded"], document["rows_rejected"]) == (3, 1)
    (reject,) = document["rejects"]
    assert {key: reject[key] for key in ("line", "data_row", "column", "code", "value")} == {
        "line": 5,
        "data_row": 4,
        "column": "signup_date",
        "code": "bad_date",
        "value": "not a day",
    }


def test_the_same_file_again_changes_nothing(filled: Terminal) -> None:
    before = filled.json("active-users")
    (document,) = filled.json("import", "events", str(filled.folder / "events.csv"))
    assert (document["status"], document["batch_id"]) == ("already_loaded", 2)
    assert len(filled.json("batches")) == 2
    assert filled.json("active-users") == before


def test_one_refused_file_makes_exit_code_1_and_does_not_stop_the_others(filled: Terminal) -> None:
    wrong = filled.write("wrong.csv", "name,colour\na,red\n")
    more = filled.write("more.csv", "user_id,date\nc,2025-03-05\n")
    code, out, err = filled.run("import", "events", wrong, more, "--store", filled.store, "--json")
    refused, loaded = json.loads(out)
    assert (code, refused["status"], refused["code"]) == (1, "refused", "missing_required_columns")
    assert refused["message"] and refused["batch_id"] is None
    assert (loaded["status"], loaded["rows_loaded"]) == ("loaded", 1)
    assert "Traceback" not in out + err


def test_a_file_that_is_not_there_is_refused_by_name(filled: Terminal) -> None:
    code, out, _ = filled.run("import", "events", "/nowhere/x.csv", "--store", filled.store, "--json")
    (document,) = json.loads(out)
    assert (code, document["code"]) == (1, "file_unreadable")
    assert "/nowhere/x.csv" in document["message"]


def test_active_users_are_counted_by_day_and_unknown_users_are_not(filled: Terminal) -> None:
    days = {row["day"]: row for row in filled.json("active-users", "--as-of", "2025-03-05")}
    assert (days["2025-03-03"]["dau"], days["2025-03-04"]["dau"]) == (2, 1)
    assert days["2025-03-04"]["wau"] == 2
    last = days["2025-03-05"]
    assert (last["dau"], last["wau"], last["mau"], last["complete"]) == (None, None, None, False)
    assert all(row["stickiness"] is None for row in days.values())


def test_retention_by_day_leaves_open_what_is_not_over(filled: Terminal) -> None:
    document = filled.json("retention", "--period", "day", "--as-of", "2025-03-05")
    first, second = document["cohorts"]
    assert (first["cohort"], first["size"]) == ("2025-03-03", 2)
    assert [(cell["age"], cell["active"]) for cell in first["cells"][:2]] == [(0, 2), (1, 1)]
    assert [cell["active"] for cell in second["cells"] if not cell["mature"]] == [None] * sum(
        not cell["mature"] for cell in second["cells"]
    )
    assert {row["age"]: (row["eligible"], row["active"]) for row in document["average"]} == {0: (3, 2), 1: (2, 1)}


def test_undo_and_redo_restore_every_figure(filled: Terminal) -> None:
    before = filled.json("active-users"), filled.json("retention")
    assert filled.json("undo", "2")["status"] == "undone"
    assert filled.json("active-users") != before[0]
    assert filled.json("redo", "2")["status"] == "loaded"
    assert (filled.json("active-users"), filled.json("retention")) == before


def test_an_undone_file_uploaded_again_is_redone(filled: Terminal) -> None:
    filled.json("undo", "2")
    (document,) = filled.json("import", "events", str(filled.folder / "events.csv"))
    assert (document["status"], document["batch_id"]) == ("loaded", 2)
    assert [batch["status"] for batch in filled.json("batches")] == ["loaded", "loaded"]


def test_active_days_count_those_who_never_came(filled: Terminal) -> None:
    document = filled.json("active-days", "--from", "2025-03-03", "--to", "2025-03-05")
    assert (document["from"], document["to"]) == ("2025-03-03", "2025-03-05")
    exact = {row["active_days"]: row["users"] for row in document["distribution"]}
    assert exact[1] == 1  # b
    assert exact[3] == 1  # a


def test_every_key_of_a_comparison_is_there_even_when_nothing_is_known(filled: Terminal) -> None:
    took_part = "activity,user_id,date\nfair,a,2025-03-04\n"
    filled.json("import", "participation", filled.write("fair.csv", took_part))
    document = filled.json("compare", "fair", "--days", "1-7")
    assert set(document) == {
        *("activity", "design", "days", "as_of", "naive", "matched", "itt", "srm_pvalue"),
        *("negative_control", "by_week", "dependence", "unknown_users", "verdict"),
    }
    assert document["days"] == [1, 7]
    assert document["verdict"]["code"] == "too_early"
    assert document["verdict"]["text"]


def test_an_unknown_activity_is_refused_with_the_known_ones(filled: Terminal) -> None:
    filled.json("import", "participation", filled.write("fair.csv", "activity,user_id,date\nfair,a,2025-03-04\n"))
    code, out, err = filled.run("compare", "circus", "--store", filled.store)
    assert (code, out) == (1, "")
    assert "circus" in err and "fair" in err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("goals",), "no launch"),
        (("undo", "1"), "no launch"),
        (("import", "users", "x.csv"), "no launch"),
    ],
)
def test_a_store_that_is_not_there_is_one_line_and_exit_code_1(
    terminal: Terminal, words: tuple[str, ...], reason: str
) -> None:
    code, out, err = terminal.run(*words, "--store", terminal.store)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert reason in err and "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("import", "pictures", "x.csv"),
        ("retention", "--period", "year"),
        ("compare", "fair", "--days", "late"),
        ("active-users", "--as-of", "yesterday"),
        ("init", "--week-start", "noday"),
        ("fly",),
    ],
)
def test_wrong_words_are_exit_code_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    code, out, err = terminal.run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("launchops: ") and "Traceback" not in err


def test_init_refuses_to_overwrite(terminal: Terminal) -> None:
    terminal.json("init", "--name", "First")
    before = Path(terminal.store.removeprefix("sqlite:///")).read_bytes()
    code, _, err = terminal.run("init", "--store", terminal.store)
    assert code == 1 and "already" in err
    assert Path(terminal.store.removeprefix("sqlite:///")).read_bytes() == before


def test_a_reason_is_given_in_chinese_when_asked(terminal: Terminal) -> None:
    code, _, err = terminal.run("goals", "--store", terminal.store, "--lang", "zh")
    assert code == 1
    assert any("\u4e00" <= letter <= "\u9fff" for letter in err)


def test_an_unexpected_fault_is_one_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> Callable[[], None]:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("launchops.launch.open_launch", fault)
    code, out, err = terminal.run("goals", "--store", terminal.store)
    assert (code, out, err) == (1, "", "launchops: unexpected ZeroDivisionError: division\n")


def test_facts_rebuild_gives_the_same_figures(filled: Terminal) -> None:
    before = filled.json("active-users")
    assert filled.json("facts", "rebuild")["users"] == 3
    assert filled.json("active-users") == before


def test_usage_commands_give_counts_and_leave_what_is_not_over_null(filled: Terminal) -> None:
    week = filled.json("lifecycle")[0]
    assert week == {
        "week": "2025-03-03", "new": None, "returning": None, "resurrecting": None, "dormant": None, "complete": False,
    }  # fmt: skip
    assert filled.json("lifecycle", "--as-of", "2025-03-10")[0]["new"] == 2
    assert filled.json("survival", "--as-of", "2025-06-01")["curve"] == []  # three users: too few for a curve
    visits = filled.json("second-visit", "--within", "1", "--as-of", "2025-03-06")
    assert visits["waiting"] == 0
    assert visits["distribution"] == [{"group": "", "days": 1, "eligible": 2, "users": 1, "users_within": 1}]
    assert filled.json("retention")["same_cohorts"] == []


def test_a_kpi_is_given_with_its_formula_or_the_reason_why_it_is_unknown(filled: Terminal) -> None:
    signups = filled.json("kpi", "signups", "--as-of", "2025-03-05")
    assert [row["value"] for row in signups["values"]] == [2, 1]
    assert filled.json("kpi", "headroom", "--lang", "zh")["unknown"].startswith("未知")
    code, _, reason = filled.run("kpi", "cheer", "--store", filled.store)
    assert code == 1 and "signups" in reason
