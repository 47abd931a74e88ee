"""What several test modules share; no test stands here."""
