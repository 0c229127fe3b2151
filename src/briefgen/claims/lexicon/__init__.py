"""Tables of words: what the rules know of English, and nothing of the world."""
