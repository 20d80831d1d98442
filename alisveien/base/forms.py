"""From a request to a deed: fill the form when it was sent, try the deed, show what speaks against it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest

from alisveien.base.errors import RuleBroken

SomeForm = TypeVar("SomeForm", bound=BaseForm)


def posted(form: Callable[..., SomeForm], request: HttpRequest, **more: Any) -> SomeForm:
    """The form, filled with what was sent exactly when the request is a POST (even without fields)."""
    if request.method == "POST":
        return form(data=request.POST, files=request.FILES, **more)
    return form(**more)


def attempt(form: BaseForm, deed: Callable[..., Any], **arguments: Any) -> bool:
    """Whether the form was sent, is right, and the deed was done.

    The deed is called with what was typed (``form.cleaned_data``) and ``arguments``. The reasons of a RuleBroken become
    errors of the form; NotAllowed passes through and becomes 403.
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        deed(**form.cleaned_data, **arguments)
    except RuleBroken as broken:
        for reason in broken.reasons:
            form.add_error(None, reason)
        return False
    return True
