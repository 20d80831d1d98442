"""One-time links: one task, one session, and nothing for who guesses, reuses, or finds an old one."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from alisveien.access.tasks_by_link import LinkTask
from alisveien.base.actor import VISITOR
from alisveien.base.errors import RuleBroken
from tests import roles
from tests.accounts.letters import count, last_address
from tests.roles import actor_as, client_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "tasks")]
PERMITTED = frozenset({"nominate", "see_own_unit", "freeze_round"})
TASKS = {"look": LinkTask("Se over innmeldingen", "public:municipality", PERMITTED)}
WHO = "leder@example.no"


@pytest.fixture
def tasks(settings: Any) -> None:
    settings.LINK_TASKS = "tests.access.test_links.TASKS"
    cache.clear()


def services() -> Any:
    return import_module("alisveien.access.services.links")


def made(**more: Any) -> str:
    """The path of a new link."""
    now = timezone.now()
    terms = {
        "task": "look",
        "about": "5540",
        "place": place_of("municipality", "5540"),
        "role": roles.MUNICIPAL_LEADER,
        "recipient": WHO,
        "expires_at": now + timedelta(days=10),
        "by": actor_as(roles.TRUST_COORDINATOR),
        "at": now,
        **more,
    }
    return str(services().make_link(**terms).removeprefix("http://localhost:8000"))


def link() -> Any:
    return import_module("alisveien.access.models").Link.objects.latest("pk")


def opened(path: str) -> Client:
    client = Client()
    client.post(path)
    return client


def test_a_link_leads_to_its_task_with_exactly_what_it_needs() -> None:
    path = made()
    client = Client()
    response = client.post(path)
    assert (response.status_code, response.headers["Location"]) == (302, "/kommuner/5540/")
    actor = client.get("/kommuner/5540/").wsgi_request.actor
    assert (actor.user_id, actor.link.task, actor.link.about) == (None, "look", "5540")
    kafjord = place_of("municipality", "5540")
    assert actor.may("nominate", kafjord.pk)
    assert not actor.may("give_roles"), "the role gives roles, the task does not need it"
    assert not actor.may("freeze_round"), "the task asks for it, the role does not permit it"
    assert not actor.may("nominate", place_of("municipality", "4601").pk)


def test_reading_a_link_opens_nothing_so_scanners_of_mail_do_no_harm() -> None:
    path = made(once=True)
    for _ in range(3):
        client = Client()
        response = client.get(path)
        assert (response.status_code, response.wsgi_request.actor) == (200, VISITOR)
        assert "sessionid" not in client.cookies
    assert link().opened_at is None
    assert opened(path).get("/").wsgi_request.actor.link is not None


def test_only_a_hash_of_the_token_is_kept_and_no_page_says_who_it_was_for() -> None:
    path = made()
    token = path.split("/")[2]
    assert token not in str(vars(link()))
    body = Client().get(path).content.decode()
    assert WHO not in body
    assert "Kåfjord" not in body


def test_a_link_opens_again_until_its_task_is_done() -> None:
    path = made()
    first, second = opened(path), opened(path)
    assert second.get("/").wsgi_request.actor.link is not None
    assert services().finish_task(task="look", about="5540", at=timezone.now()) == 1
    for client in (first, second):
        assert client.get("/").wsgi_request.actor == VISITOR
    assert Client().get(path).status_code == 410


def test_a_once_link_opens_a_single_session_which_goes_on() -> None:
    path = made(once=True)
    first = opened(path)
    again = Client()
    assert again.post(path).status_code == 410
    assert again.get("/").wsgi_request.actor == VISITOR
    assert first.get("/").wsgi_request.actor.link is not None


def age(**changes: datetime) -> None:
    import_module("alisveien.access.models").Link.objects.update(**changes)


def test_an_old_link_gives_nothing_and_its_session_ends_too() -> None:
    path = made()
    client = opened(path)
    now = timezone.now()
    age(made_at=now - timedelta(days=20), expires_at=now - timedelta(minutes=1))
    assert client.get("/").wsgi_request.actor == VISITOR
    assert Client().get(path).status_code == 410
    assert Client().post(path).status_code == 410


def test_a_revoked_link_gives_nothing_at_once() -> None:
    path = made()
    client = opened(path)
    services().revoke_link(link=link(), by=actor_as(roles.TRUST_COORDINATOR), at=timezone.now())
    assert client.get("/").wsgi_request.actor == VISITOR
    assert Client().post(path).status_code == 410
    revoked_at = link().revoked_at
    services().revoke_link(link=link(), by=actor_as(roles.TRUST_COORDINATOR), at=timezone.now())
    assert link().revoked_at == revoked_at


def test_guessed_old_and_done_links_look_the_same() -> None:
    done, guessed = made(), "/lenke/gjettet-gjettet-gjettet/"
    services().finish_task(task="look", about="5540", at=timezone.now())
    bodies = {
        Client().get(path).content.decode().replace(path, "").split("csrfmiddlewaretoken")[0]
        for path in (done, guessed)
    }
    assert len(bodies) == 1


def test_a_session_cannot_name_a_link_nobody_opened() -> None:
    made()
    client = Client()
    session = client.session
    session["errand"] = link().pk
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert client.get("/").wsgi_request.actor == VISITOR


def test_somebody_signed_in_is_told_and_signed_out() -> None:
    path = made()
    client = client_as(roles.ADMINISTRATOR)
    assert "blir du logget ut" in client.get(path).content.decode()
    client.post(path)
    actor = client.get("/").wsgi_request.actor
    assert actor.user_id is None
    assert not actor.may("give_roles")


def test_a_new_link_goes_to_the_same_address_and_the_old_one_closes() -> None:
    path = made()
    now = timezone.now()
    age(made_at=now - timedelta(days=20), expires_at=now - timedelta(minutes=1))
    answer = Client().post(f"{path}ny/").content.decode()
    assert WHO not in answer
    assert Client().post(path).status_code == 410
    assert opened(last_address(WHO)).get("/").wsgi_request.actor.link.about == "5540"


def test_no_new_link_for_a_task_that_is_done_a_revoked_link_or_a_guess() -> None:
    done, revoked = made(), made(about="4601")
    services().revoke_link(link=link(), by=actor_as(roles.TRUST_COORDINATOR), at=timezone.now())
    services().finish_task(task="look", about="5540", at=timezone.now())
    answers = {Client().post(f"{path}ny/").content.decode() for path in (done, revoked, "/lenke/gjettet/")}
    assert len(answers) == 1
    assert count(WHO) == 0


def test_asking_for_new_links_is_limited() -> None:
    statuses = [Client().post("/lenke/gjettet/ny/").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"task": "unknown"}, "finnes ikke"),
        ({"role": roles.TRUST_COORDINATOR}, "ved dette stedet"),
        ({"place": None}, "ved dette stedet"),
        ({"expires_at": timezone.now() + timedelta(days=90)}, "60 dager"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "60 dager"),
    ],
)
def test_what_speaks_against_making_a_link_is_said(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        made(**wrong)


def test_the_database_keeps_no_token_in_the_clear() -> None:
    made()
    row = link()
    row.pk, row.token_hash = None, "et token"
    with pytest.raises(IntegrityError, match="link_keeps_a_hash"):
        row.save()
