"""What the API offers to save a form: the whole of it, or what changed; answered whole, or with the minimum."""

import gzip
from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from surveys import actions
from surveys.api import bodies, schema
from surveys.problems import blocking
from surveys.receipt import receipt
from surveys.refusals import Conflict


class Saving:
    """Mixin of the surveys' viewset, which gives `_document` and `_conflict`."""

    @extend_schema(request=schema.PAYLOAD, responses=schema.SAVED, parameters=[schema.PREFER])
    def update(self, request, pk):
        """Save a form; a draft is kept even when the answer is 422 and lists its problems."""
        return self._save(pk, actions.save, bodies.payload(request))

    @extend_schema(request=schema.CHANGES, responses=schema.SAVED, parameters=[schema.PREFER])
    def partial_update(self, request, pk):
        """Change answers of a form at the very revision that the client has seen; null takes an answer away.

        Rows stand under their place, from 0; the place after the last is a new row.  To take rows away, send the
        whole form.  Rules, computed answers and the answer are those of the whole form.
        """
        return self._save(pk, actions.save_changes, bodies.changes(request))

    def _save(self, pk: UUID, save: Callable[..., actions.Saved], given: Mapping) -> Response:
        received = bodies.fingerprint(self.request)
        try:
            saved = save(
                survey_id=pk, given=given, by=self.request.user, at=timezone.now(), sent_hash=received
            )
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        is_brief = bodies.wants_minimum(self.request)
        make = receipt if is_brief else self._document
        answer = {**make(saved.survey, saved.entry, saved.problems), "received": received}
        response = Response(answer, status=422 if blocking(saved.problems) else 200)
        if is_brief and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            response.add_post_render_callback(_pack)
        return response


def _pack(response: Response) -> None:
    """A receipt holds no secret and answers nothing that another site can send, so that its size tells nobody anything."""
    response.content = gzip.compress(response.content, 6, mtime=0)
    response["Content-Encoding"] = "gzip"
