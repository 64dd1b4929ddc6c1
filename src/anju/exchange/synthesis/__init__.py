"""A synthetic Kaili: made-up people with lives in it, the same again for the same seed.

`people` streams whole lives for demonstrations and for tests of the acts; `columns` makes only
what the law looks at, for measuring millions.
"""

from anju.exchange.synthesis.columns import Columns, columns
from anju.exchange.synthesis.courses import Event
from anju.exchange.synthesis.lives import Life, Standing, households, people

__all__ = ["Columns", "Event", "Life", "Standing", "columns", "households", "people"]
