"""Where a process of the product is made to die, or to tell where it is: the product itself knows nothing of it."""

import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.proofs.processes import FORKS


def die() -> None:
    """The end of this process, as `kill -9` would bring it."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Dies:
    """Called in a new process, it lets that process die when it calls `place` ("module:name"), or right after it."""

    place: str
    after: bool = False

    def __call__(self) -> None:
        replace(self.place, self._deadly)

    def _deadly(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def deadly(*given: Any, **named: Any) -> None:
            if self.after:
                original(*given, **named)
            die()

        return deadly


@dataclass(frozen=True)
class DiesAtCommit:
    """As `Dies`, at the commit of the transaction that holds the rows of the file."""

    after: bool = False

    def __call__(self) -> None:
        commit = Dies("sqlalchemy.dialects.sqlite.pysqlite:SQLiteDialect_pysqlite.do_commit", after=self.after)

        def armed(original: Callable[..., Any]) -> Callable[..., Any]:
            def bump(*given: Any) -> None:
                original(*given)  # the last statement of the transaction
                commit()

            return bump

        replace("launchops.store.load:bump_facts", armed)


@dataclass(frozen=True)
class Touches:
    """Called in a new process, it lets that process make a file when it first calls `place`."""

    place: str
    file: Path

    def __call__(self) -> None:
        def touching(original: Callable[..., Any]) -> Callable[..., Any]:
            def touch(*given: Any, **named: Any) -> Any:
                self.file.touch()
                return original(*given, **named)

            return touch

        replace(self.place, touching)


def replace(place: str, by: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put `by(original)` where a module or class has a function."""
    module, _, path = place.partition(":")
    *outer, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in outer:
        owner = getattr(owner, part)
    setattr(owner, name, by(getattr(owner, name)))


def build_and_die(dies: Dies, store_url: str, facts_dir: Path) -> int:
    """The exit code of a builder of facts that dies on its way."""
    process = FORKS.Process(target=_build, args=(dies, store_url, facts_dir))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def _build(dies: Dies, store_url: str, facts_dir: Path) -> None:
    from launchops.facts.builder import build_here  # noqa: PLC0415 - brings ADBC, which has no place elsewhere

    dies()
    build_here(store_url, facts_dir, progress=lambda share: None)
