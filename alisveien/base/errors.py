"""The two ways a deed is refused."""


class NotAllowed(Exception):
    """The actor does not hold the permission the deed needs. Becomes 403."""


class RuleBroken(Exception):
    """The deed is against the rules; ``reasons`` are sentences for the person."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def agree(reasons: list[str]) -> None:
    """Go on when nothing speaks against the deed. Raises RuleBroken with every reason."""
    if reasons:
        raise RuleBroken(reasons)


def allow(permitted: bool, why: str = "") -> None:  # noqa: FBT001 - reads as a sentence: allow(may_release(…))
    """Go on when the actor may. Raises NotAllowed; ``why`` says which role is needed and whom to ask."""
    if not permitted:
        raise NotAllowed(why)
