"""launchops: prepare and run the launch of a web product on the CSV files you already have.

>>> import launchops
>>> launch = launchops.open_launch("sqlite:///data/launchops.db")  # doctest: +SKIP
>>> launch.metrics.retention(period="week").average  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launchops.launch import Launch, create_launch, open_launch

__version__ = "0.1.0"
__all__ = ["Launch", "__version__", "create_launch", "open_launch"]


def __getattr__(name: str) -> Any:
    """Load the facade on first use, so that importing one layer does not import them all."""
    if name in {"Launch", "create_launch", "open_launch"}:
        from launchops import launch  # noqa: PLC0415 - the point of this function

        return getattr(launch, name)
    raise AttributeError(f"module 'launchops' has no attribute {name!r}")
