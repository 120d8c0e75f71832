"""Work done one step ahead, in a thread, while its last result is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items in the same order; the next one is made while the caller works on this one.

    It pays where making and using release the interpreter (Arrow, NumPy, SQLite). What making raises is raised here.
    """
    rest, ended = iter(items), object()
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, rest, ended)
        while (item := coming.result()) is not ended:
            coming = thread.submit(next, rest, ended)
            yield item  # type: ignore[misc]  # what is not the end is an item
