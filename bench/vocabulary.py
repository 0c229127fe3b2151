"""The words that `content.py` makes its briefs of."""

COUNTRIES = [
    "Zubrowka",
    "Ruritania",
    "Freedonia",
    "Florin",
    "Guilder",
    "Graustark",
    "Sylvania",
    "Lutha",
    "Pontevedro",
    "Evallonia",
    "Marshovia",
    "Orsinia",
]
CITIES = ["Strelsau", "Lutz", "Zenda", "Edelweiss", "Karlsburg", "Nebelsbad", "Streltz", "Hofbau"]
BODIES = [
    "joint board",
    "shared registry",
    "training centre",
    "reference laboratory",
    "pilot line",
    "testing service",
    "data exchange",
    "research fund",
    "planning panel",
    "river patrol",
    "customs desk",
    "permit office",
    "repair yard",
    "grain reserve",
    "survey fleet",
    "help line",
]
FIELDS = [
    "tidal power",
    "bridge tolls",
    "seed quality",
    "railway signals",
    "water metering",
    "copper recycling",
    "night buses",
    "flood warning",
    "school meals",
    "heat pumps",
    "harbour dredging",
    "forest roads",
    "vaccine storage",
    "glass returns",
    "street lighting",
    "salt mining",
    "pollen counts",
    "timber grading",
    "battery testing",
    "avalanche control",
    "dairy hygiene",
    "lift safety",
    "radio masts",
    "map making",
]
REGIONS = [
    "the Upper Valley",
    "the Lower Valley",
    "the Salt Coast",
    "the Amber Coast",
    "the Lake Towns",
    "the Eastern March",
    "the Western March",
    "the Pine Hills",
    "the Copper Hills",
    "the Grey Downs",
    "the Long Marsh",
    "the Iron Gate",
    "the Twin Rivers",
    "the Old Quarter",
    "the Free Ports",
    "the Snow Pass",
]
MONTHS = ("June 2026", "September 2026", "December 2026", "March 2027", "June 2027")
# The commitment of an outcome and the words that a report would use for it.
VERBS = (
    ("signed", "signed an agreement on a"),
    ("decided", "agreed to establish a"),
    ("decided", "agreed to open a"),
    ("committed", "pledged funds for a"),
    ("reaffirmed", "reaffirmed their support for a"),
    ("explored", "discussed a"),
)
PUBLISHED = (
    "The {office} printed paper {number} in a bulletin that the press received the same evening.",
    "The {office} keeps paper {number} and answers questions from towns and firms.",
    "Officials from the {office} described paper {number} in the press room.",
    "The {office} carries out paper {number} together with the provincial authorities.",
)
OFFICES = ("Ministry of Works", "Board of Health", "Transport Council", "Statistical Office")
BACKGROUND = ("opened a", "rebuilt a", "financed a", "enlarged a", "inspected a")
IMPLICATIONS = (
    "The decisions can be carried out by the offices that exist; the pledges need money.",
    "The discussions commit nobody, and can be taken up again when the results are known.",
    "Work in the regions will depend on the provinces, whose offices are small and already busy.",
)
RECOMMENDATIONS = (
    "Name an owner for each decision before the next meeting and publish the list.",
    "Ask the finance side for a first estimate of the pledges, region by region.",
    "Keep the open questions on the agenda until each has a date.",
)
READING = (
    "Joint statement: a text that all parties agreed. Not stated: address.",
    "Passages are numbered as in the archived source; quoted words are highlighted.",
)
