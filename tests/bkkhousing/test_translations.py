"""Catalogues compile when they are older than their source, and only then."""

import os

from bkkhousing.lib import translations

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "บันทึก"\nmsgstr "Save"\n'


def test_a_catalogue_is_compiled_once_and_again_after_a_change(tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    assert translations.compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert translations.compile_catalogues(tmp_path) == []
    os.utime(source, (2_000_000_000, 2_000_000_000))
    assert translations.compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert os.listdir(source.parent) and len(os.listdir(source.parent)) == 2
