"""The form to sign in with."""

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["SignInForm"]


class SignInForm(forms.Form):
    """Number, password and the code of the second factor. Pasting and password stores work."""

    number = forms.CharField(
        label=_("工号"),
        max_length=32,
        error_messages={"required": _("请填写工号")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=256,
        strip=False,
        error_messages={"required": _("请填写密码")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("动态口令"),
        max_length=16,
        error_messages={"required": _("请填写动态口令")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """The digits, however they are spaced."""
        return "".join(str(self.cleaned_data["code"]).split())
