"""Made-up papers: one ordinary of each kind, and one that strains it."""

from dataclasses import replace
from datetime import date

from anju.casework.contents import (
    CollectionNoticeContent,
    Content,
    DeficiencyNoticeContent,
    FamilyMember,
    FormPerson,
    FormReporter,
    FormStay,
    FormWork,
    MissingItem,
    Office,
    PaperKind,
    ReceiptContent,
    RefusalKind,
    RefusalNoticeContent,
    RefusalReason,
    RegistrationFormContent,
    Remedy,
    SlipContent,
    SlipHolder,
    Verification,
)

EDITION = "2016-07-30"
NAME_OF_50 = (
    "阿卜杜热合曼·买买提明·吾布力卡斯木·阿不都克里木·图尔荪江·艾合买提江·努尔麦麦提·依明尼亚孜江巴"
)
LONG_ADDRESS = (
    "贵州省黔东南苗族侗族自治州凯里市白午街道开元新居一期金源东大道街13号原经济开发区职工"
    "周转住房安置小区三组团甲区第十七栋附属楼负二层东侧通道尽头靠近消防水池的第1208号房间"
    "（从白果井街道东出口安置区一期10栋负二楼的便民通道进入，对面是村民委员会的旧办公楼）"
)

OFFICE = Office(
    organ="凯里市公安局大十字派出所",
    name="凯里市公安局大十字派出所",
    address="凯里市迎宾大道15号",
    phone="0855-8223045",
    hours="周一至周五 9:00至12:00，13:30至17:00",
    window="3号窗口",
    complaint_phone="0855-8223046",
)
BUREAU = replace(OFFICE, organ="凯里市公安局")
VERIFICATION = Verification(code="K7F3-29QM", link="https://juzhu.example/p9/K7F329QM")
CHILD = FamilyMember(
    name="吴小满",
    sex="女",
    relation="女儿",
    born_on=date(2019, 5, 21),
    document_number="9901**********0028",
    ethnic_group="苗族",
    hukou_place="黔东南州黎平县",
    phone="",
    reason="投靠亲友",
)

SLIP = SlipContent(
    number="5226010201202611230017",
    issued_on=date(2026, 11, 23),
    holder=SlipHolder("吴桂花", "女", "苗族", "9901**********0043"),
    hukou_address="贵州省黔东南苗族侗族自治州黎平县德凤街道平街村四组12号",
    residence_address="贵州省黔东南州凯里市大十字街道迎宾大道15号2栋3单元602室",
    registered_on=date(2026, 11, 23),
    residence_starts_on=date(2026, 5, 20),
    residence_start_basis="劳动合同签订日",
    may_apply_from=date(2026, 11, 21),
    may_apply_note="现在就可以申领",
    children=(CHILD,),
    office=OFFICE,
    clerk="吴敏",
    verification=VERIFICATION,
)

FORM = RegistrationFormContent(
    number="5226010201202611230017",
    registered_on=date(2026, 11, 23),
    person=FormPerson(
        name="吴桂花",
        sex="女",
        ethnic_group="苗族",
        born_on=date(1990, 3, 8),
        document_kind="居民身份证",
        document_number="9901**********0043",
        hukou_division="贵州省黔东南州黎平县",
        hukou_address="德凤街道平街村四组12号",
        hukou_kind="家庭户",
        phone="13900000000",
        other_contact="房东 0855-8223000",
        education="高中",
        marital_status="已婚",
    ),
    stay=FormStay(
        residence_address="贵州省黔东南州凯里市大十字街道迎宾大道15号2栋3单元602室",
        township="大十字街道",
        community="迎宾社区",
        landmark="红星美凯龙对面",
        dwelling_kind="租赁房屋",
        living_arrangement="家庭",
        landlord="郑大明",
        landlord_phone="0855-8223000",
        relation_to_landlord="租赁",
        householder="吴桂花",
        relation_to_householder="户主",
        came_from="贵州省黔东南州黎平县",
        arrived_on=date(2026, 11, 21),
        intends_to_stay="半年以上",
        reason="务工",
    ),
    work=FormWork(
        occupation="商业、服务业人员",
        employer="凯里市迎宾超市有限公司",
        credit_code="",
        employer_address="凯里市迎宾大道18号",
        employer_phone="0855-8223001",
        employed_since=date(2026, 5, 20),
    ),
    residence_starts_on=date(2026, 5, 20),
    residence_start_basis="劳动合同签订日",
    members=(CHILD,),
    reporter=FormReporter("本人", "吴桂花", "", "13900000000"),
    slip_number="5226010201202611230017",
    channel="派出所窗口",
    verified="2026年11月23日 窗口核对证件",
    wants_permit="有",
    note="",
    office=OFFICE,
    clerk="吴敏",
    verification=VERIFICATION,
)

MISSING = MissingItem(
    what="住处证明",
    why="交来的租赁合同没有出租人签名，不能证明住在申报的地址。",
    satisfied_by="以下任一项：出租人签名的房屋租赁合同；房屋产权证明；购房合同；出租人、用人单位或者"
    "就读学校出具的住宿证明。",
    issued_by="出租人、用人单位或者就读学校",
    basis="《居住证暂行条例》第九条第二款",
)

DEFICIENCY = DeficiencyNoticeContent(
    number="凯公居告〔2026〕0142号",
    issued_on=date(2026, 11, 23),
    service="首次申领居住证",
    applicant="吴桂花",
    document_number_masked="9901**********0043",
    agent="",
    missing=(
        MISSING,
        MissingItem(
            what="本人相片",
            why="系统中没有符合制证要求的相片。",
            satisfied_by="到窗口现场采集，不收费；或者上传近六个月内的白底免冠彩色相片。",
            issued_by="本人",
            basis="《居住证暂行条例》第九条第一款",
        ),
    ),
    already_accepted=("居民身份证", "劳动合同（2026年5月20日签订）"),
    supply_by=date(2026, 12, 8),
    how_to_supply="扫右侧二维码上传，或者到窗口补交。只需补交上列材料，已收下的材料不用再交。",
    checklist_version="2016-07-30",
    office=OFFICE,
    clerk="吴敏",
    verification=VERIFICATION,
)

RECEIPT = ReceiptContent(
    number="5226010201202611240003",
    accepted_on=date(2026, 11, 24),
    service="首次申领居住证",
    applicant="吴桂花",
    document_number_masked="9901**********0043",
    agent="",
    received=("居民身份证", "本人相片", "房屋租赁合同", "劳动合同"),
    produce_by=date(2026, 12, 1),
    hand_over_by=date(2026, 12, 9),
    basis="省公安厅2016年7月30日通知 二（四）；《居住证暂行条例》第九条第六款",
    fee="0元（首次申领免收证件工本费）",
    collect_at=OFFICE,
    how_to_collect="凭本回执和居民身份证领取。代领的，另带代领人的居民身份证。",
    clerk="吴敏",
    verification=VERIFICATION,
)

COLLECTION = CollectionNoticeContent(
    number="5226010201202611300008",
    issued_on=date(2026, 11, 30),
    service="首次申领居住证",
    applicant="吴桂花",
    document_number_masked="9901**********0043",
    accepted_on=date(2026, 11, 24),
    ready_on=date(2026, 11, 30),
    collect_at=OFFICE,
    bring=("本人居民身份证", "受理回执（遗失的，说明姓名即可）"),
    agent_rule="家人或者其他人可以代领，请带双方的居民身份证。",
    fee="0元",
    clerk="吴敏",
    verification=VERIFICATION,
)

REFUSAL = RefusalNoticeContent(
    kind=RefusalKind.REFUSE,
    number="凯公居不办〔2026〕0007号",
    decided_on=date(2026, 11, 26),
    service="首次申领居住证",
    applicant="吴桂花",
    document_number_masked="9901**********0043",
    applied_on=date(2026, 11, 24),
    facts="经核查，您的常住户口在凯里市湾溪街道，现住凯里市大十字街道，两地同属凯里市。",
    reasons=(
        RefusalReason(
            "在常住户口所在的市内居住，不属于到其他城市居住，不能申领居住证。",
            "《居住证暂行条例》第二条；省公安厅2016年7月30日通知 二（一）",
        ),
    ),
    what_to_do="暂住登记仍然有效。以后到其他城市居住满半年的，可以在当地申领。",
    remedy=Remedy(
        review_organ="凯里市人民政府",
        review_within="收到本通知书之日起六十日内",
        court="凯里市人民法院",
        lawsuit_within="收到本通知书之日起六个月内",
        basis="《中华人民共和国行政复议法》第二十条、《中华人民共和国行政诉讼法》第四十六条",
    ),
    office=BUREAU,
    clerk="王建国",
    verification=VERIFICATION,
)

ORDINARY: dict[PaperKind, Content] = {
    PaperKind.SLIP: SLIP,
    PaperKind.REGISTRATION_FORM: FORM,
    PaperKind.DEFICIENCY_NOTICE: DEFICIENCY,
    PaperKind.RECEIPT: RECEIPT,
    PaperKind.COLLECTION_NOTICE: COLLECTION,
    PaperKind.REFUSAL_NOTICE: REFUSAL,
}
