"""Pages drawn over a fake launch, without a store."""

from streamlit.testing.v1 import AppTest

from launchops.ui import data
from tests.pages.conftest import dashboard, healthy
from tests.pages.fake_launch import FakeLaunch


def page_of(launch: FakeLaunch, name: str, *, language: str = "en", shared: bool = False, **query: str) -> AppTest:
    """A page of this launch, healthy; `query`: further parameters of the URL."""
    data.launch = lambda: launch  # type: ignore[assignment]
    at = dashboard(language=language, shared=shared)
    for key, value in query.items():
        at.query_params[key] = value
    return healthy(at.switch_page(f"pages/{name}.py").run())


def texts_of(at: AppTest) -> str:
    """Everything a page says in Markdown, titles and hand-drawn blocks, as one text."""
    parts = [element.value for kind in (at.title, at.markdown, at.caption) for element in kind]
    parts += [element.proto.body for element in at.get("html")]
    return "\n".join(parts).replace("\\", "").replace("\u00a0", " ")
