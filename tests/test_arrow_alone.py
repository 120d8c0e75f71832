"""What a process that loads a file loads of libraries, and that Arrow makes frames again when it is asked to."""

import subprocess
import sys
from pathlib import Path

from launchops import create_launch
from tests.conftest import REPOSITORY


def said_by(code: str, *arguments: str) -> str:
    """What a new process that runs some code prints; its last line."""
    command = [sys.executable, "-c", code, *arguments]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return answer.stdout.strip().rsplit("\n", 1)[-1]


IMPORT = """
import sys
from launchops.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(sorted({"pandas", "ibis", "duckdb", "statsmodels", "scipy", "alembic", "rich", "streamlit"} & set(sys.modules)))
"""


def test_loading_a_file_loads_no_library_of_figures(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/launch.db"
    create_launch(store).close()
    file = tmp_path / "users.csv"
    file.write_text("user_id,signup_date\nu1,2026-01-01\n", encoding="utf-8")
    assert said_by(IMPORT, "import", "users", str(file), "--json", "--store", store) == "[]"


FRAME = """
from launchops.arrow_alone import leave_pandas_out
leave_pandas_out()
import sys
import pyarrow as pa
texts = pa.table({"a": ["x", None], "b": [1, 2]})
flags = pa.array([True, False]).to_numpy(zero_copy_only=False)
before = "pandas" in sys.modules
frame = texts.to_pandas()
back = pa.Table.from_pandas(frame)
print(before, frame["b"].tolist(), frame["a"].isna().tolist(), back["a"].to_pylist())
"""


def test_arrow_left_without_pandas_finds_it_again_when_a_frame_is_asked_for() -> None:
    assert said_by(FRAME) == "False [1, 2] [False, True] ['x', None]"
