"""The gallery: a staff page as the staff pages are written."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anju.web.pages.gallery.forms import GalleryForm
from anju.web.staff_frame import NavigationLink, StaffFrame

__all__ = ["gallery"]

TASKS = [
    {"title": "核对个人信息", "href": "#facts", "status": "完成", "done": True},
    {"title": "住处证明", "href": "#papers", "status": "还没做", "done": False},
]
ENTRIES = [
    {"title": "登记住处", "on": date(2026, 5, 20), "text": "大十字派出所", "done": True},
    {"title": "满半年，可以申领居住证", "on": date(2026, 11, 21), "done": False},
]
FACTS = [
    ("姓名", "周小满"),
    ("住处", "莲花巷 136 号"),
    ("起算日期", "2026年5月20日，依据：申报登记"),
]


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; a POST shows them in error or filled. Not served in production."""
    if settings.ANJU.is_production:
        raise Http404
    form = GalleryForm(request.POST or None)
    here = request.path
    request.staff_frame = StaffFrame(  # type: ignore[attr-defined]
        station="大十字派出所",
        person="吴敏",
        post="窗口受理员",
        home=reverse("gallery"),
        navigation=(
            NavigationLink("窗口登记", here, is_current=True),
            NavigationLink("办件", here),
            NavigationLink("制证", here),
        ),
    )
    context = {"form": form, "tasks": TASKS, "entries": ENTRIES, "facts": FACTS}
    return render(request, "pages/gallery/gallery.html", context)
