"""From an archived source to proposed outcomes: which sentences report that something was decided,
committed, reaffirmed, explored or noted, and the words that decided so."""
