"""The client's screen: the same browser on a second monitor; nothing of it leaves the computer.

What the clerk has typed comes over from the clerk's window by the browser itself (client.js), so
this page knows no record and asks for none.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.web.staff import StaffRequest, staff_page

__all__ = ["client"]


@require_safe
@staff_page
def client(request: StaffRequest) -> HttpResponse:
    """Three states of one page: waiting, a summary to look at, done with a rating if one likes."""
    levels = table("rating_levels").choices(day_of(request.now))
    return render(request, "pages/client/client.html", {"levels": levels})
