"""The demonstration's letters and answers: one letter to the contacts of the north, and what municipalities answered.

They stand on the invented persons; without these there is nothing to make. No letter is sent.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from alisveien.base.days import norwegian_day
from alisveien.base.models import Letter
from alisveien.outreach import rules_letters
from alisveien.outreach.models import Check, CheckAnswer, LetterTemplate, Mailing, Recipient
from alisveien.outreach.queries import role_in_words
from alisveien.outreach.queries_network import KEY_ROLES, Held, Network, Role, network_on
from alisveien.places.models import Place

WRITTEN, ANSWERED = timedelta(days=40), timedelta(days=75)
WRITTEN_OF, BOUNCED_OF, TOLD_OF = 3, 15, 3
"""Of how many municipalities one got the letter, of how many letters one came back, and of how many municipalities with
a vacant role two have said so."""


def make_templates(office: Place) -> None:
    """Two letter templates of an office."""
    words = (
        (
            _("Innkalling til møte"),
            _("Møte om spesialistutdanning i [kommune]"),
            _("Hei [navn].\n\nDu står som [rolle] i [kommune]. Passer det med et kort møte de neste ukene?"),
        ),
        (
            _("Påminnelse om innmelding"),
            _("Innmelding til sykehustjeneste, [kommune]"),
            _("Hei [navn].\n\nHar [kommune] leger som trenger sykehustjeneste? Meld dem inn i Alisveien."),
        ),
    )
    LetterTemplate.objects.bulk_create(
        LetterTemplate(office=office, name=name, subject=subject, body=body) for name, subject, body in words
    )


def make_letters(towns: Iterable[Place], at: datetime) -> None:
    """A letter to the contact for ALIS in some municipalities, and an answer from those with vacant roles."""
    several = list(towns)
    network = network_on([town.pk for town in several], norwegian_day(at))
    if network.holders:
        _mailing(several[::WRITTEN_OF], network, at - WRITTEN)
        _answers(several, network, at - ANSWERED)


def _mailing(towns: list[Place], network: Network, at: datetime) -> None:
    subject, body = (
        _("ALIS-kveld for [kommune]"),
        _("Hei [navn].\n\nVelkommen til ALIS-kveld på nett. Påmelding til kontoret."),
    )
    mailing = Mailing.objects.create(subject=subject, body=body, at=at)
    found: list[tuple[Recipient, Letter]] = []
    for town in towns:
        held = next(iter(network.holders.get((town.pk, Role.ALIS_CONTACT.value), [])), None)
        if held is not None and held.email and held.person not in {one.person_id for one, _letter in found}:
            recipient = Recipient(mailing=mailing, place=town, person_id=held.person, role=held.role)
            found.append((recipient, _letter_to(held, town, mailing, at, bounced=len(found) % BOUNCED_OF == 7)))
    Letter.objects.bulk_create(letter for _one, letter in found)
    for recipient, letter in found:
        recipient.letter = letter
    Recipient.objects.bulk_create(recipient for recipient, _letter in found)


def _letter_to(held: Held, town: Place, mailing: Mailing, at: datetime, *, bounced: bool) -> Letter:
    words = {"navn": held.name, "kommune": town.name, "rolle": role_in_words(held.role)}
    return Letter(
        kind="outreach.mailing",
        to_address=held.email,
        subject=rules_letters.merged(mailing.subject, words),
        body=rules_letters.merged(mailing.body, words),
        at=at,
        state=Letter.State.BOUNCED if bounced else Letter.State.SHOWN,
        sent_at=None if bounced else at,
        reason="5.1.1" if bounced else "",
    )


def _answers(towns: list[Place], network: Network, at: datetime) -> None:
    """Two of three municipalities with a vacant role have said that nobody holds it."""
    found: list[tuple[Check, list[CheckAnswer]]] = []
    for number, town in enumerate(towns):
        vacant = [role for role in KEY_ROLES if not network.holders.get((town.pk, role.value))]
        if vacant and number % TOLD_OF:
            check = Check(place=town, sent_to="kommunen@example.no", asked_at=at - timedelta(days=4), answered_at=at)
            found.append((check, [_vacant(check, role.value, norwegian_day(at)) for role in vacant]))
    Check.objects.bulk_create(check for check, _several in found)
    CheckAnswer.objects.bulk_create(one for _check, several in found for one in several)


def _vacant(check: Check, role: str, on: date) -> CheckAnswer:
    return CheckAnswer(contact_check=check, role=role, answer=CheckAnswer.Answer.VACANT, on=on)
