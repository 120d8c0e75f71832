"""What an upload would change is only told where both sides come from the same engine."""

from pathlib import Path

import pytest

from launchops import open_launch
from launchops.errors import FactsError
from launchops.facts.files import facts_path, lend_versions
from launchops.store import create_store
from launchops.store.records import LaunchSettings
from tests.store.rows import NOW


def test_with_figures_on_another_engine_no_effect_is_told(tmp_path: Path):
    """The engine is not even asked: nothing listens there."""
    url = f"sqlite:///{tmp_path}/launch.db"
    create_store(url, LaunchSettings("Launch"), at=NOW, who="ops").close()
    launch = open_launch(url, "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(FactsError) as refused:
        launch.uploads.effect([])
    assert refused.value.code == "facts_trial_elsewhere"
    launch.close()


def test_versions_lent_to_a_trial_stay_when_the_trial_is_gone(tmp_path: Path):
    facts, trial = tmp_path / "facts", tmp_path / "trial"
    facts.mkdir()
    facts_path(facts, 7).write_text("columns")
    lend_versions(facts, trial)
    facts_path(trial, 7).unlink()
    assert facts_path(facts, 7).read_text() == "columns"
