"""The look shared by every chart: one meaning per colour, thin lines, labels at the line's end, no legend."""

import html
from dataclasses import dataclass

import plotly.graph_objects as go

from launchops.locale import Language

FONT_FAMILY = (
    "'Source Sans 3', 'Source Sans', 'Noto Sans', system-ui, -apple-system, 'Segoe UI', "
    "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif"
)  # as in .streamlit/config.toml
FONT_SIZE = 14  # px; the shared screen passes a larger one
_FIRST_WIDE_LETTER = 0x2E80  # from here on (Chinese and its punctuation) a letter is as wide as the font is high
_NARROW_LETTER = 0.56  # mean width of a Latin letter or figure, as a share of the font size


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean, never by what they look like."""

    ink: str
    muted: str
    line: str  # grid
    ground: str  # behind a label that stands on a line
    core: str  # the product's users and what is measured; lighter towards the edge of use
    middle: str
    outer: str
    activity: str  # activities and those who took part
    shade: str  # the days of an activity
    plan: str  # plan, pace, others, and what is not known
    good: str
    warn: str
    bad: str


LIGHT = Palette(
    ink="#1b2230",
    muted="#667085",
    line="#e4e7ec",
    ground="#ffffff",
    core="#0b5fa5",
    middle="#3f86c2",
    outer="#6ba3d4",
    activity="#d97706",
    shade="rgba(217, 119, 6, 0.10)",
    plan="#98a2b3",
    good="#0f766e",
    warn="#b45309",
    bad="#c2410c",
)
DARK = Palette(
    ink="#e8ebf0",
    muted="#a3adbd",
    line="#2e3643",
    ground="#1b212b",
    core="#6fb1ea",
    middle="#5595cc",
    outer="#4680b4",
    activity="#f28c38",
    shade="rgba(242, 140, 56, 0.16)",
    plan="#8a94a6",
    good="#4fc3b0",
    warn="#f0a848",
    bad="#ff8a5c",
)


@dataclass(frozen=True)
class Look:
    """How a chart is drawn: its language, the theme, the size of letters (px) and the currency of money."""

    language: Language = "en"
    is_dark: bool = False
    font_size: int = FONT_SIZE
    currency: str = ""

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return DARK if self.is_dark else LIGHT

    @property
    def line_width(self) -> float:
        """Width of the main line, thicker where letters are larger."""
        return round(2.4 * self.font_size / FONT_SIZE, 1)


def plain(text: object) -> str:
    """A text from data as Plotly shows it, letter by letter.

    Plotly turns <a>, <b> and entities in any text into markup and $…$ into a formula; both are disarmed.
    """
    return html.escape(str(text), quote=False).replace("$", "&#36;")


def text_width(text: str, font_size: float) -> int:
    """About how many pixels a text takes, to leave room for a label beside the plot."""
    shown = html.unescape(text)
    return round(sum(1.0 if ord(c) >= _FIRST_WIDE_LETTER else _NARROW_LETTER for c in shown) * font_size)


def blank_figure(look: Look, *, height_lines: float, left: int = 0, right: int = 0) -> go.Figure:
    """A figure without axis lines, legend or background; height in lines of text, margins in pixels."""
    size, colours = look.font_size, look.palette
    clear = "rgba(0,0,0,0)"
    font = {"family": FONT_FAMILY, "size": size, "color": colours.muted}
    axis = {
        "zeroline": False,
        "fixedrange": True,
        "ticks": "outside",
        "ticklen": size // 2,
        "tickcolor": clear,
    }
    return go.Figure(
        layout={
            "height": round(height_lines * size),
            "margin": {"l": left + size // 2, "r": right + size // 2, "t": size, "b": 2 * size, "pad": 0},
            "font": font,
            "paper_bgcolor": clear,
            "plot_bgcolor": clear,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": colours.ground,
                "bordercolor": colours.line,
                "font": {**font, "color": colours.ink},
            },
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "showgrid": True, "gridcolor": colours.line},
        }
    )


def end_label(figure: go.Figure, text: str, *, x: object, y: float, colour: str, look: Look, shift: int = 0) -> None:
    """Write `text` (already plain) to the right of the point where a line ends."""
    figure.add_annotation(
        x=x, y=y, text=f"<b>{text}</b>", showarrow=False, xanchor="left", yanchor="middle",
        xshift=look.font_size // 2, yshift=shift, font={"color": colour, "size": look.font_size},
    )  # fmt: skip


def faint(colour: str, opacity: float) -> str:
    """A colour (#rrggbb) that what lies behind it shows through, for areas."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
