"""The people of the demonstration: one in each role, at real places. None of them exists."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from alisveien.access.permissions import NEEDS_SECOND_FACTOR, Role

PASSWORD = "fire ord for øving"  # noqa: S105 - shown on the sign-in page of the demonstration
SECRET = "OVINGSDATAERIKKEEKTEDATA23456723"  # noqa: S105 - as above
PERIOD = 30


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration. ``kind`` and ``code`` name a place of the register; empty: the whole country."""

    key: str
    name: str
    email: str
    role: Role
    kind: str = ""
    code: str = ""
    place: str = "Hele landet"


ACCOUNTS = (
    Account("leder", "Marit Olsen", "leder.1812@example.no", Role.MUNICIPAL_LEADER, "municipality", "1812", "Sømna"),
    Account(
        "overlege",
        "Jon Mathisen",
        "overlege.1812@example.no",
        Role.CHIEF_MEDICAL_OFFICER,
        "municipality",
        "1812",
        "Sømna",
    ),
    Account(
        "koordinator",
        "Ingrid Nilsen",
        "koordinator.unn@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974899",
        "UNN",
    ),
    Account("frigir", "Aslak Berg", "frigir.unn@example.no", Role.TRUST_COORDINATOR, "trust", "983974899", "UNN"),
    Account(
        "avdeling",
        "Tor Lund",
        "avdeling.unn@example.no",
        Role.DEPARTMENT_CONTACT,
        "department",
        "unn-tromso/Indremedisin: lunge",
        "Lunge, UNN Tromsø",
    ),
    Account("veileder", "Anne Dahl", "veileder.1812@example.no", Role.SUPERVISOR, "municipality", "1812", "Sømna"),
    Account("lege", "Oskar Bakken", "oskar.bakken.40@example.no", Role.DOCTOR, "municipality", "1812", "Sømna"),
    Account(
        "lege-bytte",
        "Mikkel Eliassen",
        "lege.9420221@example.no",
        Role.DOCTOR,
        "municipality",
        "5510",
        "Kvæfjord, spurt om å bytte avdeling",
    ),
    Account(
        "lege-bytte-2",
        "Sunniva Rognan",
        "lege.9420222@example.no",
        Role.DOCTOR,
        "municipality",
        "5512",
        "Tjeldsund, spurt om å bytte avdeling",
    ),
    Account(
        "nordland",
        "Liv Hagen",
        "koordinator.nordland@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974910",
        "Nordlandssykehuset",
    ),
    Account(
        "nordland-frigir",
        "Odd Hansen",
        "frigir.nordland@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974910",
        "Nordlandssykehuset",
    ),
    Account(
        "helgeland",
        "Tone Larsen",
        "koordinator.helgeland@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974929",
        "Helgelandssykehuset",
    ),
    Account(
        "helgeland-frigir",
        "Jon Lund",
        "frigir.helgeland@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974929",
        "Helgelandssykehuset",
    ),
    Account(
        "finnmark",
        "Inga Utsi",
        "koordinator.finnmark@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974880",
        "Finnmarkssykehuset",
    ),
    Account(
        "finnmark-frigir",
        "Per Mathis Eira",
        "frigir.finnmark@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974880",
        "Finnmarkssykehuset",
    ),
    Account(
        "stavanger",
        "Gro Tjelta",
        "koordinator.stavanger@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974678",
        "Helse Stavanger",
    ),
    Account(
        "stavanger-frigir",
        "Arne Time",
        "frigir.stavanger@example.no",
        Role.TRUST_COORDINATOR,
        "trust",
        "983974678",
        "Helse Stavanger",
    ),
    Account(
        "radgiver", "Randi Haugen", "radgiver.nord@example.no", Role.ADVISER, "office", "nord", "ALIS og SamLIS Nord"
    ),
    Account("nasjonal", "Per Fossum", "nasjonal@example.no", Role.NATIONAL_COORDINATOR),
    Account("tall", "Eva Strand", "tall@example.no", Role.FIGURES_READER),
    Account("administrator", "Siv Bakken", "administrator@example.no", Role.ADMINISTRATOR),
)


def code_now() -> str:
    """The code an app with the secret of the demonstration shows now; empty outside a demonstration."""
    if not settings.DEMONSTRATION:
        return ""
    code: str = format_hotp_value(hotp_value(SECRET, int(time.time()) // PERIOD))
    return f"{code[:3]} {code[3:]}"


def address_of(key: str) -> str:
    """The address of the account called ``key``; empty when there is none."""
    return next((account.email for account in ACCOUNTS if account.key == key), "")


def told() -> dict[str, Any]:
    """What the sign-in page of the demonstration tells: every account, the password and the code."""
    rows = [
        {
            "key": account.key,
            "name": account.name,
            "email": account.email,
            "role": account.role.label.capitalize(),
            "place": account.place,
            "second": account.role in NEEDS_SECOND_FACTOR,
        }
        for account in ACCOUNTS
    ]
    return {"demo_accounts": rows, "demo_password": PASSWORD}
