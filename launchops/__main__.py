"""`python -m launchops`: the command line."""

import gc

gc.disable()  # nothing that is being imported is garbage, and looking for it takes an eighth of the start

from launchops.cli import main  # noqa: E402

gc.freeze()  # and nothing of it becomes garbage later
gc.enable()

if __name__ == "__main__":
    main()
