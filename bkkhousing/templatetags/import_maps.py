"""`{% import_map %}`: the one inline script of a page, which leads scripts to the hashed names of others."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from bkkhousing.lib import static_names

register = template.Library()


@register.simple_tag(takes_context=True)
def import_map(context) -> SafeString:
    """The map of this page, announced to the policy of its answer; nothing where files carry no hash."""
    request = context.get("request")
    is_shell = getattr(request, "is_shell", False)
    text = static_names.import_map(is_shell) if request else ""
    if not text:
        return mark_safe("")
    request.inline_script = static_names.map_source(is_shell)
    return mark_safe(f'<script type="importmap">{text}</script>')
