"""What the pages of the plan, the posts and the departments print."""
