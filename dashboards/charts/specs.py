"""Vega-Lite: how bars are drawn, at a desk with labels beside them and on a phone above them."""

from collections.abc import Sequence

from dashboards.charts.bars import Bar

# The values of static/css/tokens.css; a drawing cannot read custom properties.
INK, MUTED, LIT, PLAIN = "#17211c", "#57645d", "#0b5d45", "#b9dccb"
FACE = "Sarabun, Noto Sans Thai, sans-serif"
DESK_STEP, PHONE_STEP, BAR = 32, 48, 18
ROOM_FOR_NUMBER = 1.22
LABEL_WIDTH = 250

TITLE_STYLE = {
    "color": INK,
    "fontSize": 18,
    "subtitleColor": MUTED,
    "subtitleFontSize": 14,
    "subtitleLineHeight": 22,
}

Spec = dict


def bar_spec(bars: Sequence[Bar], *, above: bool) -> Spec:
    """Horizontal bars, numbers at their ends, no axis of numbers: nothing to read twice."""
    has_beside = any(_has_beside(bar) for bar in bars)
    values = [_row(bar, has_beside=has_beside) for bar in bars]
    longest = max((row.get("reach", row["value"]) for row in values), default=0) or 1
    return {
        "width": "container",
        "height": len(bars) * (PHONE_STEP if above else DESK_STEP),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "right": 0, "top": 2, "bottom": 2},
        "background": None,
        "data": {"values": values},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": _axis(above)},
            "x": {
                "field": "value",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, longest * ROOM_FOR_NUMBER], "nice": False},
            },
        },
        "layer": _layers(above, has_beside=has_beside),
        "config": _config(),
    }


def _has_beside(bar: Bar) -> bool:
    return bar.beside is not None and bar.beside.share is not None and bar.share is not None


def _row(bar: Bar, *, has_beside: bool) -> dict:
    """One bar; beside others its number stands where both the bar and the mark of the other side end."""
    row = {"label": bar.label, "value": _length(bar), "said": bar.said, "lit": bar.lit}
    if has_beside:
        beside = {"beside": round(bar.beside.share, 3)} if _has_beside(bar) else {}
        row |= {**beside, "reach": max(row["value"], beside.get("beside", 0))}
    return row


def _length(bar: Bar) -> float:
    return round(bar.share, 3) if bar.share is not None else bar.count


def _axis(above: bool) -> Spec | None:
    if above:
        return None
    return {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelPadding": 10,
        "labelLimit": LABEL_WIDTH,
        "labelColor": INK,
        "labelFontSize": 15,
    }


def _layers(above: bool, *, has_beside: bool) -> list[Spec]:
    shift = 10 if above else 0
    bar = {
        "mark": {"type": "bar", "height": BAR, "yOffset": shift, "cornerRadiusEnd": 2},
        "encoding": {"color": {"condition": {"test": "datum.lit", "value": LIT}, "value": PLAIN}},
    }
    number = {
        "mark": {"type": "text", "align": "left", "dx": 8, "yOffset": shift, "fontSize": 15, "color": INK},
        "encoding": {"text": {"field": "said"}},
    }
    if has_beside:
        number["encoding"]["x"] = {"field": "reach", "type": "quantitative"}
    layers = [bar, _mark_beside(shift), number] if has_beside else [bar, number]
    return [*layers, _label_above()] if above else layers


def _mark_beside(shift: int) -> Spec:
    """A line across the bar where the other side stands: told by its shape, not by a colour."""
    mark = {"type": "tick", "color": INK, "thickness": 2.5, "size": BAR + 8, "yOffset": shift}
    return {"mark": mark, "encoding": {"x": {"field": "beside", "type": "quantitative"}}}


def _label_above() -> Spec:
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "yOffset": -13,
        "fontSize": 15,
        "color": INK,
    }
    return {"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}}


def _config() -> Spec:
    return {"font": FACE, "view": {"stroke": None}, "bar": {"discreteBandSize": BAR}}
