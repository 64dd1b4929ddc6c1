"""The form of the gallery: one field of each kind."""

from django import forms

from anju.web.fields import CivilDateField

__all__ = ["GalleryForm"]

REASONS = [("work", "务工"), ("business", "经商"), ("study", "上学"), ("family", "投靠亲友")]
PAPERS = [("lease", "租房合同"), ("contract", "劳动合同"), ("student_card", "学生证")]
KINDS = [("", "请选择"), ("let", "租房"), ("own", "自有"), ("workplace", "单位宿舍")]


class GalleryForm(forms.Form):
    """Fields that show each component, filled or in error."""

    name = forms.CharField(label="姓名", error_messages={"required": "请填写姓名，与证件一致"})
    phone = forms.CharField(label="手机号码", required=False)
    dwelling = forms.ChoiceField(
        label="处所", choices=KINDS, error_messages={"required": "请选择处所"}
    )
    arrived_on = CivilDateField(label="到达日期")
    reason = forms.ChoiceField(
        label="来这里做什么",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择来这里做什么"},
    )
    papers = forms.MultipleChoiceField(
        label="带来的材料", choices=PAPERS, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 2}))
