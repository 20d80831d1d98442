"""The questions asked before a place applies, as a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alisveien.establishments import rules_gaps


class GapForm(forms.Form):
    """One choice for each question of a speciality. What was answered last time stands there to begin with."""

    def __init__(self, *args: Any, speciality: str, before: Mapping[str, str], **kwargs: Any) -> None:
        """``before``: the answers of the last check, or nothing."""
        super().__init__(*args, **kwargs)
        for question in rules_gaps.questions(speciality):
            self.fields[question.name] = forms.ChoiceField(
                label=question.text,
                choices=[("", _("Velg svar")), *rules_gaps.answers_to_choose()],
                initial=before.get(question.name, ""),
                error_messages={"required": _("Svar på spørsmålet: {text}").format(text=question.text)},
            )
