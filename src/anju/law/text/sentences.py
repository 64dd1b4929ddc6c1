"""The Chinese sentence for each code a finding carries: reasons and warnings."""

from anju.law.text import typed_toml as toml

__all__ = ["every_code", "sentence"]


def sentence(code: str) -> str:
    """The sentence of a code such as `same_city` or `holidays_not_published:2031`."""
    name, _, detail = code.partition(":")
    return toml.text(toml.read("catalogues", "sentences"), name).replace("{}", detail)


def every_code() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(toml.read("catalogues", "sentences"))
