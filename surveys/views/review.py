"""The head's review: the queue, one survey at a time, approve or return."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.access import district_head
from audit.models import record_list
from bkkhousing.lib import thai
from bkkhousing.lib.paging import Order, page_of
from communities.models import Community
from communities.readers import household_name
from surveys import actions
from surveys.actions.moving import looked_at
from surveys.choices import State
from surveys.forms import ReviewFilter
from surveys.models import Survey
from surveys.readers import queue, unusual
from surveys.readers.computed import computed_of
from surveys.readers.district_rounds import given_back_to
from surveys.readers.places import ladder_to_community
from surveys.readers.sheet import beside, sheet_of
from surveys.readers.timeline import timeline_of
from surveys.readers.trail import trail_of
from surveys.refusals import Conflict, Refused, WrongState
from surveys.views.detail import BESIDE, record_view, survey_to_read
from surveys.views.lists import remember_search

LONGEST_WAITING = Order("submitted_at", by_moment=True)
REMARK, ANSWER, SETTLED = "comment-", "answer-", "settled"
SEARCHED = "review_search"
LONGEST_NUMBER = 19


class Queue:
    """The surveys that wait for a head, cut by the filters in `given` (an address, or a posted decision)."""

    def __init__(self, request: HttpRequest, given: Mapping[str, str]):
        self.form = ReviewFilter(given)
        self.today = timezone.localdate()
        self.words = request.session.get(SEARCHED, "") if "search" in given else ""
        self.chosen = self.form.chosen()
        self.all = Survey.objects.visible_to(request.user).awaiting_review()
        self.rows = queue.cut(self.all, self.chosen, self.today).search(self.words, personal=True)

    @property
    def carried(self) -> dict[str, str]:
        """What an address or a form takes along: the filters, and that there are searched words."""
        return {**self.chosen, **({"search": "1"} if self.words else {})}

    @property
    def query(self) -> str:
        return f"?{urlencode(self.carried)}" if self.carried else ""

    @property
    def lines(self):
        return self.rows.with_place().select_related("updated_by")

    def address(self, survey: Survey | None) -> str:
        """The review of a survey, or the queue when none is left; the filter goes along."""
        place = reverse("survey_review", args=[survey.pk]) if survey else reverse("review_queue")
        return f"{place}{self.query}"


@district_head
def review_queue(request: HttpRequest) -> HttpResponse:
    """Surveys of the district that wait for the head, the longest waiting first; a search arrives by POST."""
    if request.method == "POST":
        return remember_search(request, SEARCHED, reverse("review_queue"))
    waiting = Queue(request, request.GET)
    counts = queue.counts_of(waiting.all, waiting.today)
    waiting.form.offer(counts, _chosen_community(request, waiting.chosen))
    page = page_of(waiting.lines, LONGEST_WAITING, request.GET)
    seen = [survey.pk for survey in page.rows]
    record_list(by=request.user, at=timezone.now(), subject="survey", keys=seen)
    context = {
        "queue": waiting,
        "form": waiting.form,
        "page": page,
        "waiting": queue.all_waiting(page.rows, waiting.today),
        "number": waiting.rows.count() if waiting.carried else counts.all,
        "counts": counts,
        "oldest_days": counts.oldest_days(waiting.today),
        "given_back": given_back_to(request.user) if counts.kinds["department"] else [],
        "hidden": [("search", "1")] if waiting.words else [],
        "clear_url": _cleared(waiting),
    }
    return render(request, "surveys/review_queue.html", context)


def _cleared(waiting: Queue) -> str:
    """The queue without filters, the search kept; blank when no filter is set."""
    return f"{reverse('review_queue')}{'?search=1' if waiting.words else ''}" if waiting.chosen else ""


def _chosen_community(request: HttpRequest, chosen: Mapping[str, str]) -> Community | None:
    """The community of the filter, to be named even when nobody waits in it."""
    key = chosen.get("community")
    return Community.objects.visible_to(request.user).filter(pk=key).first() if key else None


@district_head
def survey_review(request: HttpRequest, pk) -> HttpResponse:
    """One survey with what is unusual first and room for a comment beside every answer."""
    survey = survey_to_read(request.user, pk)
    if survey.state != State.SUBMITTED:
        return redirect(survey)
    return _review(request, survey, request.GET)


@district_head
def survey_approve(request: HttpRequest, pk) -> HttpResponse:
    """Accept the survey as it was read."""
    return _decide(request, pk, _approve, _("อนุมัติแล้ว %(time)s"))


@district_head
def survey_return(request: HttpRequest, pk) -> HttpResponse:
    """Give the survey back to the officer with comments on its fields."""
    return _decide(request, pk, _send_back, _("ส่งกลับให้แก้ไขแล้ว %(time)s"))


def _approve(survey: Survey, request: HttpRequest) -> None:
    if _written(request.POST, REMARK) or _written(request.POST, ANSWER):
        raise Refused(_("มีความเห็นที่เขียนไว้ — กด “ส่งกลับให้แก้ไข” หรือลบความเห็นก่อนอนุมัติ"))
    actions.approve(survey=survey, by=request.user, at=timezone.now(), revision=shown_revision(request))


def _send_back(survey: Survey, request: HttpRequest) -> None:
    answers = _written(request.POST, ANSWER).items()
    actions.send_back(
        survey=survey,
        by=request.user,
        at=timezone.now(),
        comments=list(_written(request.POST, REMARK).items()),
        answers=[(whole_number(key), text) for key, text in answers],
        settled={whole_number(key) for key in request.POST.getlist(SETTLED)},
        reason=request.POST.get("reason", ""),
        revision=shown_revision(request),
    )


def shown_revision(request: HttpRequest) -> int:
    """The revision that the page showed; 0, which no saved form has, when it is missing."""
    return whole_number(request.POST.get("revision", ""))


def whole_number(text: str) -> int:
    """The number or key that a page sends back; 0, which nothing stored has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _written(given: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What stands in the boxes of a kind, by the name of the field or the key of the thread."""
    return {
        name.removeprefix(prefix): text
        for name, text in given.items()
        if name.startswith(prefix) and text.strip()
    }


def _ticked(given) -> list[str]:
    return given.getlist(SETTLED)


def _decide(request: HttpRequest, pk, action, said: str) -> HttpResponse:
    """Do it and go on to the next in the queue; refused, stay with what was written."""
    survey = survey_to_read(request.user, pk)
    if request.method != "POST":
        return redirect("survey_review", pk)  # the address of a refused decision, opened again
    if survey.state != State.SUBMITTED:
        messages.error(request, WrongState.sentence)
        return redirect(survey)
    waiting = Queue(request, request.POST)
    following = queue.next_after(waiting.rows, survey)
    try:
        action(survey, request)
    except (WrongState, Conflict) as refusal:
        messages.error(request, refusal.sentence)
        return _meanwhile(request, survey_to_read(request.user, pk))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _review(request, survey, request.POST)
    messages.success(request, said % {"time": thai.format_time(timezone.now())})
    return redirect(waiting.address(following))


def _meanwhile(request: HttpRequest, survey: Survey) -> HttpResponse:
    """What somebody else made of the survey; what was written here is kept while it still waits."""
    if survey.state != State.SUBMITTED:
        return redirect(survey)
    return _review(request, survey, request.POST, status=Conflict.status, read=shown_revision(request))


def _review(
    request: HttpRequest, survey: Survey, given, status: int = 200, read: int | None = None
) -> HttpResponse:
    """The page of one survey.

    `given` holds the filter and, after a refusal, what was written; `read` the revision that was read, when
    it is not the newest.
    """
    now = timezone.now()
    neighbours = _neighbours(request, survey, given)
    record_view(request, survey, now, beside=[one.pk for one in neighbours["waiting"]])
    entry, problems = looked_at(survey, at=now)
    trail = trail_of(survey, entry, personal=True)
    threads = trail.threads
    notes = beside(problems, threads.all, _written(given, REMARK), revealed=True)
    context = {
        "survey": survey,
        "name": household_name(survey.household, personal=True),
        "ladder": ladder_to_community(survey.district, survey.community),
        "sections": sheet_of(survey, entry, notes),
        "doubts": unusual.doubts(problems),
        "outliers": unusual.outliers(survey),
        "changed": trail.changed_since_return,
        "meanwhile": trail.changed_since(read) if read is not None else [],
        "threads": threads.with_written(_written(given, ANSWER), _ticked(given)),
        "timeline": timeline_of(trail, size=BESIDE),
        "computed": computed_of(survey, personal=True),
        "reason": given.get("reason", ""),
        **neighbours,
    }
    return render(request, "surveys/survey_review.html", context, status=status)


def _neighbours(request: HttpRequest, survey: Survey, given) -> dict:
    """The queue around a survey, and the addresses of the next and the previous."""
    waiting = Queue(request, given)
    following, previous = queue.next_after(waiting.lines, survey), queue.ahead(waiting.lines, survey).first()
    return {
        "queue": waiting,
        "waiting": [queue.waiting(one, waiting.today) for one in queue.around(waiting.lines, survey)],
        "waited": queue.all_waiting([survey], waiting.today)[0],
        "number": waiting.rows.count(),
        "next_url": waiting.address(following) if following else "",
        "previous_url": waiting.address(previous) if previous else "",
    }
