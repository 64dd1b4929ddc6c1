"""What the header of staff pages shows; a middleware of the staff pages lays it on the request."""

from dataclasses import dataclass

__all__ = ["POST_NAMES", "NavigationLink", "StaffFrame"]

POST_NAMES = {
    "window_clerk": "窗口受理员",
    "officer": "民警",
    "station_chief": "所长",
    "county_reviewer": "县局审批",
    "card_maker": "制证员",
    "field_collector": "协管员",
    "analyst": "统计员",
    "auditor": "审计员",
    "administrator": "管理员",
}


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One page in the header."""

    title: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class StaffFrame:
    """Who works where, and which pages the post has. Base template: base_staff.html.

    `devices` is the address of the device agent on the counter's own computer; `find` is where a
    person is looked for whose card was read on a page that does not take it; `card_readings` is
    what was read for a form that is shown again; `sealed_minutes` are left of work on protected
    files, 0 on ordinary ones.
    """

    station: str
    person: str
    post: str
    home: str
    sign_out: str = ""
    navigation: tuple[NavigationLink, ...] = ()
    devices: str = ""
    find: str = ""
    card_readings: tuple[str, ...] = ()
    sealed_minutes: int = 0
