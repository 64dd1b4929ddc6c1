"""One issued paper, in the browser's own viewer."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anju.access.refusals import Conflict
from anju.casework.contents import PaperKind
from anju.casework.prints import count_print
from anju.papers import Printing, edition_named, render
from anju.reading import papers_issued
from anju.web.staff import StaffRequest, staff_page

__all__ = ["paper"]


@require_safe
@staff_page
def paper(request: StaffRequest, number: str) -> HttpResponse:
    """The paper set from its frozen words; `?large=1` for whoever reads large print better."""
    found = papers_issued.paper(request.actor, number, now=request.now)
    if found.voided_reason:
        raise Conflict(_("这份文书已作废，不能再打印：{why}").format(why=found.voided_reason))
    edition = edition_named(PaperKind(found.kind), found.edition)
    copy = count_print(actor=request.actor, number=number) if request.method == "GET" else 0
    printing = Printing(
        number=max(copy, 1),
        printed_at=request.now,
        large_print=request.GET.get("large") == "1" and edition.has_large_print,
    )
    set_paper = render(found.kind, found.content, found.edition, printing)
    response = HttpResponse(set_paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return response
