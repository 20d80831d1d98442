"""Handing a file out: always as a download, never as a page, and only past a rule."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.documents.kinds import KINDS
from alisveien.documents.models import Content, Document

May = Callable[[Actor, Document], bool]


def download(actor: Actor, document: Document, *, may: May, why: str = "") -> HttpResponse:
    """The file as a download. ``may`` is the rule of the area the document hangs on. Raises NotAllowed.

    The browser is told to save it, not to guess its type, and to let nothing in it run.
    """
    allow(may(actor, document), why)
    content = Content.objects.get(document=document).content
    response = HttpResponse(bytes(content), content_type=KINDS[document.kind].media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
