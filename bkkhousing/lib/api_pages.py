"""Lists of the API page by key, like the pages of the site."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response


class KeysetPages(BasePagination):
    """A page, and the mark that asks for the next one; the view's `order` says how its rows are sorted."""

    size = 100

    def paginate_queryset(self, queryset, request, view=None) -> list:
        rows, cursor = view.order.sorted(queryset), request.query_params.get("cursor")
        if cursor:
            rows = rows.filter(self._beyond(view, cursor))
        found = list(rows[: self.size + 1])
        self.next = view.order.place(found[self.size - 1]) if len(found) > self.size else None
        return found[: self.size]

    def _beyond(self, view, cursor: str):
        position = view.order.position(view.get_queryset(), cursor)
        if position is None:
            raise ParseError(_("ตำแหน่งในรายการไม่ถูกต้อง — เปิดรายการใหม่ตั้งแต่ต้น"), code="bad_cursor")
        return view.order.beyond(position, backwards=False)

    def get_paginated_response(self, data) -> Response:
        return Response({"results": data, "next": self.next})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        following = {"type": "string", "nullable": True, "description": "the `cursor` of the next page"}
        properties = {"results": schema, "next": following}
        return {"type": "object", "required": ["results", "next"], "properties": properties}

    def get_schema_operation_parameters(self, view) -> list[dict]:
        return [{"name": "cursor", "required": False, "in": "query", "schema": {"type": "string"}}]
