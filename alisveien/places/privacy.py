"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.places import models

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e.")
_YEAR = timedelta(days=365)


def _old_files(today: date) -> Q:
    return Q(at__date__lt=today - _YEAR)


PEOPLE: dict[type[Model], Privacy] = {
    models.RegisterChange: Privacy(
        _("Vise hvem som har endret registeret, og kunne angre."),
        _BASIS,
        _("Så lenge registeret er i bruk. Navnet tas bort med kontoen, og bare nummeret står igjen."),
        (),
        title=_("Endringer i registeret"),
        held={"by_id": USER, "undone_by_id": USER},
        hidden=("wrote",),
    ),
    models.RegisterFile: Privacy(
        _("Vise hva en fil endrer i registeret, før den leses inn."),
        _BASIS,
        _("Ett år."),
        ("by_id",),
        title=_("Filer til registeret"),
        held={"by_id": USER},
        due=_old_files,
        removed=True,
        hidden=("text",),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset(
    {
        models.AreaFacts,
        models.Belonging,
        models.DepartmentFacts,
        models.DistrictFacts,
        models.HospitalFacts,
        models.MunicipalityFacts,
        models.Naming,
        models.OfficeCoverage,
        models.OfficeHost,
        models.Place,
        models.PlaceFigure,
        models.Succession,
    }
)
"""Models of this area that hold no person."""
