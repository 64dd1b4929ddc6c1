"""Made-up lives for the properties of the law."""

from datetime import date, timedelta

from hypothesis import strategies as st

from anju.law.eligibility import Application, Ground
from anju.law.excluded_stays import StayKind
from anju.law.residence_period import Stay

#: A place that is a city by itself, two districts of one city, an old code, a part of an undivided
#: city, an area of many cities, and a code that never was.
DIVISIONS = ("522601", "520103", "520111", "522101", "441999", "522600", "529999")

days = st.dates(date(2016, 1, 1), date(2026, 12, 31))
decision_days = st.dates(date(2017, 1, 1), date(2026, 12, 31))
published_days = st.dates(date(2016, 1, 1), date(2025, 11, 1))
grounds = st.frozensets(st.sampled_from(Ground))


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    from_on = draw(days)
    length = draw(st.none() | st.integers(0, 500))
    to_on = None if length is None else from_on + timedelta(days=length)
    return Stay(from_on, to_on, draw(st.sampled_from(DIVISIONS)))


@st.composite
def applications(draw: st.DrawFn) -> Application:
    return Application(
        hukou_division=draw(st.none() | st.sampled_from(DIVISIONS)),
        residence_division=draw(st.sampled_from(DIVISIONS)),
        stay_kind=draw(st.sampled_from(StayKind)),
        grounds=draw(grounds),
        starts_on=draw(st.none() | days),
        stays=tuple(draw(st.lists(stays(), max_size=5))),
        holds_permit=draw(st.booleans()),
    )
