"""What the processes write about themselves: one line an event, with no person in it.

Citizen numbers and phone numbers are masked wherever they stand, also in the text of an exception
and in what libraries log; nobody has to remember it at the place of writing.
"""

import re

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

__all__ = ["formatter", "mask_personal_numbers", "masked", "send_through_handlers"]

PERSONAL = (
    re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{8}(\d{3}[\dXx])(?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{6}(\d{3})(?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])"),
)


def masked(text: str) -> str:
    """The text with the middle of every citizen number and phone number left out."""
    for pattern in PERSONAL:
        text = pattern.sub(r"\1…\2", text)
    return text


def mask_personal_numbers(
    _logger: WrappedLogger | None, _method: str | None, event: EventDict
) -> EventDict:
    """Mask every value of an event, as a step of structlog."""
    for name, value in event.items():
        if not isinstance(value, bool | None):
            event[name] = masked(value if isinstance(value, str) else repr(value))
    return event


BEFORE: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """The formatter of the one handler: every logger's records as masked JSON lines."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=BEFORE,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            mask_personal_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True),
        ],
    )


def send_through_handlers() -> None:
    """Let structlog's own loggers write through the same handler and formatter."""
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
