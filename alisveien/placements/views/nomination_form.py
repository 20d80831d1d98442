"""The pages of the nomination form: begun, step by step or on one page, summed up, sent; and what others changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.saved import saved_in_words
from alisveien.placements import queries_nomination as queries
from alisveien.placements import rules_nomination as rules
from alisveien.placements.answers import FIELDS, Choices, changed_items
from alisveien.placements.forms import QUESTIONS, STEPS, BeginForm, NominationForm
from alisveien.placements.pages import nomination_rows as rows
from alisveien.placements.pages import nomination_steps as steps
from alisveien.placements.services import drafts
from alisveien.placements.services.nominations import ChangedMeanwhile
from alisveien.placements.services.sending import send_draft
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.nominations import receipt
from alisveien.placements.views.sent_drafts import leads_on_when_sent, not_saved, sent_or_missing

DENSE = "tett"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_new(request: HttpRequest) -> HttpResponse:
    """Where a nomination begins: for whom, and the drafts that wait. POST makes a draft."""
    by, now = actor_of(request), timezone.now()
    homes = queries.homes_for(by, timezone.localdate())
    allow(bool(homes), _("Bare kommunen kan melde inn leger. Spør lederen eller kommuneoverlegen."))
    form = BeginForm(request.POST if request.method == "POST" else None, homes=homes)
    if form.is_valid():
        home = next(place for place in homes if str(place.pk) == form.cleaned_data["home"])
        draft = drafts.begin_draft(home=home, by=by, at=now)
        if request.POST.get("form") == DENSE:
            return redirect("placements:draft_dense", draft.pk)
        return redirect("placements:draft_step", draft.pk, QUESTIONS[0])
    kept = [
        {"draft": one, "name": rows.name_of(one.typed), "saved": saved_in_words(one.saved_at, now)}
        for one in queries.drafts_for(by)
    ]
    context = {"homes": homes, "form": form, "drafts": kept, "crumbs": _crumbs((_("Meld inn lege"), ""))}
    return render(request, "placements/nomination_new.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on_when_sent()
def draft_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One group of questions. What is posted is kept, faults and all; the next step opens when there are none."""
    if step not in QUESTIONS:
        raise Http404
    by, draft = actor_of(request), draft_of(request, pk)
    posting = request.method == "POST"
    if posting:
        draft = _kept(request, draft, STEPS[step])
    form, choices = _form(by, draft, STEPS[step], bound=posting)
    if posting and form.is_valid():
        return _onward(request, draft, step)
    number, of = steps.place_in(step)
    context = _frame(draft, choices) | {
        "form": form,
        "standing": _standing(by, form),
        "step": step,
        "words": steps.words_of(step),
        "number": number,
        "of": of,
        "bars": [place <= number for place in range(1, of + 1)],
        "before": steps.before(step),
        "from_summary": request.GET.get("fra") == "oppsummering" or draft.nomination is not None,
        "wishes": _wish_fields(form),
    }
    return render(request, "placements/nomination_step.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on_when_sent(*STEPS["oppsummering"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary: «Stemmer dette?», row by row. POST sends it."""
    by, kept = actor_of(request), draft_of(request, pk)
    if request.method == "POST":
        kept = _kept(request, kept, STEPS["oppsummering"])
    form, choices = _form(by, kept, FIELDS, bound=True)
    if request.method == "POST" and form.is_valid():
        answer = _sent(request, kept, form)
        if answer is not None:
            return answer
    today = timezone.localdate()
    shown = rows.rows_of(kept.typed, choices, today, faults=_faults(form), seen=kept.seen if kept.nomination else None)
    ready = form.is_valid()
    context = _frame(kept, choices) | {
        "form": form,
        "standing": _standing(by, form),
        "answers": shown,
        "ready": ready,
        "warnings": steps.warnings_of(form.answers(kept.typed, kept.municipality), today) if ready else [],
        "number": len(STEPS),
        "of": len(STEPS),
        "bars": [True] * len(STEPS),
        "changed": any(row.changed for row in shown),
    }
    return render(request, "placements/nomination_summary.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on_when_sent(*FIELDS)
def draft_dense(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole form on one page, for those who do many. POST sends it, or says what must be mended."""
    by, kept = actor_of(request), draft_of(request, pk)
    posting = request.method == "POST"
    if posting:
        kept = _kept(request, kept, FIELDS)
        kept = drafts.take_known_doctor(draft=kept, by=by, at=timezone.now())
    form, choices = _form(by, kept, FIELDS, bound=posting, whole_region=kept.nomination is None)
    if posting and "lagre" not in request.POST and form.is_valid():
        answer = _sent(request, kept, form)
        if answer is not None:
            return answer
    groups = [
        (steps.words_of(step), [form[name] for name in STEPS[step] if name in form.fields] if step != "onsker" else [])
        for step in QUESTIONS
    ]
    context = _frame(kept, choices) | {"form": form, "groups": groups, "wishes": _wish_fields(form)}
    context["standing"] = _standing(by, form)
    return render(request, "placements/nomination_dense.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on_when_sent()
def draft_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What others have changed since the person began, item by item; POST takes the choices and goes on."""
    by, kept = actor_of(request), draft_of(request, pk)
    if request.method == "POST":
        chosen = steps.chosen_from(request.POST.dict())
        drafts.settle_draft(draft=kept, chosen=chosen, by=by, at=timezone.now())
        return redirect("placements:draft", pk)
    choices = queries.choices_of(by, kept, timezone.localdate())
    now = queries.stands_now(kept)
    items = changed_items(kept.seen, now)
    if not items:
        drafts.settle_draft(draft=kept, chosen={}, by=by, at=timezone.now())
        return redirect("placements:draft", pk)
    context = _frame(kept, choices) | {
        "changes": steps.changes_of(items, kept.seen, now, kept.typed, choices),
        "deeds": queries.last_deeds(kept),
        "mine": drafts.MINE,
        "theirs": drafts.THEIRS,
    }
    return render(request, "placements/nomination_settle.html", context)


@require_POST
@not_saved
def draft_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what has been typed so far, asked by the script of the form: when it was saved, in words."""
    step = request.POST.get("steg", "")
    names = STEPS.get(step, FIELDS if step == DENSE else ())
    kept = _kept(request, draft_of(request, pk), names)
    return JsonResponse({"saved": saved_in_words(kept.saved_at, timezone.now())})


@require_POST
@leads_on_when_sent()
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    drafts.discard_draft(draft=draft_of(request, pk), by=actor_of(request), at=timezone.now())
    return redirect("placements:nominations")


def draft_of(request: HttpRequest, pk: int) -> queries.FoundDraft:
    """The actor's own draft. Raises AlreadySent when it has become a nomination, else 404."""
    found = queries.draft_for(actor_of(request), pk)
    if found is None:
        raise sent_or_missing(request, pk)
    return found


def _kept(request: HttpRequest, kept: queries.FoundDraft, names: tuple[str, ...]) -> queries.FoundDraft:
    """The draft with what was posted; a box that is not ticked is posted as nothing. Asks who the doctor is."""
    by, now = actor_of(request), timezone.now()
    typed = {name: request.POST.get(name, "") for name in names}
    if "unit" in typed and "unit" not in request.POST:
        del typed["unit"]
    drafts.keep_typed(draft=kept, typed=typed, by=by, at=now)
    if "hpr_number" in typed and kept.nomination is None:
        drafts.take_known_doctor(draft=kept, by=by, at=now)
    return draft_of(request, kept.pk)


def _form(
    by: Actor, kept: queries.FoundDraft, names: tuple[str, ...], *, bound: bool, whole_region: bool = False
) -> tuple[NominationForm, Choices]:
    choices = queries.choices_of(by, kept, timezone.localdate(), whole_region=whole_region)
    initial = {**kept.typed, **steps.window_from(kept.typed, choices)}
    known = queries.known_to(kept)
    form = NominationForm(
        kept.typed if bound else None,
        choices=choices,
        names=names,
        fixed=kept.nomination is not None,
        against=lambda number: rules.against_nominating(number, kept.municipality, known),
        initial=initial,
    )
    return form, choices


def _onward(request: HttpRequest, kept: queries.FoundDraft, step: str) -> HttpResponse:
    """Where a step leads: a change and a known doctor to the summary, else to the next step."""
    known_now = step == "lege" and kept.doctor is not None
    onward = steps.next_to(step)
    if "til_oppsummering" in request.POST or kept.nomination or known_now or onward not in QUESTIONS:
        return redirect("placements:draft", kept.pk)
    return redirect("placements:draft_step", kept.pk, onward)


def _sent(request: HttpRequest, kept: queries.FoundDraft, form: NominationForm) -> HttpResponse | None:
    """Send a draft whose form is valid: to the receipt, or to what others changed; None when a rule was broken."""
    answers = form.answers(kept.typed, kept.municipality)
    try:
        nomination = send_draft(draft=kept, answers=answers, by=actor_of(request), at=timezone.now())
    except ChangedMeanwhile:
        return redirect("placements:draft_settle", kept.pk)
    except RuleBroken as broken:
        for reason in broken.reasons:
            form.add_error(None, reason)
        return None
    return receipt(request, nomination.pk)


def _standing(by: Actor, form: NominationForm) -> queries.FoundNomination | None:
    """The nomination that stands of the doctor whose HPR number is refused, when the person may see it."""
    if not form.errors.get("hpr_number"):
        return None
    return queries.standing_for(by, str(form.data.get("hpr_number", "")).strip(), timezone.localdate())


def _faults(form: NominationForm) -> dict[str, list[str]]:
    return {name: [str(words) for words in found] for name, found in form.errors.items()}


def _wish_fields(form: NominationForm) -> list[dict[str, Any]]:
    """The wishes as groups of three fields; those after the first that are empty are folded."""
    found = []
    for number in range(1, 6):
        names = [f"wish_{number}_{part}" for part in ("place", "half", "need")]
        if names[0] not in form.fields:
            return []
        fields = [form[name] for name in names]
        open_ = number == 1 or any(field.value() or field.errors for field in fields)
        found.append({"number": number, "fields": fields, "open": open_})
    return found


def _frame(kept: queries.FoundDraft, choices: Choices) -> dict[str, Any]:
    """What the pages of a draft have in common."""
    name = rows.name_of(kept.typed)
    about = (_("Endre innmelding") if kept.nomination else _("Meld inn lege"), "")
    return {
        "draft": kept,
        "name": name,
        "saved": saved_in_words(kept.saved_at, timezone.now()),
        "home": kept.unit or kept.municipality,
        "crumbs": _crumbs(about),
    }


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Innmeldinger"), "/innmeldinger/"), *more]
