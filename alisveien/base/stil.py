"""The page of components: every part of the frame with an example of each state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """All parts on one page, the same parts that real pages are built of."""
    return render(request, "base/stil.html", {})
