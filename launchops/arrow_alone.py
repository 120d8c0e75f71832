"""Arrow without pandas, for processes that have no use for it."""

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _NoPandas(MetaPathFinder):
    """A finder of modules that finds everything but pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        """Nothing: the next finder is asked. Raises ModuleNotFoundError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def leave_pandas_out() -> None:
    """Have Arrow find no pandas: it would load it with the first array, for half a second and 45 MB.

    For the beginning of a process, before anything else runs in it. pandas can still be imported afterwards, and
    Arrow finds it again as soon as it is to make a frame.
    """
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([True]).to_numpy(zero_copy_only=False)  # each of its two halves looks once and remembers
    finally:
        sys.meta_path.remove(finder)
