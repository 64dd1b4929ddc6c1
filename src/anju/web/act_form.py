"""Forms of official acts: done once however often they are sent, refused with all values kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.access.refusals import Conflict, Refused
from anju.web.refusal_words import refusal_lines

__all__ = ["ActForm"]

STALE_PAGE = _("这一页打开得太久了，请核对后再提交一次")


class ActForm(forms.Form):
    """A form with the key of its request, made when the page is shown (`{{ form.request_key }}`).

    In the view::

        form = EndorseForm(request.POST or None)
        if form.is_valid():
            with form.refusals():
                endorsed = endorse_permit(..., request_key=form.key, now=request.now)
                return redirect(...)
        return render(request, "...", {"form": form})
    """

    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    #: Reason codes of the law → the field whose answer they speak of; others stand on top.
    reason_fields: ClassVar[Mapping[str, str]] = {}

    def full_clean(self) -> None:
        """A key that is missing or mangled is replaced, and said on top of the form."""
        super().full_clean()
        if self.is_bound and "request_key" in self.errors:
            del self.errors["request_key"]
            self.add_error(None, STALE_PAGE)
            self._take_new_key()

    @property
    def key(self) -> UUID:
        """The key of a valid request."""
        key: UUID = self.cleaned_data["request_key"]
        return key

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Say on the form what an act refuses; the code after the block shows the page again."""
        try:
            yield
        except Refused as refusal:
            self.refuse(refusal)
        except Conflict as conflict:
            self.refuse(conflict)
            self._take_new_key()

    def refuse(self, refusal: Refused | Conflict) -> None:
        """Put each reason with its article at its field, or on top of the form."""
        for line in refusal_lines(refusal):
            self.add_error(self.reason_fields.get(line.code), str(line))

    def _take_new_key(self) -> None:
        """A key that was used, or none: what is sent next is another request."""
        data: Any = copy(self.data)
        data[self.add_prefix("request_key")] = str(uuid4())
        self.data = data
