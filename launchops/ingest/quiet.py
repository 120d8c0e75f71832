"""Reading without the garbage collector walking over millions of short-lived lists."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextmanager
def _collector_off() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def worked_quietly(items: Iterator[Item], work: Callable[[Item], Result]) -> Iterator[Result]:
    """`work` done on each item, the collector off from the making of an item until its work is done.

    Records are lists of texts and hold no cycles; reference counting frees them before the collector is back.
    """
    while True:
        with _collector_off():
            item = next(items, None)
            if item is None:
                return
            result = work(item)
            del item
        yield result
