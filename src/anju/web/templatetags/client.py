"""What the client's screen is told when an act is done."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anju.web.pages.rate.tokens import rating_token

__all__ = ["client_done"]

register = template.Library()


@register.simple_tag(takes_context=True)
def client_done(context: template.Context, said: str, kind: str, ref: str) -> SafeString:
    """The sentence for the client's screen, with where the act may be rated (`js/client.js`)."""
    area = context["request"].actor.area
    rate = reverse("rate", args=[rating_token(kind, ref, area)])
    return format_html('<span data-client-done="{}" data-rate="{}" hidden></span>', said, rate)
