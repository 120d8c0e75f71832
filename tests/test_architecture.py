"""The arrows of the house: who may import whom, what stands where, and that this test sees a breach.

Every import counts: at the top, inside a function, under TYPE_CHECKING, and `importlib.import_module` with a
literal name.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

# ---------------------------------------------------------------- the rules

# What any layer may use. They import nothing of the house but each other.
EVERYWHERE = ("launchops.ahead", "launchops.arrow_alone", "launchops.errors", "launchops.periods", "launchops.locale")

# Modules that hold only frozen types: what crosses from one layer to the next.
METRIC_TYPES = ("launchops.metrics.results", "launchops.metrics.abuse_results")
STATS_TYPES = (
    *("launchops.stats.results", "launchops.stats.goal_results", "launchops.stats.holdout_results"),
    "launchops.stats.risk_results",
)
REVIEW_TYPES = ("launchops.review.results", "launchops.review.risk_results", "launchops.review.abuse_results")
RECORD_TYPES = ("launchops.store.records",)
PARSED_TYPES = ("launchops.ingest.parsed",)

FACADE = ("launchops.launch", "launchops.facade")

# layer -> what it may import besides itself and EVERYWHERE. A name stands for the module and all below it.
ALLOWED: dict[str, tuple[str, ...]] = {
    "launchops.ahead": (),
    "launchops.arrow_alone": (),
    "launchops.errors": ("launchops.locale",),
    "launchops.periods": (),
    "launchops.locale": (),
    "launchops.ingest": (),
    "launchops.store": (),
    "launchops.facts": ("launchops.store",),
    "launchops.metrics": (),
    "launchops.stats": (),
    "launchops.review": METRIC_TYPES + STATS_TYPES + RECORD_TYPES,
    "launchops.starter": RECORD_TYPES + PARSED_TYPES,
    "launchops.charts": (
        *METRIC_TYPES,
        *STATS_TYPES,
        *REVIEW_TYPES,
        *RECORD_TYPES,
        "launchops.facade.results",
    ),
    "launchops.launch": (
        "launchops.facade",
        "launchops.ingest",
        "launchops.store",
        "launchops.facts",
        "launchops.metrics",
        "launchops.stats",
        "launchops.review",
        "launchops.starter",
    ),
    "launchops.report": (*FACADE, "launchops.charts"),
    "launchops.cli": (*FACADE, "launchops.serving", "launchops.report"),
    "launchops.serving": FACADE,
    "launchops.ui": (*FACADE, "launchops.charts"),
    "launchops": ("launchops.launch",),  # launchops/__init__.py hands on the facade
    "launchops.__main__": ("launchops.cli",),
    "pages": ("launchops.ui",),
    "dashboard": ("launchops.ui",),
}
# Modules that have the rights of another layer.
SAME_AS = {"launchops.facade": "launchops.launch", "launchops.cli_shapes": "launchops.cli"}

# library -> the only places that may import it
LIBRARY_PLACES: dict[str, tuple[str, ...]] = {
    "streamlit": ("launchops.ui", "pages", "dashboard"),
    "sqlalchemy": ("launchops.store", "launchops.facts.build"),
    "alembic": ("launchops.store",),
    "plotly": ("launchops.charts",),
    "ibis": ("launchops.metrics", "launchops.facts"),
    "duckdb": ("launchops.facts",),
    "adbc_driver_sqlite": ("launchops.facts",),
    "sqlite3": ("launchops.store",),
    "statsmodels": ("launchops.stats",),
    "scipy": ("launchops.stats",),
    "typer": ("launchops.cli",),
}

# Only these may ask what time it is; everybody below is told (dates are arguments).
CLOCK_PLACES = (*FACADE, "launchops.cli", "launchops.serving", "launchops.ui", "pages", "dashboard")
CLOCK_CALLS = frozenset({"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"})
CLOCK_OWNERS = frozenset({"datetime", "date", "dt", "time", "Timestamp", "arrow"})

PAGE_LINES = 90
NAMELESS_FILES = frozenset({"utils", "util", "helpers", "helper", "manager", "common", "misc"})

# ---------------------------------------------------------------- reading the code


@dataclass(frozen=True)
class Import:
    """One import: the full dotted name and the line it stands on; `level` > 0 is a relative one."""

    name: str
    line: int
    level: int = 0


def source_files(root: Path) -> dict[str, Path]:
    """Module name -> file, of all product code (tests stand outside the house)."""
    files = [root / "dashboard.py", *(root / "pages").rglob("*.py"), *(root / "launchops").rglob("*.py")]
    return {module_name(path.relative_to(root)): path for path in files if path.exists()}


def module_name(path: Path) -> str:
    """The dotted name of a file below the root; a package's __init__ has the package's name."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def names_for(tree: ast.AST, module: str, wanted: frozenset[str]) -> set[str]:
    """What `from module import wanted` is called in this file."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
        if alias.name in wanted
    }


def _literal_import(call: ast.Call, loaders: set[str]) -> str | None:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name not in loaders or not call.args:
        return None
    argument = call.args[0]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def imports_of(tree: ast.AST) -> list[Import]:
    """Every import anywhere in a module; `from a import b` gives a.b: a module, or a name in a."""
    found: list[Import] = []
    loaders = {"import_module", "__import__", *names_for(tree, "importlib", frozenset({"import_module"}))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names if alias.name != "launchops"]
            found += [item for alias in node.names if alias.name == "launchops" for item in root_uses(tree, alias)]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names = [f"{base}.{alias.name}".strip(".") for alias in node.names]
            found += [Import(name, node.lineno, node.level) for name in names]
        elif isinstance(node, ast.Call) and (name := _literal_import(node, loaders)):
            found.append(Import(name.lstrip("."), node.lineno, level=int(name.startswith("."))))
    return found


def root_uses(tree: ast.AST, alias: ast.alias) -> list[Import]:
    """`import launchops` brings what is taken from it: launchops.open_launch, launchops.store …"""
    name = alias.asname or alias.name
    return [
        Import(f"launchops.{node.attr}", node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    ]


def clock_lines(tree: ast.AST) -> list[int]:
    """Lines that ask for the present moment: datetime.now(), date.today(), time.time() and their kin."""
    lines = []
    from_time = names_for(tree, "time", CLOCK_CALLS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_CALLS:
            owner = node.value
            owner_name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if owner_name in CLOCK_OWNERS and (owner_name, node.attr) != ("datetime", "time"):
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in from_time:
            lines.append(node.lineno)
    return lines


# ---------------------------------------------------------------- judging it


def is_below(name: str, places: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the places or stands below one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def layer_of(module: str) -> str:
    """The layer a module belongs to: pages, dashboard, launchops.<part>, or launchops itself."""
    depth = 2 if module.startswith("launchops.") else 1
    layer = ".".join(module.split(".")[:depth])
    return SAME_AS.get(layer, layer)


def resolved(name: str, modules: frozenset[str]) -> str:
    """The module behind an imported name: the longest part of it that is a module."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def house_breaches(module: str, found: list[Import], modules: frozenset[str]) -> list[str]:
    """Imports of our own modules that the arrows do not allow."""
    layer = layer_of(module)
    allowed = ALLOWED.get(layer)
    if allowed is None:
        return [f"{module}: belongs to no layer of ALLOWED"]
    breaches = []
    for item in found:
        target = resolved(item.name, modules)
        if target == "launchops":  # launchops/__init__.py hands on the facade, and says where and which it is
            target = "" if item.name.startswith("launchops.__") else "launchops.launch"
        if not target or layer_of(target) == layer:
            continue
        if not is_below(target, (*EVERYWHERE, *allowed)):
            breaches.append(f"{module}:{item.line}: {layer} may not import {target}")
    return breaches


def breaches_of(module: str, source: str, modules: frozenset[str]) -> list[str]:
    """Everything in one module that breaks a rule, as lines for a person."""
    tree = ast.parse(source)
    found = imports_of(tree)
    breaches = [f"{module}:{item.line}: relative import of {item.name}" for item in found if item.level]
    absolute = [item for item in found if not item.level]
    breaches += house_breaches(module, absolute, modules)
    for item in absolute:
        library = item.name.split(".")[0]
        if library in LIBRARY_PLACES and not is_below(module, LIBRARY_PLACES[library]):
            breaches.append(f"{module}:{item.line}: {library} has no place here")
    if not is_below(module, CLOCK_PLACES):
        complaint = "asks the clock; take the date as an argument"
        breaches += [f"{module}:{line}: {complaint}" for line in clock_lines(tree)]
    return breaches


FILES = source_files(REPOSITORY)
MODULES = frozenset(FILES) | {"launchops"}

# ---------------------------------------------------------------- the house as it stands


@pytest.mark.parametrize("module", sorted(FILES))
def test_every_module_keeps_to_the_arrows(module: str) -> None:
    assert breaches_of(module, FILES[module].read_text(encoding="utf-8"), MODULES) == []


@pytest.mark.parametrize("module", sorted(FILES))
def test_every_module_says_what_it_is(module: str) -> None:
    docstring = ast.get_docstring(ast.parse(FILES[module].read_text(encoding="utf-8")))
    assert docstring, f"{FILES[module].relative_to(REPOSITORY)} has no docstring"


def test_pages_stay_short() -> None:
    long = {
        module: lines
        for module, path in FILES.items()
        if module.split(".")[0] in {"pages", "dashboard"}
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > PAGE_LINES
    }
    assert long == {}


def test_no_file_is_named_for_everything_and_nothing() -> None:
    tests = (REPOSITORY / "tests").rglob("*.py")
    nameless = [path for path in [*FILES.values(), *tests] if path.stem.lower() in NAMELESS_FILES]
    assert nameless == []


def test_the_allowed_table_names_only_layers_and_modules_that_can_be_met() -> None:
    for layer, targets in ALLOWED.items():
        for target in targets:
            assert layer_of(target) in {*ALLOWED, *SAME_AS.values()}, f"{layer} may import unknown {target}"


# ---------------------------------------------------------------- the checker itself

METRIC = "launchops.metrics.retention"
REVIEW = "launchops.review.goals"
STORE = "launchops.store.engine"
CHART = "launchops.charts.lines"
LAYERS = ("facade", "launch", "locale", "metrics", "review", "stats", "store", "ui")
PLANTED = frozenset(
    {"launchops"}
    | {f"launchops.{layer}" for layer in LAYERS}
    | {f"launchops.{layer}.results" for layer in ("facade", "metrics", "stats")}
    | {METRIC, STORE, CHART, "launchops.store.records", "launchops.ui.blocks"}
)

BREACHES = [
    ("pages.goals", "import streamlit\nfrom launchops.metrics import retention", "pages may not import"),
    ("pages.goals", "from launchops import open_launch", "pages may not import launchops.launch"),
    (METRIC, "from launchops.store import engine", "may not import launchops.store.engine"),
    (METRIC, "import launchops.store.engine as e", "may not import launchops.store.engine"),
    (METRIC, "from launchops import store", "may not import launchops.store"),
    (METRIC, "def f():\n    from launchops.store.engine import x", "retention:2"),
    (METRIC, "import importlib\nimportlib.import_module('launchops.ui')", "launchops.ui"),
    (METRIC, "from importlib import import_module as load\nload('launchops.ui')", "launchops.ui"),
    (METRIC, "__import__('launchops.ui.blocks')", "launchops.ui.blocks"),
    (METRIC, "from . import results", "relative import"),
    (METRIC, "from ..store.engine import x", "relative import"),
    (METRIC, "import importlib\nimportlib.import_module('.x', 'launchops')", "relative"),
    (REVIEW, "from launchops.metrics.retention import retention", "launchops.metrics.retention"),
    (REVIEW, "from launchops.stats import wilson", "may not import launchops.stats"),
    (CHART, "from launchops.store.engine import x", "launchops.store.engine"),
    (REVIEW, "import streamlit", "streamlit has no place here"),
    ("launchops.launch", "from sqlalchemy.orm import Session", "sqlalchemy has no place here"),
    ("launchops.facts.connect", "import sqlalchemy", "sqlalchemy has no place here"),
    ("launchops.ui.blocks", "def f():\n    import plotly.graph_objects", "plotly has no place here"),
    ("launchops.stats.wilson", "import ibis", "ibis has no place here"),
    ("launchops.facts.build", "import sqlite3", "sqlite3 has no place here"),
    (REVIEW, "from datetime import date\nx = date.today()", "asks the clock"),
    (REVIEW, "import datetime\nx = datetime.datetime.now()", "asks the clock"),
    (REVIEW, "import pandas as pd\nx = pd.Timestamp.now()", "asks the clock"),
    (STORE, "import time\nx = time.time()", "asks the clock"),
    (STORE, "from time import time as now\nx = now()", "asks the clock"),
    (STORE, "from datetime import datetime\nf(clock=datetime.now)", "asks the clock"),
    ("launchops.novelty.x", "import json", "belongs to no layer"),
    (STORE, "import launchops\nlaunchops.open_launch('')", "may not import launchops.launch"),
    (METRIC, "import launchops as house\nhouse.store.engine", "may not import launchops.store"),
]

CLEAN = [
    ("pages.goals", "import streamlit\nfrom launchops.ui import blocks\nfrom launchops.locale import say"),
    ("dashboard", "import streamlit\nfrom launchops.ui import blocks"),
    (REVIEW, "from launchops.metrics.results import X\nfrom launchops.store import records"),
    (CHART, "import plotly.graph_objects as go\nfrom launchops.facade.results import Retention"),
    ("launchops.launch", "from datetime import date\nx = date.today()\nfrom launchops.store.engine import e"),
    ("launchops.facade.goals", "from launchops.metrics.retention import r\nfrom launchops.launch import L"),
    (STORE, "from datetime import datetime, time\nx = datetime.combine(d, time())\nx.time()"),
    (STORE, "import launchops\nhome = launchops.__file__\nfrom launchops import __version__"),
    (STORE, "import time\ntime.sleep(1)\ntime.monotonic()"),
    ("launchops.facts.build_users", "import duckdb"),
]


@pytest.mark.parametrize(("module", "source", "complaint"), BREACHES)
def test_a_planted_breach_is_found(module: str, source: str, complaint: str) -> None:
    found = breaches_of(module, source, PLANTED)
    assert any(complaint in line for line in found), found


@pytest.mark.parametrize(("module", "source"), CLEAN)
def test_clean_code_is_left_alone(module: str, source: str) -> None:
    assert breaches_of(module, source, PLANTED) == []
