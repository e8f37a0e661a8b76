"""How the report looks: faces, colours, number formats, and how wide Thai words are."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from dashboards.reports.contents import Form, Share
from dashboards.tiles import width_of

# The values of static/css/tokens.css.
INK, MUTED, LINE, BRAND, TINT, LINK = "17211C", "57645D", "C9D2CC", "0B5D45", "E6F2ED", "1F5F99"
LIT, PLAIN = "0B5D45", "B9DCCB"
FACE = "TH Sarabun New"
THAI, SWISS = 222, 2
"""The set of letters and the family by which a program finds another Thai face where this one is missing."""
BODY, SMALL, HEADING, TITLE = 14, 12, 16, 22
ROW, SMALL_ROW, HEADING_ROW, TITLE_ROW, BETWEEN = 21.0, 18.0, 24.0, 30.0, 10.0
FORMATS = {Form.COUNT: "#,##0", Form.SHARE: "0.0%", Form.DECIMAL: "0.0"}
NUMBER_WIDTH, LABEL_WIDTH, TEXT_WIDTH = 12.0, 40.0, 30.0
LETTERS_PER_WIDTH, LOST_AT_A_BREAK = 0.75, 1
NOTHING = "–"


def font(size: float = BODY, *, bold: bool = False, colour: str = INK, underlined: bool = False) -> Font:
    return Font(
        name=FACE,
        size=size,
        bold=bold,
        color=colour,
        charset=THAI,
        family=SWISS,
        underline="single" if underlined else None,
    )


PLAIN_FONT, HEAD_FONT, LINK_FONT = font(), font(bold=True), font(colour=LINK, underlined=True)
TITLE_FONT, HEADING_FONT, SMALL_FONT = (
    font(TITLE, bold=True, colour=BRAND),
    font(HEADING, bold=True),
    font(SMALL, colour=MUTED),
)
HEAD_FILL = PatternFill("solid", fgColor=TINT)
RULE = Border(bottom=Side("hair", color=LINE))
HEAD_RULE = Border(bottom=Side("thin", color=BRAND))
WORDS = Alignment(vertical="top", wrap_text=True)
FURTHER_WORDS = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
NUMBERS = Alignment(horizontal="right", vertical="top")
HEAD_WORDS = Alignment(vertical="bottom", wrap_text=True)
HEAD_NUMBERS = Alignment(horizontal="right", vertical="bottom", wrap_text=True)
ONE_LINE = Alignment(vertical="center")


def lines_of(text: object, width: float) -> int:
    """The lines that a text takes in a column of this width, in the wider face that may stand in for ours."""
    letters = max(1, int(width * LETTERS_PER_WIDTH) - LOST_AT_A_BREAK)
    return sum(max(1, -(-width_of(line) // letters)) for line in str(text).split("\n"))


def format_of(form: Form, value: float) -> str:
    """The number format of a value in a column."""
    if form in FORMATS:
        return FORMATS[form]
    kinds = {Share: Form.SHARE, float: Form.DECIMAL}
    return FORMATS[kinds.get(type(value), Form.COUNT)]
