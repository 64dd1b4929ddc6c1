"""Upload a list, see what is wrong with it, enter the good rows, take the result away."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import require
from anju.exchange.formats.registrations.template_file import write_template
from anju.exchange.formats.registrations.verdicts import ReportedBy
from anju.exchange.outcomes import FileChecked
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.workbook import check_file, import_file
from anju.kit.clock import day_of
from anju.web.pages.imports.drafts import Judge, draft_of, enter, on_disk, take_in, workbook_of
from anju.web.pages.imports.forms import UploadForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["checked", "result", "template", "upload"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 80


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a file; what it says is checked at once, nothing is written."""
    require(request.actor, "import_file")
    on = day_of(request.now)
    if request.method != "POST":
        return render(request, "pages/imports/upload.html", {"form": UploadForm(on=on)})
    form = UploadForm(request.POST, request.FILES, on=on)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            draft = take_in(
                request.session,
                sent.read(),
                sent.name[-LONGEST_NAME:],
                form.reported_by,
                _checking(request),
                now=request.now,
            )
            return redirect("import_checked", draft.ref)
        except FileRefused as refused:
            form.add_error("file", refused.sentence)
    return render(request, "pages/imports/upload.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def checked(request: StaffRequest, ref: str) -> HttpResponse:
    """What is wrong with the file; the good rows go in when asked, once."""
    require(request.actor, "import_file")
    draft = draft_of(request.session, ref)
    tally = draft.read_tally() if draft else None
    if draft is None or tally is None:
        messages.warning(request, _("这份文件已经过了保留时间，请重新上传"))
        return redirect("import")
    if request.method == "POST":
        if not tally.is_entered and enter(request.session, draft, _entering(request)):
            messages.success(request, _("能登记的行已经登记，下面是结果"))
        return redirect("import_checked", ref)
    return render(request, "pages/imports/checked.html", {"draft": draft, "tally": tally})


@require_safe
@staff_page
def result(request: StaffRequest, ref: str) -> HttpResponse:
    """The file back, with what became of each row."""
    require(request.actor, "import_file")
    draft = draft_of(request.session, ref)
    workbook = workbook_of(draft) if draft else None
    if workbook is None:
        raise Http404
    return _download(workbook, "result.xlsx")


@require_safe
@staff_page
def template(request: StaffRequest) -> HttpResponse:
    """The empty list to fill in."""
    require(request.actor, "import_file")
    with on_disk(b"", "template.xlsx") as path:
        write_template(path, day_of(request.now))
        return _download(path.read_bytes(), "template.xlsx")


def _checking(request: StaffRequest) -> Judge:
    def check(path: Path, by: ReportedBy) -> FileChecked:
        return check_file(request.actor, path, now=request.now, reported_by=by)

    return check


def _entering(request: StaffRequest) -> Judge:
    def enter_rows(path: Path, by: ReportedBy) -> FileChecked:
        return import_file(request.actor, path, now=request.now, reported_by=by)

    return enter_rows


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
