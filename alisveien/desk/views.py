"""The working face: the work list and help."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.base.work import Beside, Waiting
from alisveien.desk import own_data as own
from alisveien.desk import privacy_page, services
from alisveien.desk.help import pages
from alisveien.desk.work import LABELS, counts_of, day_in_words, groups_of, hour_in_words, sorted_lines
from alisveien.journal.pages import News, looks_for, news_for
from alisveien.people.queries import own_doctor
from alisveien.placements.pages.who import LOOKED


def work_list(waiting: Iterable[Waiting], beside: Iterable[Beside]) -> Callable[[HttpRequest], HttpResponse]:
    """The work list of those who are signed in. ``waiting``: each area's ``waiting_for``; ``beside``: cards."""
    areas, cards = tuple(waiting), tuple(beside)

    @never_cache
    @login_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """What waits for me: late, due this week, waiting for others, changed since I was here."""
        actor, at, today = cast(Request, request).actor, timezone.now(), timezone.localdate()
        before = services.note_visit(by=actor, at=at)
        tasks = [task for waiting_for in areas for task in waiting_for(actor, today)]
        lines = sorted_lines(tasks, _news(actor, before), at)
        only = request.GET.get("vis", "")
        context = {
            "only": LABELS.get(only, ""),
            "lead": _lead(getattr(request, "actor_name", ""), at, before),
            "counts": counts_of(lines, at, only),
            "groups": groups_of(lines, at, only),
            "asides": [aside for beside_for in cards for aside in beside_for(actor, today)],
        }
        return render(request, "desk/work_list.html", context)

    return view


def _news(actor: Actor, before: datetime | None) -> list[News]:
    return news_for(actor, Permission.READ_LOG, before) if before else []


def _lead(name: str, at: datetime, before: datetime | None) -> str:
    """«Hei, Ingrid. Tirsdag 31. august, uke 35. Du var sist her fredag 27. august kl. 14.12.»"""
    today = timezone.localdate(at)
    words = [_("Hei, {name}.").format(name=name.split(maxsplit=1)[0])] if name else []
    words.append(_("{day}, uke {week}.").format(day=day_in_words(today, today), week=today.isocalendar().week))
    if before:
        day = day_in_words(timezone.localdate(before), today).lower()
        words.append(_("Du var sist her {day} {hour}.").format(day=day, hour=hour_in_words(before)))
    return " ".join(words)


@require_safe
def help_front(request: HttpRequest) -> HttpResponse:
    """The way to every page of help, one's own role first."""
    return render(request, "desk/help.html", pages.contents(cast(Request, request).actor))


@require_safe
def help_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide: for a role or for everybody."""
    guide = pages.guide_called(slug)
    if guide is None:
        raise Http404
    return render(request, "desk/help_guide.html", pages.guide_page(guide))


@require_safe
def help_shortcuts(request: HttpRequest) -> HttpResponse:
    """The keys that do something."""
    keys = (
        ("/", _("Går til søkefeltet"), _("Søkefeltet øverst")),
        ("?", _("Åpner denne siden"), _("«Hjelp» nederst, og så «Snarveier på tastaturet»")),
        ("n", _("Neste side i en lang liste"), _("«Neste» under lista")),
        ("p", _("Forrige side i en lang liste"), _("«Forrige» under lista")),
    )
    crumbs = [(_("Hjelp"), "/hjelp/"), (_("Snarveier på tastaturet"), "")]
    return render(request, "desk/help_shortcuts.html", {"keys": keys, "crumbs": crumbs})


@never_cache
@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """What is held about the one who asks: how much, why, how long; and for a doctor, who has looked."""
    actor = cast(Request, request).actor
    doctor = own_doctor(actor)
    context = {
        "parts": [
            {"title": one.title, "purpose": one.said.purpose, "kept": one.said.kept, "count": len(one.rows)}
            for one in own.own_data(actor, timezone.now())
            if one.rows
        ],
        "doctor": doctor,
        "looks": looks_for(actor, doctor, {code: str(name) for code, name in LOOKED.items()}) if doctor else [],
        "crumbs": [(_("Min konto"), "/konto/"), (_("Mine opplysninger"), "")],
    }
    return render(request, "desk/own_data.html", context)


@never_cache
@login_required
@require_safe
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Everything held about the one who asks, as one file."""
    actor, at = cast(Request, request).actor, timezone.now()
    content = own.own_file(own.own_data(actor, at), at)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="mine-opplysninger.zip"'
    return response


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, why and how long; with what goes when, for those who look after it."""
    actor = cast(Request, request).actor
    counted = actor.may(Permission.SEE_SCRUBBING)
    context = {
        "parts": privacy_page.parts_on(timezone.localdate(), counted=counted),
        "bases": privacy_page.bases(),
        "counted": counted,
        "done": privacy_page.done_for(actor) if counted else [],
        "crumbs": [(_("Personvern"), "")],
    }
    return render(request, "desk/privacy.html", context)
