"""The printed lists of the card desk."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anju.kit.clock import day_of
from anju.papers.worklists import Worklist, set_worklist
from anju.reading.cards.batch import batch_list, batch_page
from anju.reading.cards.boxes import box_page
from anju.reading.cards.calls import ToTell, collection_calls
from anju.web.staff import StaffRequest, staff_page

__all__ = ["batch_pdf", "box_pdf", "calls_pdf", "pdf", "visits_pdf"]

PERMIT_WIDTH = "46mm"
RESULTS = {"produced": _("制成"), "ready": _("制成"), "collected": _("制成"), "spoiled": _("作废")}


@require_safe
@staff_page
def batch_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """The list of a batch: whose card goes on which blank."""
    page = batch_page(request.actor, number, now=request.now)
    rows = batch_list(request.actor, number, now=request.now)
    worklist = Worklist(
        title=_("制证批次单"),
        number=page.number,
        agency=request.staff_frame.station,
        code=page.number,
        facts=(
            (_("卡"), _("{n} 张").format(n=len(rows))),
            (_("领空白卡"), _("{n} 张").format(n=page.taken)),
        ),
        columns=(
            (_("居住证号"), PERMIT_WIDTH),
            (_("姓名"), "1fr"),
            (_("派出所"), "1fr"),
            (_("空白卡"), "28mm"),
            (_("结果"), "18mm"),
        ),
        rows=tuple(
            (row.permit_number, row.name, row.station, row.blank_serial, RESULTS.get(row.state, ""))
            for row in rows
        ),
        signatures=((_("制证人"), request.actor.name), (_("复核人"), "")),
        note=_("领用 = 制成 + 作废 + 退回 + 剩余。作废的卡剪角，与本单一起交回。"),
    )
    return pdf(request, worklist)


@require_safe
@staff_page
def box_pdf(request: StaffRequest, code: str) -> HttpResponse:
    """The hand-over list that lies in the box; its code is scanned on arrival."""
    page = box_page(request.actor, code, now=request.now)
    worklist = Worklist(
        title=_("居住证移交清单"),
        number=page.code,
        agency=_("{sender} 移交 {station}").format(sender=page.sent_from, station=page.station),
        code=page.code,
        code_caption=_("到了先扫这个码"),
        facts=(
            (_("卡"), _("{n} 张").format(n=page.quantity)),
            (_("移交"), f"{day_of(page.sent_at):%Y-%m-%d}"),
        ),
        columns=(
            (_("居住证号"), PERMIT_WIDTH),
            (_("姓名"), "1fr"),
            (_("卡号"), "30mm"),
            (_("签收"), "20mm"),
        ),
        rows=tuple(
            (row.permit_number, row.name, row.blank_serial, "")
            for row in (*page.waiting, *page.arrived)
        ),
        signatures=((_("移交人"), page.sent_by), (_("签收人"), page.arrived_by)),
        note=_("点清张数再签收；缺的在系统里勾出来，不要补写。"),
    )
    return pdf(request, worklist)


@require_safe
@staff_page
def calls_pdf(request: StaffRequest) -> HttpResponse:
    """Who is to be called about a card that lies ready."""
    people = collection_calls(request.actor, now=request.now).by_phone
    columns = ((_("电话"), "34mm"), (_("通知日期"), "24mm"), (_("接通、答复"), "38mm"))
    rows = tuple((*_who(one), one.phone, _told_on(one), "") for one in people)
    return pdf(request, _to_tell(request, _("领证电话通知单"), columns, rows))


@require_safe
@staff_page
def visits_pdf(request: StaffRequest) -> HttpResponse:
    """Whom to visit about a card: people without a telephone."""
    people = collection_calls(request.actor, now=request.now).at_the_door
    columns = ((_("住处"), "58mm"), (_("通知日期"), "24mm"), (_("见到、答复"), "30mm"))
    rows = tuple((*_who(one), one.address, _told_on(one), "") for one in people)
    return pdf(request, _to_tell(request, _("领证上门通知单"), columns, rows))


def pdf(request: StaffRequest, worklist: Worklist) -> HttpResponse:
    """A list in the browser's own viewer."""
    made = set_worklist(worklist, now=request.now)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{worklist.number}.pdf"'
    return response


def _who(one: ToTell) -> tuple[str, str]:
    return one.name, one.permit_number


def _told_on(one: ToTell) -> str:
    second = _("（二次）") if one.is_second else ""
    return f"{one.notified_on:%Y-%m-%d}{second}"


def _to_tell(
    request: StaffRequest,
    title: str,
    columns: tuple[tuple[str, str], ...],
    rows: tuple[tuple[str, ...], ...],
) -> Worklist:
    return Worklist(
        title=title,
        number=f"{day_of(request.now):%Y%m%d}",
        agency=request.staff_frame.station,
        code=request.build_absolute_uri("/cards/"),
        facts=((_("人数"), str(len(rows))),),
        columns=((_("姓名"), "1fr"), (_("居住证号"), PERMIT_WIDTH), *columns),
        rows=rows,
        signatures=((_("经办人"), request.actor.name),),
        note=_("只用于通知领证，办完交回，不得外传。"),
    )
