"""What is done with access: roles given and ended, mandates begun and ended, links made, opened and closed."""
