"""What the screen of study packs shows and is told: what there is to put in, and the form of a pack."""
