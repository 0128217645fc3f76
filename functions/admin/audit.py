"""Audit, as this function uses it; the one implementation is ``dutydesk.audit.store``, which ``reveal`` uses too."""

from dutydesk.audit.store import Audit, DynamoAudit, Head, LostRace

__all__ = ["Audit", "DynamoAudit", "Head", "LostRace"]
