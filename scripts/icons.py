"""Draws the icons of the installed product from `static/img/mark.svg`, in a browser without a window.

    python scripts/icons.py

An icon that a device may cut to any shape has the mark's green to its edges and the mark within the safe circle.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
GREEN = "#0b5d45"
SIZES = (192, 512)
SHAPES = {"any": ("transparent", 100), "maskable": (GREEN, 78)}
FLAGS = ["--no-sandbox", "--disable-gpu"]


def page_with(mark: str, background: str, percent: int) -> str:
    """A page that shows the mark alone, in the middle."""
    box = f"width:{percent}vw;height:{percent}vw;margin:{(100 - percent) / 2}vw"
    return f'<body style="margin:0;background:{background}"><div style="{box}">{mark}</div>'


def draw(page: Page, purpose: str, size: int) -> None:
    background, percent = SHAPES[purpose]
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(page_with((IMAGES / "mark.svg").read_text(), background, percent))
    page.screenshot(path=IMAGES / f"icon-{purpose}-{size}.png", omit_background=True)


def main() -> None:
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        page = playwright.chromium.launch(executable_path=program, args=FLAGS).new_page()
        for purpose in SHAPES:
            for size in SIZES:
                draw(page, purpose, size)


if __name__ == "__main__":
    main()
