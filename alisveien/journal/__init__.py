"""What was done, by whom, when and why; full history by triggers; who has looked; undo."""
