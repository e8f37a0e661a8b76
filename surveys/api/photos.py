"""The API of photographs: one JPEG at an address that the device made up."""

import hashlib
from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import DistrictStaff, SignedIn
from audit.choices import Deed
from audit.models import record
from surveys import actions
from surveys.api import schema
from surveys.api.author import InOwnName
from surveys.models import Photo, Survey
from surveys.refusals import PhotoTooLarge, PhotoUnfit

MOST_BYTES = 4 * 1024**2
JPEG = "image/jpeg"


class PhotoParser(BaseParser):
    """The bytes of a JPEG; anything else is refused without being read."""

    media_type = "*/*"

    def parse(self, stream, media_type=None, parser_context=None):
        if (media_type or "").partition(";")[0].strip() != JPEG:
            raise PhotoUnfit
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise PhotoTooLarge
        return body


class PhotoView(InOwnName, APIView):
    """One photograph of a household's dwelling."""

    permission_classes = [SignedIn]
    parser_classes = [PhotoParser]

    def get_permissions(self):
        return [SignedIn() if self.request.method in ("GET", "HEAD") else DistrictStaff()]

    @extend_schema(responses={(200, JPEG): OpenApiTypes.BINARY, **schema.NOT_FOUND})
    def get(self, request, survey: UUID, pk: UUID):
        """The picture, for those who see personal data of the district; every look is recorded."""
        photos = Photo.objects.visible_to(request.user).kept()
        photo = get_object_or_404(photos, pk=pk, survey=survey)
        try:
            file = photo.file.open()
        except FileNotFoundError as error:
            raise Http404 from error
        record(by=request.user, at=timezone.now(), deed=Deed.VIEW, subject="photo", subject_id=pk)
        return FileResponse(
            file, content_type=JPEG, filename=f"{pk}.jpg", headers={"Cache-Control": "private, no-store"}
        )

    @extend_schema(request={JPEG: OpenApiTypes.BINARY}, responses=schema.PHOTO_SENT)
    def put(self, request, survey: UUID, pk: UUID):
        """Keep a photograph; sent again it is the same one, and the same answer."""
        row, sent = self._survey(survey), request.data
        photo = actions.add_photo(survey=row, photo_id=pk, sent=sent, by=request.user, at=timezone.now())
        said = {"id": str(pk), "sha256": photo.sha256, "width": photo.width, "height": photo.height}
        return Response({**said, "received": hashlib.sha256(sent).hexdigest()})

    @extend_schema(responses=schema.DELETED)
    def delete(self, request, survey: UUID, pk: UUID):
        """Take a photograph away for good."""
        actions.remove_photo(survey=self._survey(survey), photo_id=pk, by=request.user, at=timezone.now())
        return Response(status=204)

    def _survey(self, pk: UUID) -> Survey:
        return get_object_or_404(Survey.objects.visible_to(self.request.user), pk=pk)
