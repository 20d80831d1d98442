"""What is typed when an application, a decision, a withdrawal or a reason is registered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.establishments.models import Registration
from alisveien.journal.seen import SeenForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Decision = Registration.Decision


class ApplicationForm(forms.Form):
    """When the place applied, and how we know."""

    applied_on = forms.DateField(
        label=_("Søknadsdato"), widget=DAY, help_text=_("Dagen søknaden ble sendt Helsedirektoratet i Altinn.")
    )
    source = forms.CharField(
        label=_("Hvor kommer opplysningen fra?"),
        max_length=200,
        help_text=_("For eksempel «Kvittering fra Altinn» eller «E-post fra kommunen»."),
    )


class DecisionForm(forms.Form):
    """What Helsedirektoratet decided, and when."""

    decision = forms.ChoiceField(label=_("Vedtak"), choices=[("", _("Velg vedtak")), *Decision.choices])
    decided_on = forms.DateField(label=_("Vedtaksdato"), widget=DAY)
    valid_from = forms.DateField(
        label=_("Registrert fra, slik Helsedirektoratet oppgir det"),
        required=False,
        widget=DAY,
        help_text=_("La stå tom når datoen ikke er oppgitt. Datoen etter regelen regnes ut."),
    )
    source = forms.CharField(
        label=_("Hvor kommer opplysningen fra?"),
        max_length=200,
        help_text=_("For eksempel «Vedtaksbrev» eller «Helsedirektoratets tabell»."),
    )


class WithdrawalForm(forms.Form):
    """When an application or registration was withdrawn, and why."""

    withdrawn_on = forms.DateField(
        label=_("Trukket fra"), widget=DAY, help_text=_("Første dag uten søknad eller registrering.")
    )
    why = forms.CharField(label=_("Hvorfor?"), max_length=300, help_text=_("Står i loggen. Skriv ikke om personer."))


class ReasonForm(SeenForm):
    """Why a place has not applied."""

    reason = forms.ChoiceField(
        label=_("Hvorfor er det ikke søkt?"),
        choices=[("", _("Velg grunn")), *Registration.Reason.choices],
        help_text=_("Vises bare for kontoret og kommunen selv."),
    )


FORMS: dict[str, type[forms.Form]] = {
    "soknad": ApplicationForm,
    "vedtak": DecisionForm,
    "trekk": WithdrawalForm,
    "grunn": ReasonForm,
}
