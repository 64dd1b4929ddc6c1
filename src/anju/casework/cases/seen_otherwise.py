"""What a reviewer saw otherwise than the law answered: kept beside the answer it speaks of."""

from anju.access.refusals import Conflict
from anju.casework.act import Act
from anju.casework.cases.outcomes import SeenOtherwise
from anju.reading.police.answers import answers
from anju.records.cases.models import Case, ContradictedAnswer

__all__ = ["keep_seen_otherwise"]


def keep_seen_otherwise(
    act: Act, act_id: int, case: Case, otherwise: tuple[SeenOtherwise, ...]
) -> None:
    """Keep each contradiction with the answer as the law gives it now, its facts and articles."""
    if not otherwise:
        return
    given = {answer.code: answer for answer in answers(case, act.on)}
    unknown = [one.condition for one in otherwise if one.condition not in given]
    if unknown:
        raise Conflict("核对的条件已经变了，请核对后再保存")
    ContradictedAnswer.objects.bulk_create(
        ContradictedAnswer(
            case=case,
            person_id=case.person_id,
            area=case.area,
            step=act.name,
            condition=one.condition,
            law_says=given[one.condition].holds,
            facts=dict(given[one.condition].facts),
            cites=list(given[one.condition].cites),
            note=one.note,
            noted_by=act.actor.staff_number,
            noted_at=act.now,
            act_id=act_id,
        )
        for one in otherwise
    )
