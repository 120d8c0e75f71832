"""docs/metrics.md is what the code says."""

from launchops.metrics import document
from launchops.metrics.kpis import KPIS


def test_the_page_is_up_to_date():
    written = document.PAGE.read_text(encoding="utf-8")
    assert written == document.page(), "run: python -m launchops.metrics.document"


def test_every_kpi_stands_in_it():
    for kpi in KPIS.values():
        assert f"`{kpi.key}`" in document.page()
