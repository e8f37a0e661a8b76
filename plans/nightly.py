"""The job that reminds: of the whole city every night, of chosen districts when the Department asks."""

from django.conf import settings
from django.utils import timezone

from jobs.run import Run
from plans import mailing
from plans.actions.reminding import remind
from plans.reminding import Patience
from surveys.models import Round


def send_reminders(run: Run) -> dict[str, int]:
    """Make the reminders, then send what waits, also from nights when the server was away."""
    round = _round_of(run)
    districts = run.parameters.get("districts")
    made = []
    if round:
        with run.step():
            made = remind(
                round=round, by=run.by, at=run.at, districts=districts, patience=Patience.in_force()
            )
    return {"reminders": len(made), **_send_mails(run)}


def _round_of(run: Run) -> Round | None:
    code = run.parameters.get("round")
    if code:
        return Round.objects.filter(pk=code).first()
    return Round.objects.in_force(timezone.localdate(run.at))


def _send_mails(run: Run) -> dict[str, int]:
    people = mailing.waiting_people(at=run.at) if settings.SENDS_MAIL else []
    postman, sent = mailing.Postman(), 0
    for number, person in enumerate(people):
        run.progress(number, len(people))
        sent += mailing.send_to(person, postman, at=run.at)
    postman.hang_up()
    return {"mails": sent, "mails_failed": len(people) - sent}
