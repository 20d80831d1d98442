"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.posts import models

_PURPOSE = _("Vise hvem som foreslo, svarte på og førte inn et antall sykehusplasser.")
_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; oppdraget til helseforetakene og kontorene.")
_KEPT = _("Så lenge løsningen er i bruk. Bare nummeret på kontoen står der.")

PEOPLE: dict[type[Model], Privacy] = {
    models.Proposal: Privacy(
        _PURPOSE,
        _BASIS,
        _KEPT,
        (),
        title=_("Forslag om antall plasser"),
        held={"proposed_by": USER, "answered_by": USER},
    ),
    models.CapacityPlan: Privacy(
        _PURPOSE, _BASIS, _KEPT, (), title=_("Vedtak om antall plasser"), held={"decided_by": USER}
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset(
    {models.PlannedPosts, models.ProposedPosts, models.Post, models.DepartmentTerms}
)
"""Models of this area that hold no person."""
