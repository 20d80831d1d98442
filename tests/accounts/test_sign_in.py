"""Signing in as a person does: invitation, password, second factor, limits, and where one is signed in."""

import re
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from alisveien.base.actor import VISITOR, Actor, Grant
from tests import roles
from tests.accounts.letters import count, last_address
from tests.roles import client_as, user_as

pytestmark = pytest.mark.django_db
PASSWORD = "lange ord uten mening"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ADMINISTRATOR = Actor(7, (Grant("administrator", frozenset({"give_roles"}), None),))


def invited(email: str = "Ny.Person@example.no", name: str = "Ny Person") -> Any:
    return import_module("alisveien.accounts.services").invite_user(email=email, name=name, by=ADMINISTRATOR, at=NOW)


def follow(client: Client, path: str) -> Any:
    return client.get(path, follow=True)


def set_password(client: Client, path: str, password: str = PASSWORD) -> Any:
    form = follow(client, path)
    return client.post(form.wsgi_request.path, {"password1": password, "password2": password}, follow=True)


def code_of(secret: str, step: int = 0) -> str:
    auth = import_module("allauth.mfa.totp.internal.auth")
    counter = list(auth.yield_hotp_counters_from_time())[1 + step]
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/konto/logg-inn/", {"login": email, "password": password}, follow=True)


def test_an_invited_person_sets_a_password_and_is_in() -> None:
    user = invited()
    assert user.email == "ny.person@example.no"
    assert not user.has_usable_password()
    client = Client()
    response = set_password(client, last_address(user.email))
    assert response.wsgi_request.actor.user_id == user.pk
    again = Client()
    assert sign_in(again, "NY.person@EXAMPLE.no").wsgi_request.actor.user_id == user.pk


def test_an_invitation_works_once() -> None:
    path = (invited(), last_address("ny.person@example.no"))[1]
    set_password(Client(), path)
    assert "Lenken virker ikke lenger" in follow(Client(), path).content.decode()


def test_inviting_somebody_who_is_known_writes_no_letter() -> None:
    first = invited()
    assert invited("ny.person@example.no", "Et annet navn") == first
    assert count(first.email) == 1


def test_a_demonstration_takes_no_real_address(settings: Any) -> None:
    settings.DEMONSTRATION = True
    broken = import_module("alisveien.base.errors").RuleBroken
    for address in ("kari@helse.no", "kari@example.no.helse.no", "kari@notexample.no"):
        with pytest.raises(broken, match="Ekte adresser"):
            invited(address)
    for address in ("kari@example.no", "kari@post.example.no", "kari@kommunen.example"):
        invited(address)


def test_nobody_signs_up_alone() -> None:
    users = import_module("alisveien.accounts.models").User.objects
    response = Client().post("/konto/ny/", {"email": "x@example.no", "password1": PASSWORD, "password2": PASSWORD})
    assert "Du må inviteres" in response.content.decode()
    assert not users.filter(email="x@example.no").exists()


def test_a_wrong_password_says_the_same_as_an_unknown_address() -> None:
    user = user_as(roles.FIGURES_READER)
    verified(user)
    wrong = [
        re.sub(r'value="[^"]*"', "", sign_in(Client(), email, "galt galt galt").content.decode())
        for email in (user.email, "ingen@example.no")
    ]
    assert "hører ikke sammen" in wrong[0]
    assert wrong[0] == wrong[1]


def verified(user: Any, password: str = PASSWORD) -> Any:
    import_module("allauth.account.models").EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    user.set_password(password)
    user.save()
    return user


def test_too_many_tries_are_stopped_also_with_the_right_password() -> None:
    cache.clear()
    user = verified(user_as(roles.FIGURES_READER))
    for _ in range(5):
        sign_in(Client(), user.email, "galt galt galt")
    response = sign_in(Client(), user.email)
    assert response.wsgi_request.actor == VISITOR
    assert "For mange forsøk" in response.content.decode()
    cache.clear()


def test_a_forgotten_password_is_told_to_the_address_only() -> None:
    user = verified(user_as(roles.FIGURES_READER))
    known = Client().post("/konto/passord/glemt/", {"email": user.email}, follow=True)
    unknown = Client().post("/konto/passord/glemt/", {"email": "ingen@example.no"}, follow=True)
    assert known.content == unknown.content
    assert count("ingen@example.no") == 0
    set_password(Client(), last_address(user.email), "helt andre ord her")
    assert sign_in(Client(), user.email, "helt andre ord her").wsgi_request.actor.user_id == user.pk


def test_roles_are_withheld_until_the_app_is_set_up_and_given_at_once(register: None) -> None:
    user = verified(user_as(roles.TRUST_COORDINATOR))
    client = Client()
    response = sign_in(client, user.email)
    assert response.wsgi_request.path == "/konto/totrinn/"
    assert response.wsgi_request.actor.withheld == (roles.TRUST_COORDINATOR,)
    assert "Slå på totrinnsbekreftelse" in client.get("/kommuner/").content.decode()
    form = client.get("/konto/totrinn/app/")
    secret = form.context["form"].secret
    refused = client.post("/konto/totrinn/app/", {"code": "000000"})
    assert "Koden stemmer ikke" in refused.content.decode()
    client.post("/konto/totrinn/app/", {"code": code_of(secret)}, follow=True)
    assert client.get("/").wsgi_request.actor.may("freeze_round")


def test_the_second_step_is_asked_for_and_a_code_works_once(register: None) -> None:
    user = verified(user_as(roles.TRUST_COORDINATOR))
    secret = "OVINGSDATAERIKKEEKTEDATA23456723"
    import_module("allauth.mfa.totp.internal.auth").TOTP.activate(user, secret)
    kept = import_module("allauth.mfa.models").Authenticator.objects.get(user=user).data["secret"]
    assert secret not in kept
    client, code = Client(), code_of(secret)
    response = sign_in(client, user.email)
    assert response.wsgi_request.path == "/konto/totrinn/kode/"
    assert client.get("/").wsgi_request.actor == VISITOR
    response = client.post("/konto/totrinn/kode/", {"code": code}, follow=True)
    assert response.wsgi_request.actor.may("freeze_round")
    other = Client()
    sign_in(other, user.email)
    assert other.post("/konto/totrinn/kode/", {"code": code}, follow=True).wsgi_request.actor == VISITOR


def test_signing_out_takes_a_post_and_ends_the_session(register: None) -> None:
    client = client_as(roles.TRUST_COORDINATOR)
    assert client.get("/konto/logg-ut/").wsgi_request.user.is_authenticated
    old = client.cookies["sessionid"].value
    client.post("/konto/logg-ut/")
    stolen = Client()
    stolen.cookies["sessionid"] = old
    assert stolen.get("/").wsgi_request.actor == VISITOR


def test_a_changed_password_ends_the_other_sessions() -> None:
    user = verified(user_as(roles.FIGURES_READER))
    one, two = Client(), Client()
    sign_in(one, user.email)
    sign_in(two, user.email)
    new = "helt andre ord her"
    one.post("/konto/passord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert one.get("/").wsgi_request.actor.user_id == user.pk
    assert two.get("/").wsgi_request.actor == VISITOR


def test_others_are_signed_out_from_the_list_of_sessions() -> None:
    user = verified(user_as(roles.FIGURES_READER))
    one, two = Client(), Client()
    sign_in(one, user.email)
    sign_in(two, user.email)
    assert "Logg ut alle andre" in one.get("/konto/okter/").content.decode()
    one.post("/konto/okter/")
    assert one.get("/").wsgi_request.actor.user_id == user.pk
    assert two.get("/").wsgi_request.actor == VISITOR


def test_a_new_address_counts_when_its_letter_is_followed() -> None:
    user = verified(user_as(roles.FIGURES_READER))
    client = Client()
    sign_in(client, user.email)
    client.post("/konto/e-post/", {"email": "ny.adresse@example.no", "action_add": ""}, follow=True)
    path = last_address("ny.adresse@example.no")
    user.refresh_from_db()
    assert user.email != "ny.adresse@example.no"
    client.get(path)
    user.refresh_from_db()
    assert user.email != "ny.adresse@example.no"
    client.post(path)
    user.refresh_from_db()
    assert user.email == "ny.adresse@example.no"


def test_a_closed_account_is_out_at_once(register: None) -> None:
    client = client_as(roles.TRUST_COORDINATOR)
    user = user_as(roles.TRUST_COORDINATOR)
    user.is_active = False
    user.save()
    assert client.get("/").wsgi_request.actor == VISITOR


def test_short_passwords_and_ones_own_address_are_refused() -> None:
    path = (invited(), last_address("ny.person@example.no"))[1]
    for password in ("kort", "ny.person@example.no"):
        assert "Dette må rettes" in set_password(Client(), path, password).content.decode()


@pytest.mark.parametrize("path", ["/konto/logg-inn/", "/konto/passord/glemt/", "/konto/ny/", "/hjelp/roller/"])
def test_the_ways_in_speak_norwegian(path: str) -> None:
    body = Client().get(path).content.decode()
    for english in ("Sign", "Password", "Email", "Forgot", "Account", "Login"):
        assert english not in re.sub(r'(?s)<script.*?</script>|="[^"]*"', "", body)


def test_a_session_that_is_not_fresh_must_prove_itself_before_the_second_factor_changes(register: None) -> None:
    verified(user_as(roles.TRUST_COORDINATOR))
    client = client_as(roles.TRUST_COORDINATOR)
    for path in ("/konto/totrinn/app/", "/konto/totrinn/nokler/ny/"):
        assert client.get(path).headers["Location"].startswith("/konto/bekreft/")
    refused = client.post("/konto/bekreft/?next=/konto/totrinn/app/", {"password": "galt"})
    assert "Passordet stemmer ikke" in refused.content.decode()
    client.post("/konto/bekreft/", {"password": PASSWORD})
    assert client.get("/konto/totrinn/app/").status_code == 200


def factors_of(user: Any) -> Any:
    return import_module("allauth.mfa.models").Authenticator.objects.filter(user=user)


def with_app(user: Any) -> tuple[Client, Client]:
    """Two browsers where somebody with an app is signed in."""
    verified(user)
    import_module("allauth.mfa.totp.internal.auth").TOTP.activate(user, "OVINGSDATAERIKKEEKTEDATA23456723")
    both = []
    codes = [
        code_of("OVINGSDATAERIKKEEKTEDATA23456723", step) for step in (0, 1)
    ]  # good also if a new half minute begins
    for code in codes:
        client = Client()
        sign_in(client, user.email)
        client.post("/konto/totrinn/kode/", {"code": code}, follow=True)
        assert client.get("/").wsgi_request.actor.user_id == user.pk
        both.append(client)
    return both[0], both[1]


def test_removing_the_app_signs_everybody_out_where_the_role_demands_it(register: None) -> None:
    user = user_as(roles.TRUST_COORDINATOR)
    here, elsewhere = with_app(user)
    answer = here.post("/konto/totrinn/app/fjern/", follow=True)
    assert answer.redirect_chain[-1][0] == "/konto/logg-inn/"
    assert "Logg inn på nytt" in answer.content.decode()
    assert not factors_of(user).exists()
    for client in (here, elsewhere):
        assert client.get("/").wsgi_request.actor == VISITOR
    again = sign_in(here, user.email)
    assert again.wsgi_request.actor.withheld == (roles.TRUST_COORDINATOR,)


def test_removing_the_app_ends_other_sessions_only_where_no_role_demands_it(register: None) -> None:
    user = user_as(roles.FIGURES_READER)
    here, elsewhere = with_app(user)
    answer = here.post("/konto/totrinn/app/fjern/", follow=True)
    assert answer.redirect_chain[-1][0] == "/konto/totrinn/"
    assert here.get("/").wsgi_request.actor.user_id == user.pk
    assert elsewhere.get("/").wsgi_request.actor == VISITOR


def test_removing_a_passkey_ends_what_it_opened(register: None) -> None:
    user = user_as(roles.TRUST_COORDINATOR)
    here, elsewhere = with_app(user)
    key = factors_of(user).create(user=user, type="webauthn", data={"name": "Gammel telefon", "credential": {}})
    here.post(f"/konto/totrinn/nokler/{key.pk}/fjern/")
    assert not factors_of(user).filter(type="webauthn").exists()
    for client in (here, elsewhere):
        assert client.get("/").wsgi_request.actor == VISITOR
