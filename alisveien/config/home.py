"""Where one arrives: the work list for who is signed in, the front page for everybody else."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alisveien.base.request import Request
from alisveien.public.views import front


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page, or the way to one's own work list."""
    return front(request) if cast(Request, request).actor.user_id is None else redirect("work_list")
