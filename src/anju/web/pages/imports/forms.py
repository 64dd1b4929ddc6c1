"""What an upload asks."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from anju.codes.tables import table
from anju.exchange.formats.registrations.verdicts import ReportedBy
from anju.exchange.sheets.limits import LIMITS, MIB

__all__ = ["UploadForm"]

BY_THEMSELVES = "1"


class UploadForm(forms.Form):
    """The file, and who reports the people in it."""

    file = forms.FileField(
        label=_("名单文件"),
        error_messages={
            "required": _("请选择文件"),
            "empty": _("文件是空的，请重新选择"),
            "missing": _("请选择文件"),
            "invalid": _("请选择文件"),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    party = forms.ChoiceField(label=_("谁申报的"))
    party_name = forms.CharField(label=_("单位或者申报人名称"), max_length=60, required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].choices = table("reporting_parties").choices(on)  # type: ignore[attr-defined]
        self.fields["party"].initial = BY_THEMSELVES

    def clean_file(self) -> UploadedFile:
        """Refuse by size before anything is read."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LIMITS.file_bytes:
            most = LIMITS.file_bytes // MIB
            raise forms.ValidationError(
                _("文件太大，最多 {most} MB。请分成几份再上传。").format(most=most)
            )
        return sent

    def clean(self) -> dict[str, Any]:
        """Whoever reports for others is named."""
        said = self.cleaned_data
        if said.get("party", BY_THEMSELVES) != BY_THEMSELVES and not said.get("party_name"):
            self.add_error("party_name", _("请填写申报的单位或者人"))
        return said

    @property
    def reported_by(self) -> ReportedBy:
        """Who reports everybody in the file."""
        return ReportedBy(self.cleaned_data["party"], self.cleaned_data["party_name"])
