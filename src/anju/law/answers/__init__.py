"""Questions as plain records, answers as plain records: the face of the law for other programs."""

from anju.law.answers.register import RULE_NAMES, UnknownRule, answer, answer_line

__all__ = ["RULE_NAMES", "UnknownRule", "answer", "answer_line"]
