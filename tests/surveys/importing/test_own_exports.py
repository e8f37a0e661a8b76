"""Our own exports sent back by mistake."""

import pytest

from bkkhousing.lib import uploads
from surveys.choices.exporting import Shape, Words
from surveys.exporting.contents import Contents
from surveys.importing.recognising import recognise
from tests import factories
from tests.surveys.exported import export

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "contents",
    [Contents(), Contents(words=Words.CODES), Contents(words=Words.LABELS), Contents(shape=Shape.LONG)],
)
@pytest.mark.parametrize("full", [True, False])
def test_an_export_is_known_and_the_person_is_told_what_to_do(
    contents, full, officer, slum, round_2570, tmp_path
):
    factories.submitted_survey(by=officer, place=slum)
    path = tmp_path / "ส่งออก.xlsx"
    export(path, contents=contents, full=full)
    refused = recognise(uploads.inspect(path, name=path.name)).refusal
    assert refused.code == "own_export" and "แบบฟอร์ม Excel" in refused.sentence


def test_a_table_that_only_names_a_key_is_no_export_of_ours(slum, tmp_path):
    path = tmp_path / "ตาราง.csv"
    path.write_text("รหัสแบบสำรวจ,เขต,รอบสำรวจ\nก,ดินแดง,2570\n", encoding="utf-8")
    assert getattr(recognise(uploads.inspect(path, name=path.name)).refusal, "code", "") != "own_export"
