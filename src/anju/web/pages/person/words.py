"""Words for the codes on a person's file: acts of the journal, papers, ways a start was found."""

from datetime import date

from anju.codes.tables import UnknownCode, table
from anju.law.application.materials import material

__all__ = ["ACTOR_WORDS", "ACT_WORDS", "CASE_WORDS", "PAPER_WORDS", "basis_word", "code_word"]

ACT_WORDS = {
    "register_household": "暂住登记",
    "confirm_stay": "确认仍住",
    "amend_registration": "变更登记",
    "change_address": "换住处",
    "recognise_start": "认定起算日期",
    "propose_departure": "他人报告离开",
    "object_to_departure": "本人提出异议",
    "confirm_departure": "确认离开",
    "deregister": "注销登记",
    "submit_application": "提出申领",
    "supplement": "补正材料",
    "withdraw": "撤回申请",
    "notify_deficiencies": "一次性告知",
    "accept": "受理",
    "decline_acceptance": "不予受理",
    "lapse_unsupplemented": "逾期未补正，办件结束",
    "review": "审核",
    "approve": "批准",
    "refuse": "不予办理",
    "send_back": "退回核实",
    "take_case": "领办",
    "take_over_case": "接手",
    "put_back_case": "放回",
    "assign_case": "分派",
    "send_to_production": "送制证",
    "record_produced": "制成",
    "record_spoiled": "废卡",
    "notify_ready": "通知领取",
    "send_to_station": "移交派出所",
    "give_second_notices": "二次领证通知",
    "hand_over": "发放",
    "report_loss": "挂失",
    "cancel_loss_report": "撤销挂失",
    "replace_card": "换领",
    "reissue_card": "补领",
    "endorse": "签注",
    "endorse_late": "补办签注",
    "lapse": "使用功能中止",
    "cancel_permit": "注销居住证",
    "seize_permit": "收缴居住证",
    "propose_correction": "提出更正",
    "approve_correction": "批准更正",
    "reject_correction": "不同意更正",
    "merge_persons": "合并档案",
    "unmerge_persons": "撤销合并",
    "suspect_duplicate": "提请比对重复",
    "keep_apart": "定为不是同一人",
    "ask_to_verify": "交上门核实",
    "report_verification": "上报核实情况",
    "object_to_merge": "对合并有异议",
    "uphold_merge": "维持合并",
    "import_file": "批量导入",
    "migrate_in": "从旧系统转入",
}
#: Work that starts by itself has no staff number of its own.
ACTOR_WORDS = {"system": "系统"}
CASE_WORDS = {
    "first_issue": "首次申领",
    "replacement": "换领",
    "reissue": "补领",
    "endorsement": "签注",
}
PAPER_WORDS = {
    "slip": "暂住登记凭证",
    "registration_form": "暂住信息登记表",
    "deficiency_notice": "一次性告知书",
    "receipt": "受理回执",
    "collection_notice": "领证通知",
    "refusal_notice": "不予办理通知书",
}
BASES = {"declared": "申报登记之日", "continued": "本市内连续居住", "corrected": "经批准更正"}


def code_word(key: str, code: str, on: date) -> str:
    """What a code of a table means; the code itself where the table has never had it."""
    try:
        return table(key).name(code, on) if code else ""
    except UnknownCode:
        return code


def basis_word(basis: str) -> str:
    """On what a start rests: a way of counting, or the paper that proves it."""
    paper = material(basis)
    return BASES.get(basis) or (paper.name if paper else basis)
