"""The pages of arenas: the list, a municipality's together, one arena, its description step by step, its papers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.base.saved import saved_in_words
from alisveien.establishments import arena_steps as steps
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.forms_arenas import ArenaForm, ConfirmForm, GoalsForm, PaperEndForm, PaperForm, StepForm
from alisveien.establishments.pages import arenas as pages
from alisveien.establishments.pages import asking
from alisveien.establishments.queries_kept import kept_for
from alisveien.establishments.registers_arenas import arenas as declared
from alisveien.establishments.services import arenas as services
from alisveien.establishments.services.kept import forget_answers, keep_answers
from alisveien.establishments.views.institutions import actor_of, dated
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, see_again
from alisveien.workbench.pages import list_page
from alisveien.workbench.per import asked_day


@login_required
def arenas(request: HttpRequest) -> HttpResponse:
    """The list of every arena within reach."""
    actor, today = actor_of(request), timezone.localdate()
    allow(rules.may_see_some(actor), _("Siden er for kommunene og kontorene som følger dem."))
    return list_page(declared(actor, today))(request)


@never_cache
@require_safe
def arenas_together(request: HttpRequest, code: str) -> HttpResponse:
    """A municipality's arenas, and which goals they give together. ``?fag=SAM`` for the other speciality."""
    actor = actor_of(request)
    place = get_object_or_404(queries.town_for(actor, code))
    speciality = asking.speciality_of(request.GET.get(asking.SUBJECT))
    context = pages.together_page(actor, place, speciality, timezone.localdate())
    return render(request, "establishments/arenas_together.html", context)


@never_cache
def arena_new(request: HttpRequest, code: str) -> HttpResponse:
    """Add an arena: what it is. The rest is asked step by step afterwards."""
    actor = actor_of(request)
    place = get_object_or_404(queries.town_for(actor, code))
    allow(rules.may_describe(actor, place), _("Kommunen beskriver sine egne arenaer."))
    form = posted(ArenaForm, request, names=steps.STEPS["om"][:-1])
    if form.is_bound and form.is_valid():
        made: list[Any] = []
        if attempt(form, lambda **answers: made.append(_added(place, answers, request))):
            return redirect("establishments:arena_step", made[0].pk, steps.next_step(made[0], "om"))
    context = {"form": form, "place": place, "crumbs": [*pages.crumbs(place), (_("Ny arena"), "")]}
    return render(request, "establishments/arena_new.html", context)


def _added(place: Any, answers: dict[str, Any], request: HttpRequest) -> Any:
    return services.add_arena(place=place, answers=answers, by=actor_of(request), at=timezone.now())


def _arena(request: HttpRequest, pk: int) -> Any:
    """The arena, or 404."""
    arena = queries.arena_for(actor_of(request), pk)
    if arena is None:
        raise Http404
    return arena


@never_cache
@require_safe
def arena(request: HttpRequest, pk: int) -> HttpResponse:
    """One arena with all that is said of it. ``?per=2025-03-01`` shows it as it was described that day."""
    actor, found, today = actor_of(request), _arena(request, pk), timezone.localdate()
    asked, fault = asked_day(request.GET, today)
    context = pages.arena_page_then(actor, found, asked) if asked else pages.arena_page(actor, found, today)
    return render(request, "establishments/arena.html", context | dated(asked, fault, []))


def _step(request: HttpRequest, pk: int, step: str) -> tuple[Any, str]:
    """The arena and the subject of what is kept of a step; 404 for a step it is not asked, 403 for who may not."""
    found = queries.arena_asked(actor_of(request), pk) or _arena(request, pk)
    if step not in steps.steps_of(found):
        raise Http404
    allow(rules.may_answer_for(actor_of(request), found.place), _("Kommunen beskriver sine egne arenaer."))
    return found, f"arena:{pk}:{step}"


@never_cache
def arena_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One group of questions. What was typed and not sent last time stands there."""
    actor, now = actor_of(request), timezone.now()
    found, subject = _step(request, pk, step)
    kept = kept_for(actor, subject)
    seen = mark_of(picture(found, *steps.STEPS[step]))
    form = _form(request, found, step, kept.typed if kept else None, seen)

    def describe(*, seen: str, **answers: Any) -> None:
        services.describe_arena(arena=found, answers=answers, seen=seen, by=actor, at=now)

    if attempt(form, describe):
        forget_answers(subjects=[subject], by=actor, at=now)
        onward = steps.next_step(found, step)
        if onward and "ferdig" not in request.POST:
            return redirect("establishments:arena_step", pk, onward)
        if actor.link is not None:
            return redirect("establishments:arenas_check", found.place_id)
        messages.success(request, _("Beskrivelsen er lagret. Du kan angre i loggen."))
        return redirect("establishments:arena", pk)
    see_again(form, seen=seen)
    if request.method == "POST" and actor.user_id is not None:
        kept = keep_answers(subject=subject, typed=_typed(request), by=actor, at=now)
    names = steps.steps_of(found)
    context = {
        "form": form,
        "arena": found,
        "by_link": actor.link is not None,
        "step": steps.step_words(step),
        "number": names.index(step) + 1,
        "of": len(names),
        "bars": [place <= names.index(step) for place in range(len(names))],
        "before": steps.previous_step(found, step),
        "saved": saved_in_words(kept.saved_at, now) if kept else _("Det du skriver, blir tatt vare på."),
        "goal_sections": _goal_sections(form) if step == steps.GOALS else [],
    }
    return render(request, "establishments/arena_step.html", context)


@require_POST
def arena_save(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Keep what has been typed so far, asked by the script of the form: when it was saved, in words."""
    _found, subject = _step(request, pk, step)
    now = timezone.now()
    kept = keep_answers(subject=subject, typed=_typed(request), by=actor_of(request), at=now)
    return JsonResponse({"saved": saved_in_words(kept.saved_at, now)})


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST if name not in ("csrfmiddlewaretoken", "ferdig")}


def _form(
    request: HttpRequest, found: Any, step: str, typed: dict[str, list[str]] | None, seen: str
) -> StepForm | GoalsForm:
    """The form of a step: as posted, else as typed last time, else as the arena is described.

    What was typed last time carries the mark of what was shown then, ``seen`` is that of now.
    """
    form: StepForm | GoalsForm
    if step == steps.GOALS:
        form = posted(GoalsForm, request, goals=queries.goals_in_force(), arena=found, initial={"seen": seen})
    else:
        form = posted(StepForm, request, names=steps.STEPS[step], arena=found, initial={"seen": seen})
    if typed is not None and not form.is_bound:
        form.initial = {"seen": typed["seen"][0]} if typed.get("seen") else form.initial
        for name, field in form.fields.items():
            several = typed.get(name, [])
            field.initial = (
                several if hasattr(field, "choices") and name in ("equipment", "work") else "".join(several[:1])
            )
    return form


def _goal_sections(form: Any) -> list[dict[str, Any]]:
    """The fields of the goals in their sections."""
    sections: dict[str, dict[str, Any]] = {}
    for goal in form.goals:
        title = f"{goal.get_framework_display()}: {goal.section} {goal.section_title}"
        sections.setdefault(title, {"title": title, "fields": []})["fields"].append(form[goal.code])
    return list(sections.values())


@never_cache
def arenas_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the description of every arena of a municipality is right."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.town_for(actor, code))
    allow(rules.may_describe(actor, place), _("Kommunen bekrefter sine egne arenaer."))
    form = posted(ConfirmForm, request)
    if attempt(form, services.confirm_arenas, place=place, by=actor, at=timezone.now()):
        messages.success(request, _("Takk. Beskrivelsen av arenaene er bekreftet i dag."))
        return redirect("establishments:arenas_together", place.code)
    context = {
        "form": form,
        "place": place,
        "described": pages.described(queries.arenas_of(actor, place), today),
        "crumbs": [*pages.crumbs(place), (_("Bekreft"), "")],
    }
    return render(request, "establishments/arenas_confirm.html", context)


@never_cache
def paper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an approval or an agreement."""
    actor, found = actor_of(request), _arena(request, pk)
    allow(rules.may_change_arena(actor, found), _("Kommunen beskriver sine egne arenaer."))
    form = posted(PaperForm, request)
    if attempt(form, services.add_paper, arena=found, by=actor, at=timezone.now()):
        messages.success(request, _("Det er lagt til."))
        return redirect("establishments:arena", pk)
    return _paper_page(request, form, found, _("Legg til godkjenning eller avtale"), _("Legg til"))


@never_cache
def paper_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an approval or an agreement does not hold any more."""
    actor = actor_of(request)
    paper = queries.paper_for(actor, pk)
    if paper is None:
        raise Http404
    allow(rules.may_change_paper(actor, paper), _("Kommunen beskriver sine egne arenaer."))
    seen = mark_of(picture(paper, *services.PAPER))
    form = posted(PaperEndForm, request, initial={"seen": seen})
    if attempt(form, services.end_paper, paper=paper, by=actor, at=timezone.now()):
        messages.success(request, _("Det er skrevet ned. Du kan angre i loggen."))
        return redirect("establishments:arena", paper.arena_id)
    see_again(form, seen=seen)
    return _paper_page(request, form, paper.arena, _("Avslutt godkjenning eller avtale"), _("Avslutt"))


def _paper_page(request: HttpRequest, form: Any, found: Any, heading: str, button: str) -> HttpResponse:
    context = {
        "form": form,
        "arena": found,
        "heading": heading,
        "button_text": button,
        "crumbs": [*pages.crumbs(found.place), (found.name, f"/laringsarenaer/{found.pk}/"), (heading, "")],
    }
    return render(request, "establishments/arena_paper.html", context)
