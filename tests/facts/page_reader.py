"""A process that reads pages of figures from many threads until it is told to stop, and says what it saw.

python -m tests.facts.page_reader FACTS_FOLDER THREADS; it stops when standard input is closed.
"""

import json
import sys
import threading
from pathlib import Path

from launchops.errors import FactsError
from launchops.facts.connect import Facts, open_facts
from launchops.facts.files import current_version


class Pages:
    """The open version, taken anew whenever the pointer names another; every page reads one version throughout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = self.mixed = 0
        self.versions: set[int] = set()
        self.errors: list[str] = []
        self._lock = threading.Lock()
        self._facts: Facts | None = None

    def current(self) -> Facts:
        """The version the pointer names; it may be gone by the time it is opened, then the next one is there."""
        with self._lock:
            while True:
                version = current_version(self.folder)
                if version is None:
                    raise FactsError("facts_gone", version=0)
                if self._facts is None or self._facts.version != version:
                    try:
                        self._facts = open_facts(self.folder, version)
                    except FactsError as error:
                        if error.code == "facts_gone" and current_version(self.folder) != version:
                            continue
                        raise
                return self._facts

    def read_one(self) -> None:
        """Four questions of one page: users and user-days, counted twice each by different ways."""
        facts = self.current()
        info = facts.info()
        users = facts.run(facts.users.aggregate(n=facts.users.count()))["n"][0]
        days = facts.run(facts.user_days.aggregate(n=facts.user_days.count(), people=facts.user_days.user_id.nunique()))
        agree = info.user_count == users == days["people"][0] and info.event_count == days["n"][0]
        self.read += 1
        self.versions.add(info.facts_version)
        self.mixed += not (agree and info.facts_version == facts.version)

    def read_until(self, stop: threading.Event) -> None:
        """Page after page."""
        while not stop.is_set():
            try:
                self.read_one()
            except Exception as error:
                self.errors.append(repr(error))
            stop.wait(0.05)  # a reader looks at a page; the machine has room to build meanwhile


def main() -> None:
    """Read until standard input ends, then answer."""
    pages, stop = Pages(Path(sys.argv[1])), threading.Event()
    threads = [threading.Thread(target=pages.read_until, args=(stop,)) for _ in range(int(sys.argv[2]))]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()
    answer = {"read": pages.read, "mixed": pages.mixed, "errors": pages.errors, "versions": len(pages.versions)}
    print(json.dumps(answer))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
