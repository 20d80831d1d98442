"""A person's own data as one file: everything that holds them, nothing of others; and who has looked."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alisveien.access.queries import actor_for
from alisveien.base.actor import VISITOR
from alisveien.base.privacy import declared
from alisveien.desk.own_data import own_data, subject_of
from alisveien.journal.own import own_part
from alisveien.journal.services import looked
from alisveien.people.models import Doctor
from alisveien.placements.models import Offer, Round
from tests.placements.people import AT, coordinator, released
from tests.roles import DOCTOR, MUNICIPAL_LEADER, client_as, user_as

pytestmark = pytest.mark.django_db
FILE = "/konto/mine-opplysninger/last-ned/"


def parts(client: Client) -> tuple[dict[str, Any], str, str]:
    """What is in the file: its parts by model, and both texts."""
    answer = client.get(FILE)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        data = file.read("mine-opplysninger.json").decode()
        page = file.read("mine-opplysninger.html").decode()
    return {part["model"]: part for part in json.loads(data)["models"]}, data, page


@pytest.fixture
def doctor(draft: Round) -> Doctor:
    """A doctor with an account, in a round that is released, whom the coordinator has looked at."""
    round_ = released(draft)
    found: Doctor = round_.frozen_nominations.filter(outcomes__list_place=1)[0].doctor
    found.user = user_as(DOCTOR)
    found.save()
    looked(about=found, by=coordinator(), at=AT, page="doctor_card")
    return found


def test_every_model_that_holds_people_is_in_the_file_and_holds_the_doctor(doctor: Doctor) -> None:
    found, data, page = parts(client_as(DOCTOR))
    assert set(found) == {model._meta.label_lower for model in declared}
    with_rows = {label for label, part in found.items() if part["rows"]}
    assert with_rows >= {
        "people.doctor",
        "placements.nomination",
        "placements.wish",
        "placements.outcome",
        "placements.round",
        "placements.run",
        "accounts.user",
        "access.holding",
        "journal.look",
    }
    assert found["people.doctor"]["rows"][0]["hpr_number"] == doctor.hpr_number
    assert found["people.doctor"]["history"]
    assert json.dumps(found["placements.round"]["rows"]).count(doctor.hpr_number)
    assert "Første" in page
    for secret in ("password", "token_hash", "session_key"):
        assert f'"{secret}"' not in data


def test_nobody_else_is_in_the_file(doctor: Doctor) -> None:
    _found, data, page = parts(client_as(DOCTOR))
    others = Doctor.objects.exclude(pk=doctor.pk)
    assert others.count() > 20
    for other in others:
        assert other.hpr_number not in data, other.hpr_number
        assert f"{other.first_name} {other.last_name}" not in data + page


def test_what_is_to_be_shown_at_a_later_hour_comes_from_then_on(doctor: Doctor) -> None:
    later = AT + timedelta(days=2)
    Round.objects.filter(state="released").update(shown_from=later)
    Offer.objects.filter(doctor=doctor).update(shown_from=later)
    assert Offer.objects.filter(doctor=doctor).exists()
    hidden = {"placements.offer", "placements.outcome", "placements.run"}
    actor = actor_for(doctor.user, AT, second_factor=True)
    for at, shown in ((later - timedelta(seconds=1), False), (later, True)):
        held = {one.model: one for one in own_data(actor, at)}
        assert {label for label in hidden if held[label].rows} == (hidden if shown else set())
        assert bool(held["placements.offer"].history) is shown
        about = [row for row in held["journal.entry"].rows if row["about_model"] == "placements.offer"]
        assert bool(about) is shown


def test_the_page_says_what_is_held_and_who_has_looked(doctor: Doctor) -> None:
    page = client_as(DOCTOR).get("/konto/mine-opplysninger/").content.decode()
    assert "Hvem har sett på meg" in page
    assert "Første" in page
    assert "kortet i runden" in page
    assert "Leger i spesialisering" in page
    leader = client_as(MUNICIPAL_LEADER).get("/konto/mine-opplysninger/").content.decode()
    assert "Hvem har sett på meg" not in leader
    assert "Last ned alt" in leader


def test_who_is_not_signed_in_holds_nothing() -> None:
    for page in ("/konto/mine-opplysninger/", FILE):
        assert Client().get(page).status_code == 302
    assert subject_of(VISITOR) == {}
    assert not any(one.rows for one in own_data(VISITOR, AT))


def test_the_own_part_of_a_structure_of_many() -> None:
    many = {
        "a": [{"hpr_number": "1", "x": 2}, {"hpr_number": "2"}],
        "order": ["2", "1"],
        "sum": 3,
        "1": "one",
        "b": [[]],
    }
    assert own_part(many, {"1"}) == {"a": [{"hpr_number": "1", "x": 2}], "order": ["1"], "1": "one"}
    assert own_part(many, set()) == {}
