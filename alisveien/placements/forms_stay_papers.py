"""The supervision agreement of a placement as it is sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PaperForm(forms.Form):
    """One file."""

    use_required_attribute = False
    upload = forms.FileField(
        label=_("Veiledningsavtalen"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        help_text=_("PDF eller Word, høyst 20 MB. Legen, kommunen og helseforetaket kan laste den ned."),
        error_messages={"required": _("Velg fila med avtalen."), "empty": _("Fila er tom.")},
    )
