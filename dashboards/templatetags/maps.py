"""`{% map_of page as map %}`: the map of a page of the dashboard, for the person who reads it."""

from django import template
from django.template import Context

from dashboards.maps.drawing import DrawnMap
from dashboards.maps.reader import drawn_map
from dashboards.readers.page import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def map_of(context: Context, page: Page) -> DrawnMap | None:
    """Read when the template comes to it, so that a page without a map pays for none."""
    return drawn_map(page, context["request"].user)
