"""The sentences of the registration form by code, exactly as they are shown."""

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {}
