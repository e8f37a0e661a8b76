"""Reading the JSON body of an API request strictly: what cannot be stored is refused or cleaned at the door."""

import hashlib
import json
import math

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

UNSTORABLE = ("\\u0000", "\\ud", "\\uD")


class BodyTooLarge(APIException):
    """More than one request may carry."""

    status_code = 413
    default_code = "body_too_large"
    default_detail = _("ข้อมูลที่ส่งมาใหญ่เกินไป — แบ่งส่งเป็นหลายครั้ง")


class StrictJSONParser(BaseParser):
    """JSON without NaN and infinities, of bounded size and depth, in UTF-8.

    The SHA-256 of the bytes as they came stays with the request as its `fingerprint`.
    """

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(self, stream, media_type=None, parser_context=None):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLarge
        if parser_context:
            parser_context["request"].fingerprint = hashlib.sha256(body).hexdigest()
        try:
            return _read(body.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise ParseError(code="bad_json") from error


def _read(text: str) -> object:
    found = json.loads(text, parse_constant=_refused, parse_float=_finite)
    return _storable(found) if any(sign in text for sign in UNSTORABLE) else found


def _refused(constant: str):
    raise ValueError


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _storable(value: object) -> object:
    """The same value without what no database stores: the zero character and half characters."""
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else value
