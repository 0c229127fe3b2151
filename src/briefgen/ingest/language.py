"""Which language a text is written in: by its script, and by its most ordinary words.

Simple and honest: the words below are the commonest of each language, which no text of some
length does without. Where two languages are close to each other, or the text is short, there
is no answer, and a person is asked.
"""

from __future__ import annotations

from collections import Counter

from briefgen.regex import regex

#: The most ordinary words of languages in Latin, Cyrillic, Arabic and Devanagari letters.
ORDINARY: dict[str, str] = {
    "en": "the of and to in that is was for on with as by at be this have from are which will has",
    "fr": "le la les de des et du un une est dans que qui pour au aux sur par avec ce cette sont",
    "de": "der die das und den dem des ist von mit zu im für auf ein eine nicht auch sich wurde",
    "es": "el la los las de del y en que un una por con para se es al como más su sus fue han",
    "pt": "o a os as de do da dos das e em que um uma por com para no na não ao são foi pelo pela",
    "it": "il lo la gli le di del della dei delle e che un una in per con è sono nel nella al si",
    "nl": "de het een en van in is dat op te met voor aan zijn niet door ook bij om uit wordt",
    "pl": "i w z na do się nie że jest to o przez po oraz za od dla jak są przy który która",
    "cs": "a v se na je že s z do o to pro jsou by za při podle která který jako byl bude",
    "sv": "och att det i en som på är av för den med till ett har om inte från de vid kan",
    "da": "og at det i en som på er af for den med til et har om ikke fra de ved kan blev",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi ancak en kadar sonra değil ise",
    "id": "yang dan di dengan untuk dari pada ini dalam akan tidak itu oleh ke sebagai telah juga",
    "vi": "và của các trong là có được cho với những không người này một về đã sẽ tại",
    "hu": "a az és hogy nem is egy meg ez de van volt mint azt csak már még között",
    "ro": "și în de la a cu pe din pentru că este care sau au prin fi ale al sunt",
    "ru": "и в на не что с по это как для от из к о был было быть его также между",
    "uk": "і в на не що з до та це як для від про за був було бути його також між",
    "bg": "и в на не че с по това за от са е се да към като беше който също между",
    "ar": "في من على إلى أن عن مع هذا هذه التي الذي بين كما ما لا بعد قد كان",
    "fa": "و در به از که این را با است برای آن یک تا بر خود شد می های",
    "ur": "اور کے کی میں ہے سے کو کا نے پر اس یہ بھی ہیں کہ تھا گیا",
    "hi": "और के की में है से को का ने पर इस यह भी हैं कि था गया लिए",
    "mr": "आणि आहे या तो ते च्या मध्ये हे होते आहेत केला केली यांनी व एक",
    "ne": "र को मा छ ले लाई यो भएको गरेको छन् हो पनि गर्न तथा",
    "el": "και το του η της την στο με για που από τα των οι στην είναι δεν",
    "he": "של את על לא עם הוא זה כי גם או אל בין היא כל יש",
}
#: Scripts that are written in one language, as far as briefs are concerned.
_SCRIPTS = {"Hiragana": "ja", "Hangul": "ko", "Thai": "th", "Han": "zh"}
_LETTERS = (
    ("Hiragana", regex("[\u3040-\u30ff]")),
    ("Hangul", regex("[\uac00-\ud7a3]")),
    ("Thai", regex("[\u0e01-\u0e3a]")),
    ("Han", regex("[\u4e00-\u9fff]")),
)
_WORD = regex(r"[^\W\d_]+(?:[\u093a-\u094f\u200c\u200d][^\W\d_]*)*")
_READ = 100_000  # characters that are looked at: a language does not change after that
#: The fewest ordinary words, and the least share of all words, to be sure.
_FEWEST, _SHARE = 5, 0.12


def ordinary_words(text: str) -> Counter[str]:
    """How many of its words are ordinary words of each language."""
    counts: Counter[str] = Counter()
    words = Counter(word.casefold() for word in _WORD.findall(text[:_READ]))
    for language, ordinary in ORDINARY.items():
        if hits := sum(words[word] for word in ordinary.split()):
            counts[language] = hits
    return counts


def language_of(text: str) -> str:
    """The language of a text as a tag (`en`), empty when it is not plain."""
    text = text[:_READ]
    letters = sum(map(str.isalpha, text))
    if letters < 40:
        return ""
    for script, pattern in _LETTERS:
        # Japanese writes half its words in Chinese characters.
        least = 0.1 if script == "Hiragana" else 0.5
        if len(pattern.findall(text)) > least * letters:
            return _SCRIPTS[script]
    ranked = ordinary_words(text).most_common(2)
    if not ranked:
        return ""
    language, hits = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    words = len(_WORD.findall(text))
    sure = hits >= _FEWEST and hits >= _SHARE * words and hits >= 1.4 * second
    return language if sure else ""
