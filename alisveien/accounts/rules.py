"""Which addresses an account may have."""

from django.utils.translation import gettext as _

RESERVED = ("example.no", "example.com", "example.org", ".example", ".test", ".invalid")


def against_address(email: str, *, demonstration: bool) -> list[str]:
    """Every reason against an e-mail address; a demonstration takes only addresses nobody has (RFC 2606)."""
    domain = email.rpartition("@")[2].lower()
    if demonstration and not any(domain == name or domain.endswith(f".{name.lstrip('.')}") for name in RESERVED):
        return [_("Her øver vi: bruk en adresse som slutter på example.no. Ekte adresser tas ikke imot.")]
    return []
