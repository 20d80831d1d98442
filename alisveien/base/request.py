"""The request as the pages know it: Django's, with the actor the middleware put there."""

from django.http import HttpRequest

from alisveien.base.actor import Actor


class Request(HttpRequest):
    """A request with ``actor``: who reads or writes. Set by the middleware for every request."""

    actor: Actor
