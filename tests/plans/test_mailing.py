"""E-mails of reminders: one a person with everything, nothing personal in it, and none lost when the server is away."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import translation

from plans import mailing
from plans.choices import MailProblem, MailState, ReminderKind
from plans.models import ReminderRecipient
from plans.reminder_words import Told
from tests import factories
from tests.plans.reminded import AT, DAY, FACTS, a_round, overdue_decision, told_to

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WAITING = MailState.WAITING


class Server(EmailBackend):
    """A server that fails as the test says, and counts how often it was called."""

    faults: dict[str, Exception] = {}
    is_away, calls = False, 0

    def open(self):
        type(self).calls += 1
        if self.is_away:
            raise ConnectionRefusedError("mail.example.go.th")

    def send_messages(self, messages):
        for one in messages:
            if one.to[0] in self.faults:
                raise self.faults[one.to[0]]
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.plans.test_mailing.Server"
    settings.SENDS_MAIL, settings.SITE_ADDRESS = True, "https://housing.example.go.th"
    for name, value in {"faults": {}, "is_away": False, "calls": 0}.items():
        monkeypatch.setattr(Server, name, value)
    return Server


@pytest.fixture
def round(reference):
    return a_round()


def with_address(person):
    person.email = f"{person.username}@example.go.th"
    person.save()
    return person


@pytest.fixture
def officer(officer):
    return with_address(officer)


@pytest.fixture
def head(head):
    return with_address(head)


def send(*, at=AT) -> int:
    """Everything that waits; how many letters left."""
    postman = mailing.Postman()
    return sum(mailing.send_to(person, postman, at=at) for person in mailing.waiting_people(at=at))


def states(user) -> set[tuple[str, str]]:
    return set(ReminderRecipient.objects.told(user).values_list("mail", "problem"))


def test_a_person_gets_one_letter_with_everything(officer, round):
    for kind in ReminderKind:
        told_to(officer, round=round, kind=kind, mail=WAITING)
    assert send() == 1
    [letter] = mail.outbox
    assert letter.to == ["officer.1026@example.go.th"]
    assert all(f"{number}. {kind.label}" in letter.body for number, kind in enumerate(ReminderKind, 1))


def test_the_letter_is_plain_thai_with_links_and_the_day_of_its_figures(officer, round):
    told_to(officer, round=round, mail=WAITING)
    send()
    [letter] = mail.outbox
    assert letter.subject == "เขตดินแดง: มี 1 เรื่องที่รอดำเนินการ — สำรวจที่อยู่อาศัย กทม."
    assert (
        letter.content_subtype == "plain" and not letter.alternatives
        if hasattr(letter, "alternatives")
        else True
    )
    assert "ตามแผนควรสำรวจแล้ว 1,200 ครัวเรือน ทำได้ 900 ยังขาด 300 (25%)" in letter.body
    assert "ตัวเลข ณ 20 พ.ย. 2569" in letter.body
    assert "https://housing.example.go.th/plans/2570/1026/" in letter.body


def test_each_person_gets_a_letter_of_their_own(officer, head, round):
    told_to(officer, head, round=round, mail=WAITING)
    assert send() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == [head.email, officer.email]
    assert all(not letter.cc and not letter.bcc for letter in mail.outbox)


def test_a_letter_holds_no_personal_data(officer, head, slum, round):
    factories.saved_survey(by=officer, place=slum, house_no="77/7777", phone="0899977665")
    overdue_decision("1026", head)
    for kind in ReminderKind:
        told_to(head, round=round, kind=kind, mail=WAITING)
    send()
    text = mail.outbox[0].subject + mail.outbox[0].body
    names = ("สมชาย", "ใจดี", "มาลี", "77/7777", "0899977665", slum.name, head.first_name, officer.username)
    assert [name for name in names if name in text] == []
    assert not re.search(r"\d(?:[ -]?\d){8,}", text)


def test_no_address_of_a_letter_names_a_survey_or_a_household(officer, round):
    for kind in ReminderKind:
        told_to(officer, round=round, kind=kind, mail=WAITING)
    send()
    links = set(re.findall(r"https://housing\.example\.go\.th(\S*)", mail.outbox[0].body))
    assert links == {
        "/",
        "/surveys/?round=2570",
        "/surveys/?round=2570&state=returned",
        "/plans/2570/1026/",
        "/working-groups/1026/",
    }


def test_signs_of_html_are_left_as_they_are_in_plain_text(officer, reference):
    told_to(officer, round=a_round(name="รอบ <ก> & 'ข'"), mail=WAITING)
    send()
    assert "รอบ <ก> & 'ข'" in mail.outbox[0].body


def test_a_sent_letter_is_written_down_and_not_sent_again(officer, round):
    told_to(officer, round=round, mail=WAITING)
    send()
    [row] = ReminderRecipient.objects.all()
    assert (row.mail, row.sent_at) == (MailState.SENT, AT)
    assert send(at=AT + DAY) == 0 and len(mail.outbox) == 1


def test_nothing_is_sent_to_who_has_only_the_app(officer, round):
    told_to(officer, round=round)
    assert mailing.waiting_people(at=AT) == []


def test_what_was_read_in_the_app_needs_no_letter(officer, round):
    told_to(officer, round=round, mail=WAITING, seen_at=AT)
    assert mailing.waiting_people(at=AT) == []


@pytest.mark.parametrize("change", [{"is_active": False}, {"district_id": "1006"}, {"email": ""}])
def test_who_left_gets_no_letter(change, officer, round):
    told_to(officer, round=round, mail=WAITING)
    for name, value in change.items():
        setattr(officer, name, value)
    officer.save()
    assert send() == 0 and mail.outbox == []


def test_a_server_that_is_away_is_noted_for_everybody_and_tried_the_next_night(officer, head, server, round):
    told_to(officer, head, round=round, mail=WAITING)
    server.is_away = True
    assert send() == 0
    assert states(officer) == states(head) == {(MailState.FAILED, MailProblem.NO_SERVER)}
    server.is_away = False
    assert send(at=AT + DAY) == 2
    assert states(officer) == {(MailState.SENT, "")}


def test_a_server_that_is_away_is_not_asked_for_every_person(server, round):
    people = [with_address(factories.person("officer", "1026", name=f"officer{n}")) for n in range(6)]
    told_to(*people, round=round, mail=WAITING)
    server.is_away = True
    send()
    assert server.calls == mailing.MOST_FAILURES
    assert ReminderRecipient.objects.filter(mail=MailState.FAILED).count() == 6


REFUSALS = [
    smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}),
    smtplib.SMTPDataError(554, b"spam"),
    ValueError("Invalid address"),
]
FAULTS = [
    smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPAuthenticationError(535, b"wrong"),
    TimeoutError(),
]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [*((one, MailProblem.REFUSED) for one in REFUSALS), *((one, MailProblem.NO_SERVER) for one in FAULTS)],
)
def test_what_goes_wrong_with_one_person_leaves_the_others_alone(
    fault, problem, officer, head, server, round
):
    server.faults = {officer.email: fault}
    told_to(officer, head, round=round, mail=WAITING)
    assert send() == 1
    assert states(officer) == {(MailState.FAILED, problem)}
    assert states(head) == {(MailState.SENT, "")}


def test_the_words_of_the_server_are_not_kept(officer, server, round, caplog):
    server.faults = {officer.email: smtplib.SMTPRecipientsRefused({officer.email: (550, b"no such user")})}
    told_to(officer, round=round, mail=WAITING)
    send()
    row = ReminderRecipient.objects.values().get()
    assert not any("example" in str(value) for value in row.values()) and "example" not in caplog.text


def test_a_letter_that_failed_goes_out_with_the_newest_word_of_each_matter(officer, round):
    old = {**FACTS[ReminderKind.BEHIND], "behind": 111}
    told_to(officer, round=round, at=AT - 7 * DAY, facts=old, mail=MailState.FAILED, problem="no_server")
    told_to(officer, round=round, mail=WAITING)
    send()
    [letter] = mail.outbox
    assert "300" in letter.body and "111" not in letter.body
    assert states(officer) == {(MailState.SENT, "")}


def test_what_another_run_is_sending_is_left_to_it(officer, round):
    told_to(officer, round=round, mail=WAITING, tried_at=AT - HOUR / 2)
    assert send() == 0 and mail.outbox == []


def test_what_a_dead_run_left_behind_is_sent_the_next_night(officer, round):
    told_to(officer, round=round, mail=WAITING, tried_at=AT - DAY)
    assert send() == 1


def test_two_runs_that_saw_the_same_person_send_one_letter(officer, round):
    told_to(officer, round=round, mail=WAITING)
    seen_by_both = mailing.waiting_people(at=AT)
    for seconds in (0, 1):
        at = AT + timedelta(seconds=seconds)
        mailing.send_to(seen_by_both[0], mailing.Postman(), at=at)
    assert len(mail.outbox) == 1


def test_the_preview_is_the_letter(officer, round):
    reminder = told_to(officer, round=round, mail=WAITING)
    send()
    shown = mailing.letter([Told.of(reminder)], to="")
    assert (shown.subject, shown.body) == (mail.outbox[0].subject, mail.outbox[0].body)


def test_the_letter_is_thai_whatever_language_the_sender_reads(officer, round):
    reminder = told_to(officer, round=round)
    with translation.override("en"):
        shown = mailing.letter([Told.of(reminder)], to="")
    assert "ดินแดง" in shown.subject and "ตามแผนควรสำรวจแล้ว" in shown.body
