"""A page of somebody's paper on its way to a browser: nothing of it runs, nothing of it stays."""

from django.http import HttpResponse

__all__ = ["picture"]


def picture(page: bytes) -> HttpResponse:
    """A JPEG that is shown and nothing else; `staff_page` adds that it is not stored."""
    response = HttpResponse(page, content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = 'inline; filename="page.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
