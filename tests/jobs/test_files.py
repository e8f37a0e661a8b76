"""The files of jobs in the storage: what they are called, what is swept, and what is left alone."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from jobs import files, leases
from jobs.choices import State
from jobs.files import fit_name
from jobs.models import JobFile
from tests.jobs.holding import changed, own_storage, run_of, taken  # noqa: F401

pytestmark = pytest.mark.usefixtures("own_storage")
NOW = timezone.now()


def stored(key: str) -> str:
    return default_storage.save(key, ContentFile(b"x"))


def kept(job, name: str = "a", days: int = 7) -> JobFile:
    """A file of a job with its row."""
    key = stored(f"jobs/{job.pk}/1/{name}")
    told = {"name": name, "size": 1, "sha256": "", "media_type": "text/plain", "created_at": NOW}
    return JobFile.objects.create(job=job, key=key, expires_at=NOW + timedelta(days=days), **told)


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("รายงาน ปี ๒๕๗๐.xlsx", "รายงาน ปี ๒๕๗๐.xlsx"),
        (".htaccess", "htaccess"),
        ("  a.csv . ", "a.csv"),
        ("a\x00b.csv", "a_b.csv"),
        ("a\u200bb.csv", "a_b.csv"),
        ("C:\\users\\a.csv", "C__users_a.csv"),
        ("a" * 300, "a" * 255),
        ("a." + "b" * 300, ("a." + "b" * 300)[:255]),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
    ],
)
def test_a_name_is_kept_as_far_as_every_system_can_save_it(name, fit):
    assert fit_name(name) == fit


def test_a_name_of_thai_letters_is_never_cut_within_one():
    for letters in range(80, 90):
        name = fit_name("a" * (letters % 3) + "ก" * letters + ".xlsx")
        assert len(name.encode()) <= 255 and "\ufffd" not in name and name.endswith(".xlsx")


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "gone"), [(0, 1), (1, 0)])
def test_a_file_is_swept_when_its_time_is_up_and_not_before(days, gone, officer):
    file = kept(changed(taken(officer), state=State.DONE), days=days)
    assert files.sweep(at=NOW) == gone
    assert (default_storage.exists(file.key), JobFile.objects.count()) == (not gone, 1 - gone)


@pytest.mark.django_db
def test_sweeping_twice_finds_nothing_the_second_time(officer):
    job = changed(taken(officer), state=State.FAILED)
    stored(f"jobs/{job.pk}/1/a"), stored(f"jobs/{job.pk}/2/deep/b")
    assert [files.sweep(at=NOW), files.sweep(at=NOW)] == [2, 0]


@pytest.mark.django_db
def test_an_empty_storage_is_no_fault():
    assert files.sweep(at=NOW) == 0


@pytest.mark.django_db
def test_a_row_whose_file_is_gone_already_is_swept_all_the_same(officer):
    default_storage.delete(kept(changed(taken(officer), state=State.DONE), days=0).key)
    assert files.sweep(at=NOW) == 1 and not JobFile.objects.exists()


@pytest.mark.django_db
def test_what_is_no_jobs_folder_is_left_alone_and_stops_no_sweep():
    left = [stored("jobs/notes/readme"), stored("uploads/7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11/1/a")]
    stored("jobs/7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11/1/a")
    assert files.sweep(at=NOW) == 1 and all(map(default_storage.exists, left))


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["fail", "end_cancelled", "give_back", "lose"])
def test_an_attempt_that_does_not_end_well_leaves_no_file(end, officer, django_capture_on_commit_callbacks):
    job = taken(officer)
    mine, of_another = stored(f"jobs/{job.pk}/1/a"), stored(f"jobs/{job.pk}/2/a")
    given = {"fail": {"sentence": "x", "at": NOW}, "give_back": {}}.get(end, {"at": NOW})
    with django_capture_on_commit_callbacks(execute=True):
        getattr(leases, end)(job, **given)
        assert default_storage.exists(mine)
    assert (default_storage.exists(mine), default_storage.exists(of_another)) == (False, True)


@pytest.mark.django_db
def test_files_of_what_is_not_done_and_of_others_are_offered_to_nobody(officer, head):
    job = taken(officer)
    file = kept(job)
    assert not JobFile.objects.offered_to(officer).exists()
    changed(job, state=State.DONE)
    assert JobFile.objects.offered_to(officer).get() == file
    assert not JobFile.objects.offered_to(head).exists()


@pytest.mark.django_db
def test_files_are_listed_in_the_order_in_which_they_were_made_and_by_name(officer):
    job = changed(taken(officer), state=State.DONE)
    for name in ("b", "a", "c"):
        kept(job, name)
    JobFile.objects.filter(name="c").update(created_at=NOW - timedelta(minutes=1))
    assert [file.name for file in job.files.all()] == ["c", "a", "b"]


@pytest.mark.django_db
def test_a_run_that_finishes_has_rows_for_all_that_it_offered(officer, tmp_path):
    (path := tmp_path / "a").write_text("1")
    run = run_of(taken(officer))
    for name in ("หนึ่ง.txt", "../สอง.txt"):
        run.offer(path, name, "text/plain")
    leases.finish(run.job, result={}, files=run.offered, at=NOW)
    assert sorted(file.name for file in run.job.files.all()) == sorted(["หนึ่ง.txt", "_สอง.txt"])
