"""What the screen of the regulations has: texts and packs that come in, facts that are confirmed, what is lacking."""
