"""What an officer says about a pending address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.codes.townships import communities
from anju.web.act_form import ActForm

__all__ = ["PlaceForm"]

BOX = {"autocomplete": "off"}


class PlaceForm(ActForm):
    """Its text as it stands in the place, its community and landmark."""

    text = forms.CharField(
        label=_("标准地址"), required=False, max_length=200, widget=forms.TextInput(attrs=BOX)
    )
    village = forms.CharField(label=_("村（居）"), required=False, widget=forms.Select)
    landmark = forms.CharField(
        label=_("参照物"), required=False, max_length=40, widget=forms.TextInput(attrs=BOX)
    )

    def __init__(self, *args: Any, township: str, **options: Any) -> None:
        super().__init__(*args, **options)
        widget = self.fields["village"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [("", ""), *((one.code, one.name) for one in communities(township))]
