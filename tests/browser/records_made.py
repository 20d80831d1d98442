"""What somebody must have done before a page is there: files sent, drafts begun, moves and merges made, views kept.

Done as a person does it, on the pages, as the roles of the tests; all of it is undone with the transaction around.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alisveien.access.services.links import make_link
from alisveien.config.link_tasks import TASKS
from alisveien.establishments import rules_gaps
from alisveien.journal.models import Entry
from alisveien.people.models import Doctor, Merge, Move, Person
from alisveien.people.services.persons import enter_doctors
from alisveien.placements.models import Nomination
from alisveien.places.models import RegisterChange
from alisveien.workbench.services.views import keep_view
from tests.people.test_persons import a_person, a_role
from tests.placements.nominating import nominated
from tests.placements.workbooks import content, doctor, posted
from tests.roles import (
    ADVISER,
    DOCTOR,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    actor_as,
    place_of,
    user_as,
)
from tests.seen import carried

Clients = dict[str, Client]
Ways = Iterator[tuple[str, str]]
NEW, HOME, NEAR = "/innlesinger/ny/", "5540", "5501"


def made(clients: Clients, planted: dict[str, Any]) -> Ways:
    """The role (or the name of a link) and the address of each page that is there now."""
    yield from files(clients)
    yield from moves(clients)
    yield from own(clients)
    yield from links(clients, planted)
    yield from undone(clients, planted)


def sent(client: Client, path: str, words: dict[str, Any]) -> str:
    """Where a form that was taken leads."""
    answer = client.post(path, words)
    assert answer.status_code == 302, (path, answer.content.decode().partition("<main")[2][:2000])
    return str(answer.headers["Location"])


def upload(*rows: str) -> dict[str, Any]:
    """A file of lines, as a form sends it."""
    return {"upload": SimpleUploadedFile("rader.csv", "\n".join(rows).encode())}


def files(clients: Clients) -> Ways:
    """Files on their way in, each with a row that is refused."""
    leader, adviser, nation = clients[MUNICIPAL_LEADER], clients[ADVISER], clients[NATIONAL_COORDINATOR]
    people = upload("Fornavn;Etternavn;E-post;Rolle;Kommune", "Kari;Olsen;;ordfører;5540", "Ola;Berg;;konge;5540")
    yield MUNICIPAL_LEADER, sent(leader, "/personer/innlesing/", people)
    asked = upload("Kom inn;Sted;Hvem spør;Tema;Kanal;Spørsmålet", "20.11.2026;;konge;Annet;;Hvor lenge?")
    yield ADVISER, sent(adviser, "/henvendelser/innlesing/", asked)
    rows = content([doctor(1), doctor(2, percentage=140)])
    yield MUNICIPAL_LEADER, sent(leader, NEW, dict(posted(place_of("municipality", HOME), rows)))
    table = upload(
        "Spesialitet;Virksomhet;Godkjent fra;Godkjent til;Vedtaksdato", "Allmennmedisin;Kåfjord;01.03.2019;;"
    )
    yield NATIONAL_COORDINATOR, sent(nation, "/utdanningsvirksomheter/tabell/", table)


def moves(clients: Clients) -> Ways:
    """A doctor who moves and changes speciality, two persons who are one, a place with another name."""
    leader, nation, adviser = clients[MUNICIPAL_LEADER], clients[NATIONAL_COORDINATOR], clients[ADVISER]
    one = nominated("9950077", first_name="Inga", last_name="Flyttelass", email="inga.flytter@example.no")
    enter_doctors([one.doctor_id])
    person = f"/personer/{Person.objects.get(doctor=one.doctor_id).pk}/"
    yield MUNICIPAL_LEADER, person
    two = nominated("9950076", first_name="Sanna", last_name="Fagbytte", email="sanna.bytter@example.no")
    enter_doctors([two.doctor_id])
    other = f"/personer/{Person.objects.get(doctor=two.doctor_id).pk}/"
    yield MUNICIPAL_LEADER, f"{other}spesialitet/"
    sent(leader, f"{other}spesialitet/", {"speciality": "SAM", "on": "2026-01-01", "reason": "own_wish"})
    yield MUNICIPAL_LEADER, f"/personer/flytting/{Move.objects.latest('pk').pk}/angre/"
    there = {"to_place": place_of("municipality", NEAR).pk, "on": "2026-01-01", "reason": "new_post", "bekreft": "ja"}
    sent(leader, f"{person}flytt/", {"from_place": place_of("municipality", HOME).pk, **there})
    kept, gone = a_person("Tvillingsen"), a_person("Tvilingsen")
    a_role(kept, "alis_contact"), a_role(gone, "unit_leader")
    both = {"kept": kept.pk, "last_name": gone.pk, "email": kept.pk}
    sent(adviser, f"/personer/dubletter/{kept.pk}/{gone.pk}/", both)
    yield ADVISER, f"/personer/sammenslaing/{Merge.objects.latest('pk').pk}/angre/"
    naming = f"/register/sted/{place_of('municipality', '3216').pk}/navn/"
    words = {"name": "Nye Vestby", "code": "3216", "effective_on": "2026-01-01", "why": "Kgl. res."}
    sent(nation, naming, words | carried(nation, naming))
    yield NATIONAL_COORDINATOR, f"/register/{RegisterChange.objects.latest('pk').pk}/"


def own(clients: Clients) -> Ways:
    """What is one's own: a draft, a check of what is missing, a view, a doctor's word against a value."""
    leader = clients[MUNICIPAL_LEADER]
    for form in ("steg", "tett"):
        begun = {"home": place_of("municipality", HOME).pk, "form": form}
        yield MUNICIPAL_LEADER, sent(leader, "/innmeldinger/ny/", begun)
    answers = {one.name: rules_gaps.YES for one in rules_gaps.questions("ALM")} | {"arenas": "no"}
    yield MUNICIPAL_LEADER, sent(leader, f"/utdanningsvirksomheter/{HOME}/ALM/sjekk/", answers)
    said: dict[str, Any] = {"path": "/kommuner/", "list_title": "Kommuner", "query": "kontor=nord", "name": "Nord"}
    said |= {"register": "municipalities", "shared_with": "nobody", "place_id": None, "is_default": False}
    view = keep_view(**said, by=actor_as(TRUST_COORDINATOR), at=timezone.now())
    yield TRUST_COORDINATOR, f"/visninger/{view.pk}/"
    yield TRUST_COORDINATOR, f"/visninger/{view.pk}/slett/"
    mine = nominated("9950078", first_name="Ravna", last_name="Uenig", email="ravna@example.no")
    Doctor.objects.filter(pk=mine.doctor_id).update(user=user_as(DOCTOR))
    Nomination.objects.filter(pk=mine.pk).update(confirmed_at=timezone.now())
    yield DOCTOR, f"/innmeldinger/{mine.pk}/"
    yield DOCTOR, f"/innmeldinger/{mine.pk}/stemmer-ikke/"


def links(clients: Clients, planted: dict[str, Any]) -> Ways:
    """The page of a one-time link before it is followed, and where each leads. The visitor gets a name of its own."""
    town = place_of("municipality", HOME)
    about = {"placements:nomination_check": planted["nomination"], "placements:confirmation": planted["call"]}
    now = timezone.now()
    for task, terms in TASKS.items():
        key = str(about.get(terms.page, (town.pk,))[0])
        ends, by = now + timedelta(days=5), actor_as(ADVISER)
        more = {"place": town, "role": MUNICIPAL_LEADER, "recipient": "leder@example.no", "expires_at": ends}
        path = urlsplit(make_link(task=task, about=key, by=by, at=now, **more)).path
        yield "", path
        clients[task] = Client()
        yield task, sent(clients[task], path, {})


def undone(clients: Clients, planted: dict[str, Any]) -> Ways:
    """The way to take back the newest deed of each kind, for whoever may; others are answered that it is not there."""
    leader, trust = clients[MUNICIPAL_LEADER], clients[TRUST_COORDINATOR]
    town = place_of("municipality", HOME).pk
    person = f"/personer/{planted['person'][0]}/"
    sent(leader, f"{person}rolle/", {"role": "alis_contact", "place": town, "from_on": "2026-01-01"})
    sent(leader, f"/personer/rolle/{planted['role'][0]}/avslutt/", {"to_on": "2026-02-01"})
    stay = f"/plasser/{planted['stay'][0]}/gjor/"
    sent(trust, f"{stay}forleng/", {"to_on": "2027-11-30", "bekreft": "ja"})
    yield TRUST_COORDINATOR, f"{stay}angre-forlengelse/"
    yield TRUST_COORDINATOR, f"{stay}avslutt/"
    newest = Entry.objects.filter(undoes=None, undone_by=None).order_by("kind", "-pk").distinct("kind")
    for entry in newest:
        for role in (TRUST_COORDINATOR, MUNICIPAL_LEADER, ADVISER, NATIONAL_COORDINATOR):
            yield role, f"/logg/{entry.pk}/angre/"
