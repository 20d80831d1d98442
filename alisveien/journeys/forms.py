"""What is sent to send letters: the mark of the preview."""

from django import forms


class SendForm(forms.Form):
    """One button; ``seen`` is the mark of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
