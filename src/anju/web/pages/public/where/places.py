"""The offices as people look for them: by town, by village or estate, by pinyin initials."""

from dataclasses import dataclass
from functools import cache

from anju.codes import pinyin, townships
from anju.codes.offices import Office, find, offices

__all__ = ["Place", "place_of", "places", "places_for"]

MOST_COMMUNITIES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One office with what is asked of it: how to find it, what can be done there."""

    office: Office
    communities: tuple[str, ...] = ()

    @property
    def way(self) -> str:
        """How to find the door: the landmark and the floor, as far as they are known."""
        return "，".join(filter(None, (self.office.landmark, self.floor)))

    @property
    def floor(self) -> str:
        """The floor in words; nothing where it is not known."""
        if self.office.floor is None:
            return ""
        return f"负 {-self.office.floor} 楼" if self.office.floor < 0 else f"{self.office.floor} 楼"

    @property
    def telephone(self) -> str:
        """The number as a link dials it."""
        return "+86" + self.office.phone.lstrip("0").replace("-", "")


def places() -> tuple[Place, ...]:
    """All offices in the order of the page."""
    return tuple(Place(office) for office in offices())


def place_of(township: str) -> Place | None:
    """The office of a town by its code."""
    office = find(township)
    return Place(office) if office else None


def places_for(words: str) -> tuple[Place, ...]:
    """The offices whose town, address, village or pinyin holds the words."""
    wanted = words.strip().lower().replace(" ", "")
    if not wanted:
        return places()
    found = (_with_communities(office, wanted) for office in offices())
    return tuple(place for place in found if place is not None)


def _with_communities(office: Office, wanted: str) -> Place | None:
    communities = tuple(name for name, spoken in _communities(office.code) if wanted in spoken)
    if communities:
        return Place(office, communities[:MOST_COMMUNITIES_SHOWN])
    return Place(office) if wanted in _spoken(f"{office.name}{office.address}") else None


@cache
def _communities(township: str) -> tuple[tuple[str, str], ...]:
    """The villages and communities of a town, each with what finds it."""
    return tuple(
        (one.short_name, _spoken(one.short_name)) for one in townships.communities(township)
    )


@cache
def _spoken(text: str) -> str:
    """A text with its pinyin and its initials, apart so that they do not run together."""
    return "|".join((text.lower(), "".join(pinyin.syllables(text)), pinyin.initials(text)))
