"""The chart of the explorer: bars of one question; of two, bars in parts where the parts add up, else side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bkkhousing.lib.disclosure import TOTAL
from dashboards.charts.bars import Bar, percent
from dashboards.charts.specs import FACE, INK, LABEL_WIDTH, TITLE_STYLE, Spec, bar_spec
from dashboards.explorer import Show
from dashboards.readers.explorer import ExplorerPage
from dashboards.totals import FEWEST, share
from surveys.answers import NO_ANSWER

# The categories of static/css/tokens.css, told apart without seeing colours; a drawing cannot read custom properties.
CATEGORIES = ("#0b5d45", "#d98c21", "#2f6fab", "#8fc3ad", "#8a3f6b", "#6b746f")
ON_CATEGORIES = ("#ffffff", INK, "#ffffff", INK, "#ffffff", "#ffffff")
BAR, BESIDE = 26, 15
ROOM = {False: 14, True: 40}
"""Between the bars of two rows; on a phone the answer of the row is written there."""
NARROWEST = 0.07
"""A part of a bar has its number written in it from this part of the longest bar on."""
OTHERS = "others"


@dataclass(frozen=True)
class Part:
    """One answer of the second question, or what is left of several."""

    label: str
    codes: tuple[str, ...]


def drawing_of(page: ExplorerPage) -> dict | None:
    """What the script draws, on a desk and on a phone; nothing where there is nothing to draw."""
    if page.is_empty:
        return None
    if page.look.columns is None:
        bars = [bar for bar in bars_of(page) if not bar.hidden]
        specs = [bar_spec(bars, above=above) for above in (False, True)] if bars else []
    else:
        values = list(_values(page))
        specs = [_crossed_spec(page, values, above=above) for above in (False, True)] if values else []
    if not specs:
        return None
    said = {"title": finding_of(page), "title_style": TITLE_STYLE, "unit": unit_of(page)}
    return {"desk": specs[0], "phone": specs[1], **said}


def bars_of(page: ExplorerPage) -> list[Bar]:
    """The answers of one question, the longest lit where none is withheld."""
    total, answers = page.counted.of(), page.look.rows.by_code
    top = _top(page)
    return [
        Bar(
            code,
            str(answers[code].label),
            page.counted.of(code),
            share(page.counted.of(code), total),
            lit=(code, TOTAL) == top,
            hidden=page.veil.hides(code),
        )
        for code in page.counted.row_codes
    ]


def finding_of(page: ExplorerPage) -> str:
    """The commonest answer, or pair of answers; only the subject where something is withheld or too little is known."""
    top, look = _top(page), page.look
    if top is None:
        return page.title
    words = {"row": look.rows.by_code[top[0]].label}
    words["share"] = percent(share(page.counted.of(*top), page.counted.of()))
    if look.columns is None:
        return _("คำตอบที่พบมากที่สุดคือ “%(row)s” %(share)s ของครัวเรือน") % words
    words["column"] = look.columns.by_code[top[1]].label
    return _("คู่คำตอบที่พบมากที่สุดคือ “%(row)s” กับ “%(column)s” %(share)s ของครัวเรือน") % words


def _top(page: ExplorerPage) -> tuple[str, str] | None:
    """The largest count of given answers."""
    columns = page.counted.column_codes if page.look.columns else (TOTAL,)
    keys = [
        (row, column)
        for row in page.counted.row_codes
        for column in columns
        if NO_ANSWER not in (row, column)
    ]
    if page.veil.hidden or page.counted.of() < FEWEST or not keys:
        return None
    top = max(keys, key=lambda key: page.counted.of(*key))
    return top if page.counted.of(*top) else None


def unit_of(page: ExplorerPage) -> str:
    if page.look.columns is None:
        return _("ร้อยละของครัวเรือนทั้งหมด")
    return str(page.look.show.label)


def is_stacked(page: ExplorerPage) -> bool:
    """Whether the parts of a row add up to something."""
    return not page.look.columns.several and page.look.show != Show.COLUMN


def parts_of(page: ExplorerPage) -> list[Part]:
    """The answers drawn, in the order of the form: six at most, the rest together where they add up."""
    counted, answers = page.counted, page.look.columns.by_code
    codes = counted.column_codes
    most = len(CATEGORIES)
    kept = sorted(codes, key=lambda code: -counted.of(column=code))
    kept = kept if len(kept) <= most else kept[: most - 1] if is_stacked(page) else kept[:most]
    rest = tuple(code for code in codes if code not in kept)
    parts = [Part(str(answers[code].label), (code,)) for code in codes if code in kept]
    if rest and is_stacked(page):
        parts.append(Part(_("อื่น ๆ รวม %(n)s ข้อ") % {"n": len(rest)}, rest))
    return parts


def _values(page: ExplorerPage) -> Iterable[dict]:
    """One record for each drawn part of each row; a part of which something is withheld is not drawn."""
    for row in page.counted.row_codes:
        for order, part in enumerate(parts_of(page)):
            cells = [page.cell(row, code, page.look.show) for code in part.codes]
            if any(cell.value is None for cell in cells):
                continue
            value = sum(cell.value for cell in cells)
            yield {
                "row": str(page.look.rows.by_code[row].label),
                "part": part.label,
                "order": order,
                "ink": ON_CATEGORIES[order],
                "value": round(value, 3),
                "said": percent(value) if page.look.show else f"{value:,}",
            }


def _crossed_spec(page: ExplorerPage, values: list[dict], *, above: bool) -> Spec:
    parts = [part.label for part in parts_of(page)]
    rows = list(dict.fromkeys(record["row"] for record in values))
    stacked = is_stacked(page)
    room, filled = ROOM[above], BAR if stacked else len(parts) * BESIDE
    step = room + filled
    scale = {"paddingInner": room / step, "paddingOuter": room / step / 2}
    y = {
        "field": "row",
        "type": "nominal",
        "sort": rows,
        "axis": None if above else _row_axis(),
        "scale": scale,
    }
    return {
        "width": "container",
        "height": len(rows) * step,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "right": 0, "top": 2, "bottom": 2},
        "background": None,
        "data": {"values": _with_room(values, rows, stacked)},
        "encoding": {"y": y},
        "layer": [
            *_layers(parts, stacked, above),
            *([_labels_above(rows, ROOM[above] / 4 - step / 2)] if above else []),
        ],
        "config": {"font": FACE, "view": {"stroke": None}, "legend": _legend(above)},
    }


def _with_room(values: list[dict], rows: list[str], stacked: bool) -> list[dict]:
    """Numbers are written only where they fit into their part."""
    sums = dict.fromkeys(rows, 0.0)
    for record in values:
        sums[record["row"]] += record["value"]
    longest = max(sums.values(), default=0) or 1
    least = NARROWEST * longest if stacked else 0
    return [{**record, "said": record["said"] if record["value"] > least else ""} for record in values]


def _layers(parts: list[str], stacked: bool, above: bool) -> list[Spec]:
    shift = 12 if above else 0
    scale = {"domain": parts, "range": CATEGORIES[: len(parts)]}
    bar = {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1, "yOffset": shift}
    text = {"type": "text", "yOffset": shift}
    colour = {"field": "part", "type": "nominal", "scale": scale}
    layers = _stacked if stacked else _beside
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"nice": False}}
    return layers(bar, text, colour, x)


def _stacked(bar: Spec, text: Spec, colour: Spec, x: Spec) -> list[Spec]:
    x = {**x, "stack": "zero"}
    order = {"field": "order", "type": "quantitative"}
    inside = {
        "x": {**x, "bandPosition": 0.5},
        "text": {"field": "said"},
        "detail": {"field": "part"},
        "order": order,
        "fill": {"field": "ink", "type": "nominal", "scale": None, "legend": None},
    }
    return [
        {"mark": bar, "encoding": {"x": x, "color": colour, "order": order}},
        {"mark": {**text, "fontSize": 13}, "encoding": inside},
    ]


def _beside(bar: Spec, text: Spec, colour: Spec, x: Spec) -> list[Spec]:
    offset = {"field": "order", "type": "ordinal", "sort": None}
    written = {**text, "fontSize": 12, "align": "left", "dx": 5, "color": INK}
    return [
        {"mark": bar, "encoding": {"x": x, "color": colour, "yOffset": offset}},
        {"mark": written, "encoding": {"x": x, "text": {"field": "said"}, "yOffset": offset}},
    ]


def _row_axis() -> Spec:
    look = {"title": None, "domain": False, "ticks": False, "labelPadding": 10, "labelLimit": LABEL_WIDTH}
    return {**look, "labelColor": INK, "labelFontSize": 15}


def _legend(above: bool) -> Spec:
    look = {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "symbolType": "square",
        "symbolSize": 160,
    }
    return {**look, "columns": 1 if above else 3, "labelFontSize": 14, "labelColor": INK, "labelLimit": 300}


def _labels_above(rows: list[str], shift: float) -> Spec:
    """On a phone the answer stands over its bar."""
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "yOffset": shift,
        "fontSize": 15,
        "color": INK,
    }
    return {
        "data": {"values": [{"row": row} for row in rows]},
        "mark": mark,
        "encoding": {
            "x": {"value": 0},
            "text": {"field": "row"},
            "y": {"field": "row", "type": "nominal", "sort": rows, "axis": None},
        },
    }
