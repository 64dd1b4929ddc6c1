"""No log line names a person by number."""

import io
import json
import logging
import sys

import pytest
import structlog

from anju.kit.log_lines import formatter, masked, send_through_handlers

NUMBER = "99" + "0101199001011239"
PHONE = "13800138000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"登记 {NUMBER} 完成", "登记 990101…1239 完成"),
        (f"号码{PHONE}，已通知", "号码138…8000，已通知"),
        ("99010190010112X", "99010190010112X"),
        ("digest 3b990101199001011239ff", "digest 3b990101199001011239ff"),
        ("2026-11-23 10:00", "2026-11-23 10:00"),
    ],
)
def test_numbers_are_masked_and_nothing_else(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_a_library_that_logs_an_exception_names_nobody() -> None:
    try:
        raise ValueError(f"duplicate key {NUMBER}")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "找 %s", (PHONE,), sys.exc_info()
        )
    line = formatter().format(record)
    assert NUMBER not in line
    assert PHONE not in line
    fields = json.loads(line)
    assert fields["event"] == "找 138…8000"
    assert fields["logger"] == "django.request"
    assert "ValueError: duplicate key 990101…1239" in fields["exception"]


def test_our_own_loggers_write_through_the_same_formatter() -> None:
    send_through_handlers()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter())
    logger = logging.Logger("anju.test")
    logger.addHandler(handler)
    own = structlog.wrap_logger(logger, wrapper_class=structlog.stdlib.BoundLogger)
    own.warning("重复的号码", number=NUMBER, rows=3)
    fields = json.loads(written.getvalue())
    assert fields["number"] == "990101…1239"
    assert fields["level"] == "warning"
