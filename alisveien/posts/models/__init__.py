"""The capacity plan by version, and the posts it makes."""

from alisveien.posts.models.plans import CapacityPlan, PlannedPosts
from alisveien.posts.models.post import Post

__all__ = ["CapacityPlan", "PlannedPosts", "Post"]
