"""Compiles the translation catalogues without any program of the operating system."""

import os
from pathlib import Path

import polib


def compile_catalogues(folder: Path) -> list[Path]:
    """Write the .mo file of every .po file that is newer; return the files written."""
    return [
        compile_catalogue(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if is_stale(source)
    ]


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_catalogue(source: Path) -> Path:
    """Compile beside the target and move it there, so that a reader never meets half a file."""
    unfinished = source.with_suffix(f".{os.getpid()}.mo")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    return unfinished.replace(source.with_suffix(".mo"))
