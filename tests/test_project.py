"""The project as a whole: pinned versions, documents that exist, nothing that belongs to one machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import launchops
from tests.conftest import REPOSITORY

TOP_LEVEL = {
    *("dashboard.py", "pages", "launchops", "tests", "docs", "data"),
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml"),
    *("requirements.txt", "requirements-dev.txt", "requirements-engines.txt", ".gitignore", ".streamlit", ".ci"),
}
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt", "requirements-engines.txt"]
PINNED = re.compile(r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[0-9][0-9A-Za-z.]*$")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
MACHINE_PATH = re.compile(r"(/home/\w+|/root/|/Users/\w+|C:\\\\Users)")


def tracked_files() -> list[Path]:
    """Every file under version control, relative to the root."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [Path(name) for name in listed.stdout.split("\0") if name and (REPOSITORY / name).exists()]


def requirement_lines(name: str) -> list[str]:
    """The requirements in a file: no comments, no reference to another file."""
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-r "))]


def package_of(requirement: str) -> str:
    """The bare name of a requirement line."""
    return re.split(r"[\[=]", requirement)[0].lower()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_has_one_exact_version(name: str) -> None:
    assert [line for line in requirement_lines(name) if not PINNED.match(line)] == []


def test_every_requirement_has_its_reason_written_down() -> None:
    reasons = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lines = [line for name in REQUIREMENTS for line in requirement_lines(name)]
    names = [package_of(line) for line in lines]
    assert [name for name in names if f"**{name}" not in reasons] == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## (\S+)", (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert project["version"] == launchops.__version__ == newest.group(1)


def test_the_top_level_is_what_was_agreed() -> None:
    assert {path.parts[0] for path in tracked_files()} <= TOP_LEVEL


def test_every_file_a_document_names_exists() -> None:
    missing = [
        f"{document}: {target}"
        for document in tracked_files()
        if document.suffix == ".md"
        for target in LINK.findall((REPOSITORY / document).read_text(encoding="utf-8"))
        if not (REPOSITORY / document.parent / target).exists()
    ]
    assert missing == []


def test_every_document_is_named_in_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    documents = [path for path in tracked_files() if path.parent == Path("docs") and path.suffix == ".md"]
    assert [str(path) for path in documents if str(path) not in readme] == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    kinds = {".py", ".md", ".toml", ".txt", ".po", ".css"}
    texts = [path for path in tracked_files() if path.suffix in kinds and path.name != Path(__file__).name]
    found = [path for path in texts if MACHINE_PATH.search((REPOSITORY / path).read_text(encoding="utf-8"))]
    assert found == []


def test_the_store_and_the_secret_key_are_never_under_version_control() -> None:
    assert [path for path in tracked_files() if path.parts[0] == "data"] == [Path("data/README.md")]


def test_pages_are_named_as_their_address() -> None:
    names = [path.name for path in (REPOSITORY / "pages").glob("*.py")]
    assert [name for name in names if not re.fullmatch(r"[a-z_]+\.py", name)] == []
