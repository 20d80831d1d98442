"""A draft of a trust's plan: the grid, moving, stepping back and forth, comparing, publishing, taking back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.engines.planning.against import STOP, against_move, against_plan
from alisveien.engines.planning.compare import differences
from alisveien.placements import queries_planner, queries_planner_drafts, rules_planner
from alisveien.placements.forms_planner import MoveForm
from alisveien.placements.pages import planner as pages
from alisveien.placements.pages import planner_compare
from alisveien.placements.pages.planner_file import workbook_of
from alisveien.placements.services import planner as deeds
from alisveien.placements.services import planner_publishing as publishing
from alisveien.placements.telling.planner import faults_in_words
from alisveien.placements.views.asking import actor_of, download, now
from alisveien.placements.views.planner import trust_of
from alisveien.workbench.export import XLSX_TYPE

Draft = queries_planner.FoundDraft
DEEDS: dict[str, Callable[..., Draft]] = {
    "angre": partial(deeds.step_draft, step=-1),
    "igjen": partial(deeds.step_draft, step=1),
    "ta-med": deeds.carry_over,
    "kast": deeds.drop_draft,
}
"""The last part of the address of each deed on a draft."""


def _draft(request: HttpRequest, trust: str, pk: int) -> Draft:
    """The draft, or 404 when the actor may not see it."""
    place = trust_of(request, trust)
    found = queries_planner_drafts.drafts_for(actor_of(request), place).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _drawn(request: HttpRequest, draft: Draft) -> pages.Drawn:
    """The plan a draft makes, which may be changed while the draft is open."""
    today, actor = timezone.localdate(), actor_of(request)
    halves = pages.halves_from(today, pages.count_of(request.GET.get("antall", "")))
    standing = queries_planner.standing_for(actor, draft.trust, draft.begins_on, today)
    plan = queries_planner_drafts.plan_of(draft, standing) if draft.state == "open" else standing.pieces
    editable = draft.state == "open" and rules_planner.may_plan(actor, draft.trust)
    return pages.Drawn(standing, plan, halves, draft, editable)


def _frame(draft: Draft, *more: str) -> dict[str, Any]:
    """What the pages of a draft have in common."""
    here = reverse("placements:plan_draft", args=[draft.trust.code, draft.pk])
    below = [(draft.name, here if more else ""), *((one, "") for one in more)]
    return {"trust": draft.trust, "draft": draft, "crumbs": pages.crumbs(draft.trust, *below)}


@login_required
@never_cache
@require_safe
def plan_draft(request: HttpRequest, trust: str, pk: int) -> HttpResponse:
    """The grid of a draft. ``?antall=``: how many half-years."""
    draft = _draft(request, trust, pk)
    drawn = _drawn(request, draft)
    keys = queries_planner_drafts.news_since(draft, drawn.standing) if drawn.editable else []
    context = {
        **_frame(draft),
        "grid": pages.grid_of(drawn),
        "editable": drawn.editable,
        "count": len(drawn.halves),
        "counts": range(1, pages.MOST + 1),
        "moved": len(differences(drawn.standing.pieces, drawn.plan)),
        "undone": draft.moves.count() - draft.steps,
        "news": planner_compare.news_in_words(draft, drawn.standing, keys),
        "printed_on": timezone.localdate(),
    }
    return render(request, "placements/plan_draft.html", context)


@login_required
@never_cache
@require_safe
def plan_draft_file(request: HttpRequest, trust: str, pk: int) -> HttpResponse:
    """The plan a draft makes as a workbook, marked as a draft."""
    draft = _draft(request, trust, pk)
    day = date_format(timezone.localdate(), "j. F Y")
    about = _("{trust}, UTKAST «{name}» per {day}").format(trust=draft.trust.name, name=draft.name, day=day)
    return download(workbook_of(_drawn(request, draft), about), f"utkast-{draft.pk}.xlsx", XLSX_TYPE)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_move(request: HttpRequest, trust: str, pk: int, key: str) -> HttpResponse:
    """Move one piece: choose where, see what speaks against it, move it. The drag on the grid is sent here too."""
    draft = _draft(request, trust, pk)
    allow(rules_planner.may_plan(actor_of(request), draft.trust), _("Bare koordinatorer i helseforetaket flytter."))
    drawn = _drawn(request, draft)
    if key not in drawn.plan:
        raise Http404
    piece = drawn.plan[key]
    asked = request.POST if request.method == "POST" else request.GET if "half" in request.GET else None
    start = {
        "half": f"{piece.cell.half.year}-{piece.cell.half.half}",
        "place": pages.address_of((piece.cell.hospital, piece.cell.department)),
    }
    form = MoveForm(asked, initial=start, **pages.choices_of(drawn))
    if request.method == "POST" and form.is_valid() and _moved(request, form, draft, key):
        name = pages.piece_name(drawn.standing, piece)
        where = pages.place_in_words(drawn.standing, form.cell())
        messages.success(request, _("{name} er flyttet til {where} i utkastet.").format(name=name, where=where))
        return redirect(f"{reverse('placements:plan_draft', args=[trust, pk])}#{key}")
    context = {
        **_frame(draft, _("Flytt")),
        "form": form,
        "name": pages.piece_name(drawn.standing, piece),
        "lies": pages.place_in_words(drawn.standing, piece.cell),
        "verdict": _verdict(drawn, form, key),
    }
    return render(request, "placements/plan_move.html", context, status=409 if form.non_field_errors() else 200)


def _moved(request: HttpRequest, form: MoveForm, draft: Draft, key: str) -> bool:
    """Whether the piece was moved; else the form has what speaks against it."""
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    try:
        deeds.move_piece(draft=draft, key=key, to=form.cell(), version=version, by=actor_of(request), at=now())
    except RuleBroken as broken:
        for reason in broken.reasons:
            form.add_error(None, reason)
        return False
    return True


def _verdict(drawn: pages.Drawn, form: MoveForm, key: str) -> dict[str, object] | None:
    """What speaks against the cell that is chosen, before anything is moved; None when none is chosen."""
    if not form.is_bound or not form.is_valid():
        return None
    cell = form.cell()
    against = against_move(drawn.plan, key, cell, drawn.standing.ground)
    return {
        "where": pages.place_in_words(drawn.standing, cell),
        "words": pages.words_of(against, cell),
        "stops": any(one.level == STOP for one in against),
    }


@login_required
@never_cache
@require_safe
def plan_options(request: HttpRequest, trust: str, pk: int, key: str) -> HttpResponse:
    """What speaks against moving a piece to each cell, for the page's script."""
    draft = _draft(request, trust, pk)
    drawn = _drawn(request, draft)
    if not drawn.editable or key not in drawn.plan:
        raise Http404
    return JsonResponse({"version": draft.version, "cells": pages.options_of(drawn, key)})


@login_required
@require_POST
def plan_deed(request: HttpRequest, trust: str, pk: int, deed: str) -> HttpResponse:
    """Undo, do again, carry over or throw away."""
    draft = _draft(request, trust, pk)
    if deed not in DEEDS:
        raise Http404
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    try:
        DEEDS[deed](draft=draft, version=version, by=actor_of(request), at=now())
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
        return redirect("placements:plan_draft", trust, pk)
    messages.success(request, _done(deed))
    return redirect("placements:plan", trust) if deed == "kast" else redirect("placements:plan_draft", trust, pk)


def _done(deed: str) -> str:
    return {
        "angre": _("Den siste flyttingen er angret."),
        "igjen": _("Flyttingen er gjort igjen."),
        "ta-med": _("Utkastet bygger nå på planen som gjelder. Flyttinger som ikke lar seg gjøre, er tatt bort."),
        "kast": _("Utkastet er kastet."),
    }[deed]


@login_required
@never_cache
@require_safe
def plan_compare(request: HttpRequest, trust: str, pk: int) -> HttpResponse:
    """A draft beside the plan in force, or beside another draft (``?med=``)."""
    draft = _draft(request, trust, pk)
    drawn = _drawn(request, draft)
    others = [one for one in queries_planner_drafts.drafts_for(actor_of(request), draft.trust) if one.state == "open"]
    others = [one for one in others if one.pk != draft.pk]
    other = next((one for one in others if str(one.pk) == request.GET.get("med")), None)
    first = queries_planner_drafts.plan_of(other, drawn.standing) if other else drawn.standing.pieces
    context = {
        **_frame(draft, _("Sammenlign")),
        "page": planner_compare.compared(drawn.standing, first, drawn.plan),
        "other": other,
        "others": others,
    }
    return render(request, "placements/plan_compare.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_publish(request: HttpRequest, trust: str, pk: int) -> HttpResponse:
    """Before publishing: who moves, who is told, what refuses it. For one that is published: taking it back."""
    draft = _draft(request, trust, pk)
    actor = actor_of(request)
    allow(rules_planner.may_plan(actor, draft.trust), _("Bare koordinatorer i helseforetaket publiserer planen."))
    errors: list[str] = []
    if request.method == "POST":
        try:
            _publish_or_back(request, draft)
        except RuleBroken as broken:
            errors, draft = broken.reasons, _draft(request, trust, pk)
        else:
            return redirect("placements:plan", trust)
    return render(
        request, "placements/plan_publish.html", _publish_page(request, draft, errors), status=409 if errors else 200
    )


def _publish_or_back(request: HttpRequest, draft: Draft) -> None:
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if request.POST.get("gjor") == "tilbake":
        publishing.take_back(draft=draft, by=actor_of(request), at=now())
        messages.success(
            request,
            _("Planen er som før «{name}» ble publisert. De som ble flyttet, får brev.").format(name=draft.name),
        )
    else:
        publishing.publish_plan(draft=draft, version=version, by=actor_of(request), at=now())
        messages.success(
            request, _("«{name}» er publisert og gjelder nå. De som er flyttet, får brev.").format(name=draft.name)
        )


def _publish_page(request: HttpRequest, draft: Draft, errors: list[str]) -> dict[str, object]:
    drawn = _drawn(request, draft)
    standing, plan = drawn.standing, drawn.plan
    keys = queries_planner_drafts.news_since(draft, standing) if draft.state == "open" else []
    moved = [one.key for one in differences(standing.pieces, plan)]
    against = [*rules_planner.against_publishing_plan(draft, len(moved), keys)]
    against += faults_in_words(against_plan(plan, moved, standing.ground), plan, standing.people)
    return {
        **_frame(draft, _("Publiser")),
        "page": planner_compare.compared(standing, standing.pieces, plan),
        "figures": planner_compare.told_whom(standing, plan),
        "news": planner_compare.news_in_words(draft, standing, keys),
        "against": against,
        "errors": errors,
    }
