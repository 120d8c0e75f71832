"""`python -m launchops`: the command line."""

import gc

# Nothing that is being imported is garbage, and looking for it takes an eighth of the start. Most of it is imported by
# the command itself, so the collector stays patient until the end.
gc.set_threshold(100_000)

from launchops.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
