"""Every Thai text has its English, with the same placeholders, and the catalogue compiles."""

import re

import polib
import pytest

from bkkhousing.lib import translations
from scripts import messages

SHOWN = 20
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-z]|%[sd]|\{(\w*)\}")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(messages.CATALOGUE))


def placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text)}


def problems(entry: polib.POEntry) -> list[str]:
    if entry.fuzzy:
        return [f"only guessed: {entry.msgid}"]
    if not entry.translated():
        return [f"no English: {entry.msgid}"]
    english = list(entry.msgstr_plural.values()) or [entry.msgstr]
    thai = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    said = set().union(*map(placeholders, english))
    return [] if said == thai else [f"other placeholders: {entry.msgid}"]


def unknown_texts(catalogue: polib.POFile, texts: dict) -> list[str]:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    return sorted(msgid for context, msgid in set(texts) - known)


def test_every_text_in_the_code_is_in_the_catalogue(catalogue):
    assert unknown_texts(catalogue, messages.texts_in_code())[:SHOWN] == [], "run `make messages`"


def test_the_catalogue_holds_no_text_that_the_code_does_not_show(catalogue):
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    assert known - set(messages.texts_in_code()) == set(), "run `make messages`"


def test_every_text_has_its_english(catalogue):
    assert [problem for entry in catalogue for problem in problems(entry)][:SHOWN] == []


def test_the_catalogue_compiles(tmp_path, catalogue):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save(str(folder / "django.po"))
    compiled = translations.compile_catalogues(tmp_path)
    assert compiled == [folder / "django.mo"]
    assert translations.compile_catalogues(tmp_path) == []


def test_a_missing_english_is_seen():
    assert problems(polib.POEntry(msgid="บันทึก")) == ["no English: บันทึก"]


def test_a_guess_is_seen():
    assert problems(polib.POEntry(msgid="บันทึก", msgstr="Save", flags=["fuzzy"]))


def test_a_lost_placeholder_is_seen():
    assert problems(polib.POEntry(msgid="%(n)s ข้อ", msgstr="points")) == ["other placeholders: %(n)s ข้อ"]


def test_a_text_that_the_catalogue_lacks_is_seen():
    texts = {text.key: text for text in messages.texts_of_python('_("ใหม่")')}
    assert unknown_texts(polib.POFile(), texts) == ["ใหม่"]


def test_texts_of_templates_are_found():
    source = (
        '{% load i18n %}{% translate "ก" %}'
        "{% blocktranslate count n=x %}หนึ่ง{% plural %}{{ n }} ข้อ{% endblocktranslate %}"
    )
    assert [text.msgid for text in messages.texts_of_template(source, "page.html")] == ["ก", "หนึ่ง"]


def test_updating_keeps_the_english_and_drops_what_is_gone():
    before = polib.POFile()
    before.extend([polib.POEntry(msgid="อยู่", msgstr="Stays"), polib.POEntry(msgid="ไป", msgstr="Goes")])
    texts = {text.key: text for text in messages.texts_of_python('_("อยู่"); _("ใหม่")')}
    after = messages.updated(before, texts)
    assert {entry.msgid: entry.msgstr for entry in after} == {"อยู่": "Stays", "ใหม่": ""}
