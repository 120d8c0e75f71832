"""The tests, laid out like the package they check."""
