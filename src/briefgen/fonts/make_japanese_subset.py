"""Make `NotoSerifJP-Regular.ttf` and `-Bold.ttf`: the characters of JIS X 0208.

Run once when the upstream font changes, not at install time:

    npm pack @expo-google-fonts/noto-serif-jp      # static TrueType instances, OFL 1.1
    pip install fonttools
    python make_japanese_subset.py FOLDER_OF_THE_UNPACKED_PACKAGE

JIS X 0208 levels 1 and 2 (6,355 kanji), kana, punctuation, full-width forms, ASCII and
half-width katakana: what a Japanese name or quotation needs. No layout features are
kept: the PDF writer sets Japanese horizontally, one glyph a character.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # fonttools ships no types

STYLES = {"Regular": "400Regular", "Bold": "700Bold"}


def jis_x_0208() -> set[int]:
    """The code points of JIS X 0208, read out of the EUC-JP codec (rows 1-94, two bytes)."""
    points = set(range(0x20, 0x7F)) | set(range(0xFF61, 0xFFA0))
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            try:
                text = bytes((row, cell)).decode("euc_jp")
            except UnicodeDecodeError:
                continue
            points.update(map(ord, text))
    # Two characters that Unicode tables map differently: wave dash and full-width tilde,
    # minus and full-width hyphen; take both of each.
    return points | {0x301C, 0xFF5E, 0x2212, 0xFF0D, 0x00B7, 0x2014, 0x2015, 0x2225, 0x2016}


def main() -> None:
    """Write both files beside this script."""
    source = Path(sys.argv[1])
    here = Path(__file__).parent
    for style, folder in STYLES.items():
        options = subset.Options(
            layout_features=[], hinting=False, glyph_names=False, notdef_outline=True,
            name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14], drop_tables=["GSUB", "GPOS", "GDEF",
            "BASE", "STAT", "vhea", "vmtx", "gasp", "prep", "DSIG"],
        )  # fmt: skip
        options.recalc_timestamp = False
        font = subset.load_font(str(source / folder / f"NotoSerifJP_{folder}.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=jis_x_0208())
        subsetter.subset(font)
        subset.save_font(font, str(here / f"NotoSerifJP-{style}.ttf"), options)


if __name__ == "__main__":
    main()
