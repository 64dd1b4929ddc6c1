"""Chinese punctuation for texts that were published on the web with half-width marks."""

import re

__all__ = ["full_width"]

MARKS = str.maketrans(",;:()", "，；：（）")
HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”"
BESIDE_HAN = re.compile(rf"(?<=[{HAN}])[,;:()]|[,;:()](?=[{HAN}])")


def full_width(text: str) -> str:
    """The text with full-width marks wherever a mark stands beside a Chinese character."""
    for _ in range(2):  # a mark may stand beside a mark that has only now become full-width
        text = BESIDE_HAN.sub(lambda mark: mark[0].translate(MARKS), text)
    return text
