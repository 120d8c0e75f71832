"""Ends with 1 unless at least one browser test of a pytest run (its JUnit file) passed."""

import sys
from xml.etree import ElementTree


def passed_browser_tests(junit_file: str) -> int:
    """Number of test cases under tests/browser that ran and passed."""
    cases = ElementTree.parse(junit_file).iter("testcase")  # noqa: S314 - written by our own run a moment ago
    return sum(
        case.get("classname", "").startswith("tests.browser")
        and not any(case.find(mark) is not None for mark in ("skipped", "failure", "error"))
        for case in cases
    )


if __name__ == "__main__":
    count = passed_browser_tests(sys.argv[1])
    print(f"browser tests passed: {count}")  # noqa: T201 - a command's output
    sys.exit(0 if count else 1)
