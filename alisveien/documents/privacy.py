"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.documents import models

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e.")

PEOPLE: dict[type[Model], Privacy] = {
    models.Document: Privacy(
        _("Ta vare på en fil som er sendt inn, sammen med det den hører til."),
        _BASIS,
        _("Så lenge som det fila hører til."),
        ("name", "uploaded_by"),
        title=_("Filer"),
        held={"uploaded_by": USER},
    ),
    models.Content: Privacy(
        _("Innholdet i fila."),
        _BASIS,
        _("Så lenge som fila."),
        ("content",),
        title=_("Innhold i filer"),
        held={"document__uploaded_by": USER},
        left={"content": b""},
        hidden=("content",),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
