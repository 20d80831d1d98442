"""What is chosen when two persons are found to be one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MergeForm(forms.Form):
    """Which of the two stays, and whose value stands where they differ. ``cleaned_data``: kept (a key) and chosen."""

    kept = forms.ChoiceField(
        label=_("Hvem skal bli stående?"),
        help_text=_("Alt som hører til den andre, følger med. Du kan angre fra personens tidslinje."),
    )

    def __init__(
        self,
        *args: Any,
        both: Iterable[tuple[str, str]],
        choices: Iterable[tuple[str, Any, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        """``both`` are (key, name) of the two; ``choices`` the fields to choose between (`pages.pair.choices_of`)."""
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [("", _("Velg person")), *both]  # type: ignore[attr-defined]
        self.names = []
        for name, label, values in choices:
            self.names.append(name)
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("Velg hva som er riktig")), *values])

    def clean(self) -> dict[str, Any]:
        """The fields become one answer: field → «kept» or «gone»."""
        cleaned: dict[str, Any] = super().clean() or {}
        kept = cleaned.get("kept")
        chosen = {name: "kept" if cleaned.pop(name) == kept else "gone" for name in self.names if name in cleaned}
        return cleaned | {"chosen": chosen}
