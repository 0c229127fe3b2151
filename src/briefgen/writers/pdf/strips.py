"""Strips: measured pieces of text, and the lines that they are broken into.

A strip is a paragraph without lines. Its pieces are words (or the parts of words between
which a line may end); `breaking` chooses the breaks and `Strip.line` collects the pieces
of one line into spans that can be painted.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.writers.pdf import scripts
from briefgen.writers.pdf.breaking import FORCED, HYPHEN, JOIN, SPACE, TIED, break_lines
from briefgen.writers.pdf.fonts import Shaped
from briefgen.writers.pdf.runs import Line, Run, Span, Words
from briefgen.writers.pdf.ties import LEADS, tied
from briefgen.writers.pdf.truetype import Face


class Strip:
    """A paragraph's pieces. `starts[i]` is where piece `i` begins in `parts`."""

    __slots__ = ("gaps", "kinds", "lang", "open", "parts", "starts", "widths", "words")

    def __init__(self, words: Words, lang: str) -> None:
        self.words = words
        self.lang = lang
        self.parts: list[tuple[Run, Shaped]] = []
        self.starts: list[int] = []
        self.widths: list[float] = []
        self.gaps: list[float] = []
        self.kinds: list[int] = []
        self.open = False  # whether the next text joins the last piece

    def add_text(self, run: Run, text: str, context: str = "") -> None:
        """Append text; runs of spaces are one space, spaces at the ends are kept as one."""
        if not text:
            return
        text = scripts.clean(text)
        chain = run.chain
        words = text.split(" ")
        size = run.size
        spacing = run.spacing
        parts, starts, widths = self.parts, self.starts, self.widths
        gaps, kinds = self.gaps, self.kinds
        space = chain[" "][0][0]
        space_width = space.width * size + spacing
        space_part = (run, space)
        known = chain.words
        unfinished = self.open
        first = True
        for word in words:
            if first:
                first = False
            elif unfinished:
                parts.append(space_part)
                gaps.append(space_width)
                kinds.append(SPACE)
                unfinished = False
            if not word:
                continue
            atoms = known.get(word) or chain[word]
            if not unfinished and not spacing and len(atoms) == 1 and len(atoms[0]) == 1:
                # nearly every word: one piece in one face
                piece = atoms[0][0]
                starts.append(len(parts))
                parts.append((run, piece))
                widths.append(piece.width * size)
                unfinished = True
                continue
            for index, atom in enumerate(atoms):
                if unfinished and (index or self._may_break(atom)):
                    gaps.append(0.0)
                    kinds.append(JOIN)
                    unfinished = False
                start = len(parts)
                parts.extend([(run, piece) for piece in atom])
                width = sum([piece.width * size + spacing * len(piece.text) for piece in atom])
                if unfinished:
                    widths[-1] += width
                else:
                    starts.append(start)
                    widths.append(width)
                    unfinished = True
        self.open = unfinished
        if len(words) > 1 or words[0]:
            self.words.add(chain, words, context or text)

    def _may_break(self, atom: Sequence[Shaped]) -> bool:
        """Whether a line may end where two runs meet without a space."""
        before = self.parts[-1][1].text
        after = atom[0].text if atom else ""
        return bool(before and after) and scripts.may_break_between(before[-1], after[0])

    def add_break(self) -> None:
        """Append a forced new line."""
        if self.open:
            self.gaps.append(0.0)
            self.kinds.append(FORCED)
            self.open = False
        elif self.kinds:
            self.kinds[-1] = FORCED

    def close(self) -> None:
        """No more text follows."""
        if self.open:
            self.gaps.append(0.0)
            self.kinds.append(SPACE)
            self.open = False

    def reopen(self) -> None:
        """More text follows after all."""
        if self.kinds and not self.open:
            self.gaps.pop()
            self.kinds.pop()
            self.open = True

    @property
    def minimum(self) -> float:
        """The width of the widest piece."""
        return max(self.widths, default=0.0)

    @property
    def maximum(self) -> float:
        """The width on one line (on the longest of the forced lines)."""
        widest = total = 0.0
        for width, gap, kind in zip(self.widths, self.gaps, self.kinds, strict=False):
            total += width
            widest = max(widest, total)
            total = 0.0 if kind == FORCED else total + gap
        return widest

    def lines(self, width: float, justify: bool, hyphenate: bool) -> list[Line]:
        """The strip broken into lines of at most `width` points."""
        if not self.widths:
            return []
        self.close()
        if max(self.widths) > width:
            self._divide_long(width, hyphenate)
        ranges, worst = self._broken(width, justify)
        # Hyphens only where the lines are poor without: a tidy left-aligned column needs few.
        if hyphenate and len(ranges) > 1 and worst > (0.04 if justify else 0.2):
            divided = self._hyphenated()
            if divided is not None:
                run = divided.parts[0][0]
                hyphen = run.chain["-"][0][0].width * run.size
                again, better = divided._broken(width, justify, hyphen)
                if better < worst - 0.02:
                    last = len(again) - 1
                    return [
                        divided.line(start, end, width if justify and index < last else 0.0)
                        for index, (start, end) in enumerate(again)
                    ]
        last = len(ranges) - 1
        return [
            self.line(start, end, width if justify and index < last else 0.0)
            for index, (start, end) in enumerate(ranges)
        ]

    def _broken(
        self, width: float, justify: bool, hyphen: float = 0.0
    ) -> tuple[list[tuple[int, int]], float]:
        """The lines as ranges of pieces, and how bad the worst of them is."""
        broken = break_lines(
            self.widths, self.gaps, self.kinds, width, justify=justify, hyphen=hyphen
        )
        # Few lines end between what is read as one: only then is the paragraph looked through.
        if len(broken[0]) > 1 and self._parts_ties(broken[0]):
            for index in range(len(self.widths) - 1):
                if self.kinds[index] == SPACE and tied(self._text(index), self._text(index + 1)):
                    self.kinds[index] = TIED
            broken = break_lines(
                self.widths, self.gaps, self.kinds, width, justify=justify, hyphen=hyphen
            )
        return broken

    def _parts_ties(self, lines: Sequence[tuple[int, int]]) -> bool:
        """Whether a line ends between words that are read as one, and were not tied yet."""
        parts, starts, kinds = self.parts, self.starts, self.kinds
        for begin, _ in lines[1:]:
            if kinds[begin - 1] == SPACE:
                last = parts[starts[begin] - 2][1].text  # before the space at the line's end
                leads = last[-1:].isdigit() or last[:1].isdigit() or last in LEADS
                if leads and tied(self._text(begin - 1), self._text(begin)):
                    return True
        return False

    def _text(self, index: int) -> str:
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
        return "".join([piece.text for _, piece in self.parts[start:end]]).rstrip(" ")

    def line(self, first: int, last: int, fill: float) -> Line:
        """The line of pieces `first` to `last` (not included), stretched to `fill`
        points when that is above zero. A line ends with its space, so that the words on
        both sides of a line end stay apart when text is copied."""
        parts, starts = self.parts, self.starts
        end = starts[last] if last < len(starts) else len(parts)
        hyphen = self.kinds[last - 1] == HYPHEN and last < len(starts)
        width = sum(self.widths[first:last]) + sum(self.gaps[first : last - 1])
        stretch = 0.0
        chosen = parts[starts[first] : end]
        if hyphen:
            run, piece = parts[end - 1]
            mark = run.chain["-"][0][0]
            self.words.add(run.chain, ("-",), "")
            width += mark.width * run.size
        if hyphen or (first and self.kinds[first - 1] == HYPHEN):
            chosen = _rejoined(chosen, bool(first) and self.kinds[first - 1] == HYPHEN, hyphen)
        if fill and self.kinds[last - 1] != FORCED:
            spaces = sum(1 for kind in self.kinds[first : last - 1] if kind in (SPACE, TIED))
            if spaces:
                stretch = (fill - width) / spaces
                width = fill
        spans: list[Span] = []
        notes: list[int] = []
        codes: list[str] = []
        span_width = 0.0
        current: Run | None = None
        face: Face | None = None
        size = 0.0
        for run, piece in chosen:
            if run is not current or piece.face is not face or piece.actual is not None:
                if codes and current is not None and face is not None:
                    spans.append(Span(current, face, "".join(codes), span_width, None))
                    codes = []
                if run is not current and run.note:
                    notes.append(run.note)
                current, face, size, span_width = run, piece.face, run.size, 0.0
                if piece.actual is not None:
                    spans.append(Span(run, face, piece.code, piece.width * size, piece))
                    face = None
                    continue
            codes.append(piece.code)
            span_width += piece.width * size
            if stretch and piece.text == " ":
                codes.append(f"){-stretch / size * 1000:.0f}(")
                span_width += stretch
            if run.spacing:
                span_width += run.spacing * len(piece.text)
        if codes and current is not None and face is not None:
            spans.append(Span(current, face, "".join(codes), span_width, None))
        if chosen[-1][1].text == " ":
            # the space at the line's end is there to be copied, not to be seen
            run, piece = chosen[-1]
            seen = spans[-1].width - piece.width * run.size - stretch - run.spacing
            spans[-1] = spans[-1]._replace(width=max(seen, 0.0))
        return Line(spans, width, tuple(notes), hyphen)

    def _like(self) -> Strip:
        return Strip(self.words, self.lang)

    def _copy(self, index: int, into: Strip) -> None:
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
        into.starts.append(len(into.parts))
        into.parts.extend(self.parts[start:end])
        into.widths.append(self.widths[index])
        into.gaps.append(self.gaps[index])
        into.kinds.append(self.kinds[index])

    def _hyphenated(self) -> Strip | None:
        """The strip with every word divided where its language allows it; None if none is."""
        divided = self._like()
        any_divided = False
        for index in range(len(self.widths)):
            start = self.starts[index]
            run, piece = self.parts[start]
            syllables = None
            # a compound is divided at its own hyphen only
            compound = JOIN in (self.kinds[index], self.kinds[index - 1] if index else SPACE)
            # English capitals begin names, which readers want whole
            name = self.lang.startswith("en") and piece.text[:1].isupper()
            if len(piece.text) > 5 and not (compound or name or run.foreign):
                syllables = run.chain.hyphenated(piece.text, self.lang)
            if not syllables:
                self._copy(index, divided)
                continue
            any_divided = True
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
            self.words.loose.extend(syllables)
            for syllable in syllables:
                divided.starts.append(len(divided.parts))
                divided.parts.append((run, syllable))
                divided.widths.append(syllable.width * run.size)
                divided.gaps.append(0.0)
                divided.kinds.append(HYPHEN)
            divided.parts.extend(self.parts[start + 1 : end])
            rest = self.widths[index] - piece.width * run.size
            divided.widths[-1] += rest
            divided.gaps[-1] = self.gaps[index]
            divided.kinds[-1] = self.kinds[index]
        return divided if any_divided else None

    def _divide_long(self, width: float, hyphenate: bool) -> None:
        """Divide pieces that are wider than a line: at hyphens, else at any character."""
        divided = self._like()
        for index in range(len(self.widths)):
            if self.widths[index] <= width:
                self._copy(index, divided)
                continue
            start = self.starts[index]
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
            total = 0.0
            fresh = True
            parted = JOIN
            for run, piece in self.parts[start:end]:
                for part, kind in _divided(run, piece, width, self.lang, hyphenate):
                    self.words.loose.append(part)
                    wide = part.width * run.size + run.spacing * len(part.text)
                    if fresh or (total + wide > width and part.text != " "):
                        if not fresh:
                            divided.gaps.append(0.0)
                            divided.kinds.append(parted)
                        divided.starts.append(len(divided.parts))
                        divided.widths.append(0.0)
                        total, fresh = 0.0, False
                    divided.parts.append((run, part))
                    if part.text != " ":
                        total += wide
                        divided.widths[-1] += wide
                    parted = kind
            divided.gaps.append(self.gaps[index])
            divided.kinds.append(self.kinds[index])
        self.parts, self.starts, self.widths = divided.parts, divided.starts, divided.widths
        self.gaps, self.kinds = divided.gaps, divided.kinds


def _rejoined(
    parts: list[tuple[Run, Shaped]], begins_inside: bool, ends_inside: bool
) -> list[tuple[Run, Shaped]]:
    """The parts of a line that begins or ends inside a word.

    The word is read where it begins: what stands there of it, hyphen and all, has the
    whole word as ActualText (ISO 32000-1 14.9.4), what follows on later lines a space.
    One ActualText over both lines would be purer, but makes readers that go by position
    take the lines for one.
    """
    count = len(parts)
    begin, stop = 0, count
    if begins_inside:
        word = parts[0][1].word
        while begin < count and parts[begin][1].word == word:
            begin += 1
        if begin == count and ends_inside:
            return [_merged(parts, " ", True)]
    if ends_inside:
        word = parts[-1][1].word
        while stop > begin and parts[stop - 1][1].word == word:
            stop -= 1
    joined = [_merged(parts[:begin], " ", False)] if begins_inside else []
    joined.extend(parts[begin:stop])
    if ends_inside:
        joined.append(_merged(parts[stop:], word, True))
    return joined


def _merged(held: list[tuple[Run, Shaped]], actual: str, hyphen: bool) -> tuple[Run, Shaped]:
    """Syllables of a word as one piece that is read as `actual`."""
    run, first = held[0]
    pieces = [piece for _, piece in held]
    if hyphen:
        pieces.append(run.chain["-"][0][0])
    return run, Shaped(
        first.face,
        "".join(piece.text for piece in pieces),
        "".join(piece.code for piece in pieces),
        sum(piece.width for piece in pieces),
        (),
        actual,
    )


def _divided(
    run: Run, piece: Shaped, width: float, lang: str, hyphenate: bool
) -> list[tuple[Shaped, int]]:
    """A piece that is too wide, in parts, each with how it is parted from the next."""
    if piece.width * run.size <= width / 2 or len(piece.text) < 2:
        return [(piece, JOIN)]
    if hyphenate:
        syllables = run.chain.hyphenated(piece.text, lang)
        if syllables and max(s.width for s in syllables) * run.size < width * 0.8:
            return [(s, HYPHEN) for s in syllables[:-1]] + [(syllables[-1], JOIN)]
    return [
        (part, JOIN)
        for syllable in scripts.syllables(piece.text)
        for part in run.chain.one(syllable)
    ]
