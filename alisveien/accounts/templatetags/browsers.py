"""What a browser calls itself, in a few words: {% load browsers %}."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """``{{ session.user_agent|browser }}``: «Firefox på Windows», or that it is not known."""
    program = next((name for mark, name in BROWSERS if mark in user_agent), _("Ukjent nettleser"))
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return _("{program} på {system}").format(program=program, system=system) if system else program
