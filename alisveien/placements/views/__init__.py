"""The pages of nominations and rounds: fetch, form, attempt, render."""
