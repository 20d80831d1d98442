"""What is done to the plan, the posts and the departments."""

from alisveien.posts.services.posts import leave_rest, make_posts, mark_post, next_number

__all__ = ["leave_rest", "make_posts", "mark_post", "next_number"]
