"""All briefs of a workspace as pages that lead to each other: what an office puts on its intranet.

    making      the site from a workspace: briefs first, then what stands around them
    catalogue   who cites what, in which brief, under which marking
    index, outcome, source, search    the pages, in the frame of `frame`
    folder      the site on disk: only what the site made is ever replaced or removed

Every page is whole in itself, asks nobody for anything and can be opened from a disk; the same
workspace gives the same bytes.
"""
