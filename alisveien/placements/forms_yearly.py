"""A proposal made by the evaluation: the numbers, why, and by when; the source is the evaluation itself."""

from datetime import date
from typing import Any

from alisveien.posts.forms import ProposeForm


class EvaluationForm(ProposeForm):
    """As any proposal, without a source to type."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """The source is known."""
        super().__init__(*args, today=today, **kwargs)
        del self.fields["source"]
