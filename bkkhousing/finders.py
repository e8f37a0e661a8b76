"""Static files that come out of installed packages: only those the pages use.

Exposing a whole package would put hundreds of files nobody asks for into `collectstatic`.
"""

import os
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

FONTS = ("Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf")
VEGA = "vega.js"
# `embed` carries the expression interpreter that lets charts run without unsafe-eval (`ast: true`).
VEGA_EXPORTS = "export { vegaEmbed as embed, vega, vegaLite };"


def font_folder() -> Path:
    """Where the Sarabun package keeps its files."""
    return Path(find_spec("fontpkg_sarabun").origin).parent / "files"


def vega_folder() -> Path:
    """Where the bundle of the installed Vega version lies; written at the first call."""
    folder = Path(settings.VAR_DIR) / "vega" / version("vl-convert-python")
    if not (folder / VEGA).exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_vega_bundle(folder / VEGA)
    return folder


def write_vega_bundle(target: Path) -> None:
    """Write the bundle under another name first, so that nobody ever reads half of it."""
    import vl_convert  # 100 MB of renderer: loaded only on the day the bundle is made

    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with open(handle, "w", encoding="utf-8") as part:
        part.write(vl_convert.javascript_bundle(VEGA_EXPORTS))
    os.chmod(name, 0o644)
    os.replace(name, target)


SOURCES = (("fonts", FONTS, font_folder), ("vendor", (VEGA,), vega_folder))


class PackageFilesFinder(BaseFinder):
    """Finds `fonts/Sarabun-*.ttf` and the ES module `vendor/vega.js`, and nothing else."""

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
