"""Registers of people in the admin: whom a page named is written down, like on every other page."""

from django.utils import timezone
from django.utils.decorators import method_decorator

from accounts.access import administrator
from audit.choices import Deed
from audit.models import record, record_list


class SeenInAdmin:
    """Mixin of a ModelAdmin whose rows are people; `seen_as` is what the trail calls one."""

    seen_as = ""

    @method_decorator(administrator)
    def changelist_view(self, request, extra_context=None):
        answer = super().changelist_view(request, extra_context)
        shown = getattr(answer, "context_data", None) or {}
        if "cl" in shown:
            keys = [row.pk for row in shown["cl"].result_list]
            record_list(by=request.user, at=timezone.now(), subject=self.seen_as, keys=keys)
        return answer

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self._seen(
            request, object_id, super().changeform_view(request, object_id, form_url, extra_context)
        )

    @method_decorator(administrator)
    def history_view(self, request, object_id, extra_context=None):
        return self._seen(request, object_id, super().history_view(request, object_id, extra_context))

    def _seen(self, request, object_id, answer):
        if object_id and answer.status_code == 200:
            seen = {"subject": self.seen_as, "subject_id": object_id}
            record(by=request.user, at=timezone.now(), deed=Deed.VIEW, **seen)
        return answer
