"""A source that changed after it was archived: what became of each quote, and the archive of both.

`pairing` finds which passage became which, `comparison` gives a verdict on each quote, with
`context` for what its sentence refers to, `wording` shows a change word by word, `carried` says
of what kind each passage of the new version is, `archive` writes down the new folder, and
`rewriting` changes a quote in its file. All of them are pure; `renewal/` above them reads and
writes.
"""
