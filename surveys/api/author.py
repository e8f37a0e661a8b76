"""A form is sent by the person who wrote it, into the district it was written in, or not at all."""

from rest_framework.permissions import SAFE_METHODS

from surveys.refusals import OtherDistrict, OtherPerson

HEADER = "X-Written-By"
DISTRICT_HEADER = "X-Written-In"


class InOwnName:
    """Mixin of every view that writes to surveys: refuses what another person wrote on the same device.

    The browser names the author (the user's id) in one header and the district where the form was begun in another;
    a client that names neither writes for itself, where it is now.
    """

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            return
        if request.headers.get(HEADER) not in (None, str(request.user.pk)):
            raise OtherPerson
        if request.headers.get(DISTRICT_HEADER) not in (None, request.user.district_id):
            raise OtherDistrict(OtherDistrict.begun_there)
