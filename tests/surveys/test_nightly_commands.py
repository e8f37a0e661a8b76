"""The commands of the night say what they did, do it once, and leave the rest alone."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from surveys.actions import photos
from surveys.management.commands import sweep_photos
from surveys.models import Decision, Pair, Traced, Trait
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(officer, slum, round_2570):
    return twins.pair_of_forms(by=officer, place=slum, submit=False)


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return default_storage


def said(command: str, **options) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue().strip()


def seek(**options) -> str:
    return said("find_duplicates", **options).partition(" ใช้เวลา")[0]


def test_the_first_night_looks_at_every_form_and_says_which_wait(two):
    assert seek() == "ดูแบบ 2 แบบ มีคู่ที่รอตัดสิน 1 คู่"
    assert {Pair.objects.get().first_survey, Pair.objects.get().second_survey} == set(two)


def test_the_next_night_looks_at_nothing_that_did_not_change(two):
    seek()
    before = sorted(Trait.objects.values_list("pk", flat=True))
    assert seek() == "ดูแบบ 0 แบบ มีคู่ที่รอตัดสิน 1 คู่"
    assert sorted(Trait.objects.values_list("pk", flat=True)) == before and Pair.objects.count() == 1


def test_all_are_looked_at_again_after_a_new_key(two):
    seek()
    before = set(Trait.objects.values_list("pk", flat=True))
    assert seek(anew=True) == "ดูแบบ 2 แบบ มีคู่ที่รอตัดสิน 1 คู่"
    assert before.isdisjoint(Trait.objects.values_list("pk", flat=True))


def test_every_form_is_compared_after_a_night(two):
    seek()
    assert set(Traced.objects.values_list("survey", "is_compared")) == {(form.pk, True) for form in two}


def test_a_pair_that_was_told_apart_is_not_found_again(two, head):
    seek()
    first, second = sorted(form.household_id for form in two)
    Decision.objects.create(
        first=first, second=second, district_id="1026", verdict="apart", by=head, at=timezone.now()
    )
    assert seek(anew=True).endswith("มีคู่ที่รอตัดสิน 0 คู่")


@pytest.mark.parametrize(("code", "number"), [("2570", 2), ("2569", 0)])
def test_a_night_for_one_round_looks_at_its_forms_alone(code, number, two):
    factories.open_round("2569", fiscal_year=2569)
    assert seek(round=code).startswith(f"ดูแบบ {number} แบบ") and Traced.objects.count() == number


@pytest.mark.parametrize("code", ["2499", "x", "2570 "])
def test_a_round_that_does_not_exist_is_said_and_nothing_is_forgotten(code, two):
    seek()
    with pytest.raises(CommandError, match=code):
        seek(round=code, anew=True)
    assert Trait.objects.exists() and Pair.objects.count() == 1


def test_an_empty_city_has_no_pairs(round_2570):
    assert seek() == "ดูแบบ 0 แบบ มีคู่ที่รอตัดสิน 0 คู่"


@pytest.mark.parametrize(
    ("names", "days", "left"),
    [
        ([], 2, []),
        (["photos/ab/lost.jpg"], 2, []),
        (["photos/ab/lost.jpg", "photos/cd/gone.jpg"], 2, []),
        (["photos/ab/fresh.jpg"], 0, ["photos/ab/fresh.jpg"]),
    ],
)
def test_files_without_an_owner_are_swept_and_counted_after_a_day(
    names, days, left, storage, db, monkeypatch
):
    for name in names:
        storage.save(name, ContentFile(b"jpeg"))
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(sweep_photos.timezone, "now", lambda: later)
    assert said("sweep_photos") == f"ลบไฟล์รูปที่ไม่มีเจ้าของ {len(names) - len(left)} ไฟล์"
    assert [name for name in names if storage.exists(name)] == left


def test_files_beside_the_photographs_are_left_alone(storage, db):
    storage.save("exports/book.xlsx", ContentFile(b"book"))
    assert photos.sweep_files(at=timezone.now() + timedelta(days=9)) == 0
    assert storage.exists("exports/book.xlsx")
