"""What the journal says about touches, rules of fragility, letters to a role and questions about contacts."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.outreach import rules, rules_letters
from alisveien.outreach.models import Check, FragilityRule, Mailing, Touch
from alisveien.outreach.queries import role_in_words
from alisveien.places.models import Place

LABELS: Labels = {
    "kind": gettext_lazy("Kontakt"),
    "on": gettext_lazy("Dato"),
    "role": gettext_lazy("Hvem"),
    "note": gettext_lazy("Notat"),
    "is_removed": gettext_lazy("Tatt ut"),
}
SHOWS: Shows = {
    "kind": lambda value: str(dict(Touch.Kind.choices).get(value, value)),
    "role": lambda value: role_in_words(str(value or "")),
}


def _logged(entry: Entry) -> Told:
    return _touch(entry, _("Førte kontakt"))


def _changed(entry: Entry) -> Told:
    return _touch(entry, _("Rettet en kontakt"))


def _removed(entry: Entry) -> Told:
    return _touch(entry, _("Tok ut en kontakt"))


def _touch(entry: Entry, words: str) -> Told:
    touch = entry.thing or Touch.objects.filter(pk=entry.about_id).select_related("place").first()
    changes = changes_of(entry, LABELS, SHOWS)
    if not isinstance(touch, Touch):
        return Told(words, changes)
    return Told(words, changes, reverse("outreach:municipality", args=[touch.place.code]))


def _rule(entry: Entry) -> Told:
    version = entry.thing or FragilityRule.objects.filter(pk=entry.about_id).select_related("office").first()
    where = version.office.name if isinstance(version, FragilityRule) and version.office else _("hele landet")
    return Told(_("Endret hva som teller som sårbarhet, {where}").format(where=where), (), reverse("outreach:rules"))


def _mailing(entry: Entry) -> Told:
    mailing = entry.thing or Mailing.objects.filter(pk=entry.about_id).first()
    subject = mailing.subject if isinstance(mailing, Mailing) else ""
    href = reverse("outreach:mailing", args=[entry.about_id])
    return Told(_("Sendte brevet «{subject}»").format(subject=subject), (), href)


def _arenas_asked(entry: Entry) -> Told:
    place = entry.thing or Place.objects.filter(pk=entry.about_id).first()
    words = _("Spurte kommunen om læringsarenaene er riktig beskrevet")
    if not isinstance(place, Place):
        return Told(words)
    return Told(words, (), reverse("establishments:arenas_together", args=[place.code]))


def _asked(entry: Entry) -> Told:
    return _check(entry, _("Spurte kommunen om kontaktene stemmer"))


def _answered(entry: Entry) -> Told:
    return _check(entry, _("Kommunen svarte på om kontaktene stemmer"))


def _check(entry: Entry, words: str) -> Told:
    check = entry.thing or Check.objects.filter(pk=entry.about_id).select_related("place").first()
    if not isinstance(check, Check):
        return Told(words)
    return Told(words, (), reverse("outreach:municipality", args=[check.place.code]))


TELLINGS: dict[str, Telling] = {
    "outreach.touch.logged": _logged,
    "outreach.touch.changed": _changed,
    "outreach.touch.removed": _removed,
    "outreach.rule.changed": _rule,
    "outreach.mailing.sent": _mailing,
    "outreach.arenas.asked": _arenas_asked,
    "outreach.check.asked": _asked,
    "outreach.check.answered": _answered,
}
UNDOINGS: dict[str, Undoing] = {
    kind: Undoing(may=rules.may_read_log, labels=LABELS)
    for kind in ("outreach.touch.logged", "outreach.touch.changed", "outreach.touch.removed")
}
READERS: dict[str, Reader] = {
    "outreach.touch": rules.may_read_log,
    "outreach.fragilityrule": lambda actor, version: rules.may_follow_up(actor),
    "outreach.mailing": rules_letters.may_read_mailing,
    "outreach.check": rules_letters.may_read_check,
}
NAMED: dict[str, tuple[str, ...]] = {
    "outreach.touch": ("place",),
    "outreach.fragilityrule": ("office",),
    "outreach.check": ("place",),
}
