"""What is kept for a time only, and then let go."""

from datetime import datetime, timedelta

from anju.records.journal.models import RememberedRequest

__all__ = ["REQUESTS_KEPT", "forget_requests"]

REQUESTS_KEPT = timedelta(days=8)  # seven are promised; the eighth is for clocks that differ


def forget_requests(now: datetime) -> int:
    """Let go of the answers of old requests; a repeat of one is then a request of its own.

    Called nightly by the worker; gives the number let go.
    """
    gone, _ = RememberedRequest.objects.filter(at__lt=now - REQUESTS_KEPT).delete()
    return gone
