"""Static files that come out of installed packages, only those the pages use; and our own scripts in one file.

Exposing a whole package would put hundreds of files nobody asks for into `collectstatic`.
"""

import hashlib
import io
import os
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

from bkkhousing.lib import static_names

FONTS = ("Sarabun-Regular.woff2", "Sarabun-SemiBold.woff2")
# Latin with its accents, Thai, and the signs of our texts: dashes, quotes, arrows, comparison, ฿, more and less.
LETTERS = "20-7E,A0-17F,300-304,E01-E5B,2010-2027,2030-203A,20AC,2116,2122,2190-2193,2212,2248,2260,2264,2265,25B2,25BC,25CC"
VEGA = "vega.js"
# `embed` carries the expression interpreter that lets charts run without unsafe-eval (`ast: true`).
VEGA_EXPORTS = "export { vegaEmbed as embed, vega, vegaLite };"


def font_folder() -> Path:
    """Where the fonts lie with only the letters that are written here; written at the first call."""
    letters = hashlib.sha256(LETTERS.encode()).hexdigest()[:8]
    folder = Path(settings.VAR_DIR) / "fonts" / f"{version('fontpkg-sarabun')}-{letters}"
    for name in FONTS:
        if not (folder / name).exists():
            write_whole(folder / name, small_font(name))
    return folder


def small_font(name: str) -> bytes:
    """A font of the Sarabun package as WOFF2, with its Thai and Latin letters and the rules that place their marks."""
    from fontTools import subset  # loaded only on the day the fonts are made

    full = Path(find_spec("fontpkg_sarabun").origin).parent / "files" / Path(name).with_suffix(".ttf")
    wanted = subset.Options(flavor="woff2")
    font = subset.load_font(full, wanted)
    letters = subset.Subsetter(wanted)
    letters.populate(unicodes=subset.parse_unicodes(LETTERS))
    letters.subset(font)
    packed = io.BytesIO()
    subset.save_font(font, packed, wanted)
    return packed.getvalue()


def vega_folder() -> Path:
    """Where the bundle of the installed Vega version lies; written at the first call."""
    folder = Path(settings.VAR_DIR) / "vega" / version("vl-convert-python")
    if not (folder / VEGA).exists():
        import vl_convert  # 100 MB of renderer: loaded only on the day the bundle is made

        write_whole(folder / VEGA, vl_convert.javascript_bundle(VEGA_EXPORTS).encode())
    return folder


def bundle_folder() -> Path:
    """Where the bundle of our own scripts lies; written anew whenever one of them has changed."""
    folder = Path(settings.VAR_DIR) / "bundles"
    target, content = folder / Path(static_names.BUNDLE).name, static_names.shell_bundle()
    if not target.exists() or target.read_bytes() != content:
        write_whole(target, content)
    return folder


def write_whole(target: Path, content: bytes) -> None:
    """Write under another name first, so that nobody ever reads half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with open(handle, "wb") as part:
        part.write(content)
    os.chmod(name, 0o644)
    os.replace(name, target)


SOURCES = (
    ("fonts", FONTS, font_folder),
    ("bundles", (Path(static_names.BUNDLE).name,), bundle_folder),
    ("vendor", (VEGA,), vega_folder),
)


class PackageFilesFinder(BaseFinder):
    """Finds `fonts/Sarabun-*.woff2`, `bundles/shell.js` and the ES module `vendor/vega.js`, and nothing else."""

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        """The place of one file on this machine; an empty list when it is not ours."""
        for prefix, names, folder in SOURCES:
            for name in names:
                if path == f"{prefix}/{name}":
                    found = str(folder() / name)
                    return [found] if find_all else found
        return []

    def list(self, ignore_patterns):
        """Every file with the storage that reads it, as `collectstatic` wants them."""
        for prefix, names, folder in SOURCES:
            storage = FileSystemStorage(location=folder())
            storage.prefix = prefix
            for name in names:
                yield name, storage


class UsedAppFilesFinder(AppDirectoriesFinder):
    """The static files of installed apps, without the large ones that no page of ours uses."""

    unused = ("drf_spectacular_sidecar/redoc/*",)

    def list(self, ignore_patterns):
        return super().list([*(ignore_patterns or ()), *self.unused])
