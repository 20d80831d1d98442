"""Keeping the letters an office writes often. Every change can be undone from the log."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.outreach import rules_letters
from alisveien.outreach.models import LetterTemplate
from alisveien.outreach.telling_templates import LABELS
from alisveien.places.models import Place

TYPED = ("name", "subject", "body")


@transaction.atomic
def keep_template(*, office: Place, name: str, subject: str, body: str, by: Actor, at: datetime) -> LetterTemplate:
    """A new template of an office. Raises NotAllowed, RuleBroken."""
    allow(rules_letters.may_keep_templates(by, office.pk), _refused())
    agree(rules_letters.against_words(subject, body) + _against_name(office, name))
    made = LetterTemplate(office=office, name=name.strip(), subject=subject.strip(), body=body.strip())
    made.ended_on = norwegian_day(at)
    before = picture(made, "ended_on")
    made.ended_on = None
    made.save()
    after = picture(made, "ended_on")
    record("outreach.template.kept", about=made, by=by, at=at, before=before, after=after, places=[office.pk])
    return made


@transaction.atomic
def change_template(
    *, template: LetterTemplate, name: str, subject: str, body: str, seen: str, by: Actor, at: datetime
) -> LetterTemplate:
    """Put other words in a template; letters written with it stay. ``seen``: the mark of what the page showed.

    Raises NotAllowed, RuleBroken.
    """
    template = _locked(template, by)
    before = picture(template, *TYPED)
    template.name, template.subject, template.body = name.strip(), subject.strip(), body.strip()
    after = picture(template, *TYPED)
    agree(
        rules_letters.against_words(subject, body)
        + _against_name(template.office, name, template.pk)
        + against_unseen(seen, before, after, LABELS)
    )
    if before != after:
        template.save(update_fields=list(TYPED))
        places = [template.office_id]
        record("outreach.template.changed", about=template, by=by, at=at, before=before, after=after, places=places)
    return template


@transaction.atomic
def end_template(*, template: LetterTemplate, by: Actor, at: datetime) -> LetterTemplate:
    """Take a template out of use from today. Raises NotAllowed, RuleBroken."""
    template = _locked(template, by)
    agree([_("Malen er alt tatt ut av bruk.")] if template.ended_on else [])
    before = picture(template, "ended_on")
    template.ended_on = norwegian_day(at)
    template.save(update_fields=["ended_on"])
    after = picture(template, "ended_on")
    places = [template.office_id]
    record("outreach.template.ended", about=template, by=by, at=at, before=before, after=after, places=places)
    return template


def _locked(template: LetterTemplate, by: Actor) -> LetterTemplate:
    found = LetterTemplate.objects.select_for_update(of=("self",)).select_related("office").get(pk=template.pk)
    allow(rules_letters.may_keep_templates(by, found.office_id), _refused())
    return found


def _against_name(office: Place, name: str, own: int = 0) -> list[str]:
    if not name.strip():
        return [_("Gi malen et navn.")]
    same = LetterTemplate.objects.filter(office=office, ended_on=None, name__iexact=name.strip()).exclude(pk=own)
    return [_("Kontoret har alt en mal med dette navnet.")] if same.exists() else []


def _refused() -> str:
    return _("Malene er for rådgiverne ved kontoret.")
