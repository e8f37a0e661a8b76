"""`{% device_parts %}`: the sentences and dialogs of the scripts that keep forms on a device."""

from django import template

from surveys.device_texts import device_texts

register = template.Library()


@register.inclusion_tag("surveys/_device_parts.html")
def device_parts() -> dict[str, object]:
    """For the entry form and the outbox page."""
    return {"texts": device_texts()}
