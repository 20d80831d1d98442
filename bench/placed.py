"""What follows a round, for a whole country: agreements, offers, posts, stays, a campaign, disputes, a draft plan.

Stands on ``nation.fill``; nobody exists. Must run in the same transaction, which is taken back.
"""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pgtrigger

from bench.nation import AT, DRAFT, YEAR, analyze
from tests.browser.pages import Seen
from tests.roles import ADVISER, DOCTOR, NATIONAL_COORDINATOR, TRUST_COORDINATOR, actor_as, place_of

FIRST_YEAR, EACH = 2024, 12
"""The first year with posts before the round's, and how many each trust has in a half-year."""
VACANT, DISPUTED = 20, 50
PAGES = (
    Seen("kapasitetsplan", "/kapasitet/", role=ADVISER),
    Seen("kapasitet, rader", "/kapasitet/rader/", role=ADVISER),
    Seen("plasser som finnes", "/kapasitet/plasser/", role=ADVISER),
    Seen("plasser, hele landet", "/kapasitet/plasser/", role=NATIONAL_COORDINATOR),
    Seen("avdelinger", "/kapasitet/avdelinger/", role=ADVISER),
    Seen("kapasitet, foretak", f"/kapasitet/{DRAFT}/", role=ADVISER),
    Seen("versjoner side om side", f"/kapasitet/{DRAFT}/sammenlign/", role=ADVISER),
    Seen("bekreftelser", "/bekreftelser/", role=TRUST_COORDINATOR),
    Seen("bekreftelser, leger", "/bekreftelser/leger/", role=TRUST_COORDINATOR),
    Seen("en bekreftelsesrunde", "/bekreftelser/{campaign}/", role=TRUST_COORDINATOR),
    Seen("tilbud, kontor", "/tilbud/", role=ADVISER),
    Seen("tilbud, hele landet", "/tilbud/", role=NATIONAL_COORDINATOR),
    Seen("ledige plasser", "/ledige-plasser/", role=ADVISER),
    Seen("en ledig plass", "/ledige-plasser/{vacancy}/", role=TRUST_COORDINATOR),
    Seen("kø", "/ko/", role=TRUST_COORDINATOR),
    Seen("kø, personalsystemet", f"/ko/{DRAFT}/", role=TRUST_COORDINATOR),
    Seen("plasser i sykehus", "/plasser/", role=TRUST_COORDINATOR),
    Seen("plasser i sykehus, landet", "/plasser/", role=NATIONAL_COORDINATOR),
    Seen("en plass i sykehus", "/plasser/{stay}/", role=TRUST_COORDINATOR),
    Seen("avdelingenes evalueringer", "/plasser/avdelinger/", role=TRUST_COORDINATOR),
    Seen("plan for sykehusene", f"/plasser/plan/{DRAFT}/", role=TRUST_COORDINATOR),
    Seen("utkast til plan", f"/plasser/plan/{DRAFT}/utkast/{{draft}}/", role=TRUST_COORDINATOR),
    Seen("evalueringer av et år", f"/evaluering/{YEAR}/", role=ADVISER),
    Seen("evalueringen av et foretak", f"/evaluering/{YEAR}/{DRAFT}/", role=ADVISER),
    Seen("rettferdighet, foretak", f"/runder/{YEAR}/rettferdighet/", role=TRUST_COORDINATOR),
    Seen("rettferdighet, landet", f"/runder/{YEAR}/rettferdighet/", role=NATIONAL_COORDINATOR),
    Seen("rundekalender", f"/runder/kalender/{YEAR}/", role=ADVISER),
    Seen("rundens kalender", f"/runder/{YEAR}/{DRAFT}/kalender/", role=TRUST_COORDINATOR),
    Seen("vilkår", f"/vilkar/{DRAFT}/", role=TRUST_COORDINATOR),
    Seen("innsigelse", "/innmeldinger/{nomination}/stemmer-ikke/{dispute}/", role=TRUST_COORDINATOR),
    Seen("avtaler", "/avtaler/", role=NATIONAL_COORDINATOR),
    Seen("avtaledekning", "/avtaler/dekning/", role=NATIONAL_COORDINATOR),
    Seen("avtaledekning, kontor", "/avtaler/dekning/", role=ADVISER),
    Seen("lista en annen dag", f"/runder/{YEAR}/{DRAFT}/liste/da/", role=TRUST_COORDINATOR),
    Seen("prøvekjøringer", f"/runder/{YEAR}/{DRAFT}/provekjoringer/", role=TRUST_COORDINATOR),
    Seen("arbeidsliste, lege", "/arbeidsliste/", role=DOCTOR),
)


def fill_placed() -> dict[str, int]:
    """Make it. What is in the addresses of the pages that are about one thing."""
    timezone = import_module("django.utils.timezone")
    services = {
        name: import_module(f"alisveien.placements.services.{name}")
        for name in ("demonstration_gate", "demonstration_confirmations", "demonstration_stays", "planner")
    }
    now, trust = timezone.now(), place_of("trust", DRAFT)
    _earlier_posts()
    _agreements()
    with pgtrigger.ignore():  # rows of history are read by no page here
        services["demonstration_gate"].load_gate(at=now)
        services["demonstration_stays"].load_stays(at=now)
        _offers_sent()
    services["demonstration_confirmations"].load_confirmations(at=AT + timedelta(hours=1))
    vacancy, dispute = _vacant(trust), _disputes(trust)
    draft = services["planner"].make_draft(trust=trust, name="Måling", by=actor_as(TRUST_COORDINATOR), at=now)
    analyze()
    models = import_module("alisveien.placements.models")
    stay = models.Placement.objects.filter(post__trust=trust).order_by("pk").first()
    return {
        "campaign": models.Campaign.objects.get(trust=trust).pk,
        "vacancy": vacancy,
        "stay": stay.pk,
        "draft": draft.pk,
        "nomination": dispute.nomination_id,
        "dispute": dispute.pk,
    }


def _earlier_posts() -> None:
    """The plan of the country from an earlier year on, for the trusts with departments to serve at."""
    posts, places = import_module("alisveien.posts.models"), import_module("alisveien.places.models").Place.objects
    plan = posts.CapacityPlan.objects.get(name="Måling")
    with_departments = places.filter(kind="department", valid_to=None).values("parent__parent")
    planned = posts.PlannedPosts.objects.filter(plan=plan, trust__in=with_departments)
    trusts = planned.values_list("trust", flat=True).distinct()
    posts.PlannedPosts.objects.bulk_create(
        posts.PlannedPosts(plan=plan, trust_id=trust, year=year, half=half, posts=EACH)
        for trust in trusts
        for year in range(FIRST_YEAR, YEAR)
        for half in (1, 2)
    )


def _agreements() -> None:
    """One for most municipalities, with the trust of their catchment."""
    model = import_module("alisveien.agreements.models").Agreement
    towns = import_module("alisveien.places.models").Place.objects.filter(kind="municipality").valid_on(AT.date())
    model.objects.bulk_create(
        model(
            municipality=town,
            municipality_kind=town.kind,
            other=town.municipality.trust,
            other_kind=town.municipality.trust.kind,
            covers=["hospital_service"],
            from_on=date(2024, 1, 1),
            until_on=date(2027, 3, 31) if number % 9 == 0 else None,
            signed_on=date(2023, 11, 20),
        )
        for number, town in enumerate(towns.select_related("municipality__trust").order_by("pk"))
        if number % 7
    )


def _offers_sent() -> None:
    """Every offer of the released rounds is sent and waits for an answer."""
    offers = import_module("alisveien.placements.models").Offer.objects
    offers.filter(state="prepared").update(state="sent", sent_at=AT)


def _vacant(trust: Any) -> int:
    """Posts of the trust nobody has, in the year of the round; one of them."""
    posts, half_year = (
        import_module("alisveien.posts.models").Post,
        import_module("alisveien.engines.calendar.half_year"),
    )
    system = import_module("alisveien.placements.services.demonstration").SYSTEM
    make_posts = import_module("alisveien.posts.services").make_posts
    counts = {half_year.HalfYear(YEAR, half): VACANT for half in (1, 2)}
    make_posts(trust=trust, counts=counts, plan=None, by=system, at=AT)
    mine = posts.objects.filter(trust=trust, year=YEAR)
    mine.update(state="open")
    return int(mine.order_by("pk").first().pk)


def _disputes(trust: Any) -> Any:
    """Something that is not right in some of the trust's nominations, by the doctors; one of them."""
    models = import_module("alisveien.placements.models")
    several = models.Nomination.objects.filter(trust=trust, state="open").select_related("doctor").order_by("pk")
    made = models.Dispute.objects.bulk_create(
        models.Dispute(
            nomination=one,
            criterion="service",
            code="outdated",
            doctor_version=one.doctor.version,
            nomination_version=one.version,
            raised_at=AT,
            due_on=AT.date() + timedelta(days=14),
        )
        for one in several[:DISPUTED]
    )
    return made[0]
