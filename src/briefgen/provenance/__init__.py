"""Where everything in a brief comes from, as a record that travels inside the file.

`statement` composes it, `visible` lists the text that the file is going to show, `letters`
says when two texts are the same. `docs/provenance.md` describes the record for readers,
`docs/provenance.schema.json` for programs. `briefgen.verify` reads it back.
"""
