"""`python -m launchops`: the command line."""

from launchops.cli import main

if __name__ == "__main__":
    main()
