"""What is typed about a stay in hospital: one form for each part, and one for teaching that was held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models import Stay, Teaching
from alisveien.placements.rules_stays import GOALS, HOME, HOSPITAL


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


def _choice(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    offered = [("", _("Ikke svart ennå")), *choices]
    return forms.ChoiceField(label=label, required=False, choices=offered, help_text=help_text)


class PartForm(forms.Form):
    """A part of what is agreed; ``version`` is what one saw, so that two who write at once are told."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def values(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class HospitalForm(PartForm):
    """What the trust answers for."""

    supervisor_name = forms.CharField(
        label=_("Veileder i sykehuset"),
        max_length=150,
        required=False,
        help_text=_("Legen beholder veilederen i kommunen, og får en egen veileder i sykehuset."),
    )
    supervisor_role = forms.CharField(label=_("Veilederens stilling"), max_length=100, required=False)
    supervisor_email = forms.EmailField(label=_("Veilederens e-post"), required=False)
    agreement_on = _day(_("Veiledningsavtale inngått"), _("Faste avtaler om veiledning, som for andre LIS."))
    employed_on = _day(_("Arbeidsavtale signert"))
    on_call = _choice(
        _("Vakt"),
        Stay.OnCall.choices,
        _("Legen går vakt der legen har kompetansen og vaktplanen har plass. Ellers kan legen dekke vakt på dagtid."),
    )
    midway_on = _day(_("Midtveissamtale planlagt"))
    midway_held_on = _day(_("Midtveissamtale holdt"))


class HomeForm(PartForm):
    """What the municipality answers for. Why somebody has leave is never asked."""

    leave_granted = _choice(
        _("Er permisjon fra kommunen innvilget?"), Stay.Answer.choices, _("Bare ja eller nei. Skriv aldri hvorfor.")
    )
    leave_granted_on = _day(_("Dagen det ble avgjort"))
    locum_arranged = _choice(_("Er det vikar hjemme mens legen er i sykehus?"), Stay.Answer.choices)
    home_contact_on = _day(
        _("Siste kontakt med veilederen hjemme"), _("Legen skal ha kontakt med veilederen sin mens plassen varer.")
    )


class GoalsForm(PartForm):
    """The two goals of the service in an institution, assessed. Nothing is written in words."""

    alm055_on = _day(_("ALM 055 vurdert"), _("Samhandlingskompetanse"))
    alm055_by = _choice(_("ALM 055 vurdert av"), Stay.Role.choices)
    alm055_result = _choice(_("Resultat for ALM 055"), Stay.Result.choices)
    alm085_on = _day(_("ALM 085 vurdert"), _("Dybdekompetanse i selekterte pasientpopulasjoner"))
    alm085_by = _choice(_("ALM 085 vurdert av"), Stay.Role.choices)
    alm085_result = _choice(_("Resultat for ALM 085"), Stay.Result.choices)


FORMS: dict[str, type[PartForm]] = {HOSPITAL: HospitalForm, HOME: HomeForm, GOALS: GoalsForm}


class TeachingForm(forms.Form):
    """A session of teaching on cooperation."""

    use_required_attribute = False
    on = forms.DateField(
        label=_("Dato"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Velg dagen undervisningen ble holdt.")},
    )
    theme = forms.ChoiceField(
        label=_("Tema"),
        choices=[("", _("Velg tema")), *Teaching.Theme.choices],
        error_messages={"required": _("Velg et tema.")},
    )
    where = forms.CharField(
        label=_("Hvor"),
        max_length=120,
        help_text=_("For eksempel «Morgenmøtet ved avdelingen». Skriv ikke om personer."),
        error_messages={"required": _("Skriv hvor undervisningen ble holdt.")},
    )
