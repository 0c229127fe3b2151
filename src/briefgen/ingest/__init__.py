"""From a file as received to a source in the archive: readers of each kind of file, what they
propose, and the archive that is written when a person has agreed."""
