"""The capacity plan by version, what is proposed, the posts it makes, and the terms of the departments."""

from alisveien.posts.models.departments import DepartmentTerms
from alisveien.posts.models.plans import CapacityPlan, PlannedPosts
from alisveien.posts.models.post import Post
from alisveien.posts.models.proposals import Proposal, ProposedPosts

__all__ = ["CapacityPlan", "DepartmentTerms", "PlannedPosts", "Post", "Proposal", "ProposedPosts"]
