"""A form is sent by the person who wrote it, or not at all."""

from rest_framework.permissions import SAFE_METHODS

from surveys.refusals import OtherPerson

HEADER = "X-Written-By"


class InOwnName:
    """Mixin of every view that writes to surveys: refuses what another person wrote on the same device.

    The browser names the author (the user's id) in the header; a client that names nobody writes for itself.
    """

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        author = request.headers.get(HEADER)
        if author is not None and request.method not in SAFE_METHODS and author != str(request.user.pk):
            raise OtherPerson
