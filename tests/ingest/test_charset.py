"""Bytes to letters: each sample was encoded by Python, and must come back as it was."""

from __future__ import annotations

import pytest

from briefgen.ingest.charset import decode
from briefgen.ingest.language import language_of

#: A few sentences on invented countries in each language, and old encodings of it.
SAMPLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "fr": (
        "Les ministres des affaires étrangères de Zubrowka et de Ruritanie se sont réunis à Lutz. "
        "Ils ont décidé d'établir un groupe de travail conjoint sur les minéraux critiques, et "
        "réaffirmé leur engagement à l'égard de la coopération « économique » pour la période à "
        "venir. Le coût est estimé à 5 €.",
        ("cp1252",),
    ),
    "de": (
        "Die Außenminister von Zubrowka und Ruritanien trafen sich in Lutz. Sie beschlossen, eine "
        "gemeinsame Arbeitsgruppe für kritische Rohstoffe einzurichten, und bekräftigten die "
        "„strategische“ Partnerschaft, die auch für die nächsten Jahre gilt.",
        ("cp1252",),
    ),
    "en": (
        "The ministers of Zubrowka met on 5 March – “a good day” – and pledged £5 million for the "
        "café of the Joint Working Group on critical minerals. They have decided that it is to be "
        "held in Lutz.",
        ("cp1252", "mac-roman"),
    ),
    "pl": (
        "Ministrowie spraw zagranicznych spotkali się w Lutz. Postanowili, że zostanie utworzona "
        "wspólna grupa robocza do spraw minerałów krytycznych oraz potwierdzili, że współpraca "
        "jest dla nich ważna. Nie ustalono, przez kogo będzie kierowana.",
        ("cp1250", "iso8859-2"),
    ),
    "ru": (
        "Министры иностранных дел встретились в Лутце. Они решили создать совместную рабочую "
        "группу по критическим минералам и подтвердили, что это сотрудничество важно для обеих "
        "сторон. Переговоры были проведены в духе дружбы.",
        ("cp1251", "koi8-r", "cp866"),
    ),
    "el": (
        "Οι υπουργοί συναντήθηκαν στο Λουτς και αποφάσισαν να συστήσουν κοινή ομάδα εργασίας για "
        "τα κρίσιμα ορυκτά. Η συνεργασία είναι σημαντική για την περιοχή και για τους λαούς.",
        ("cp1253",),
    ),
    "tr": (
        "Bakanlar Lutz'da bir araya geldi ve kritik mineraller için ortak bir çalışma grubu "
        "kurulmasına karar verdi. Bu işbirliği, iki ülke için çok önemli olarak değerlendirildi "
        "ancak bütçe değil takvim de görüşüldü.",
        ("cp1254",),
    ),
    "ja": (
        "両外相はルッツで会談し、重要鉱物に関する共同作業部会を今年前半に開催することで一致した。"
        "また、両国の協力の重要性を再確認した。",
        ("cp932", "euc-jp", "iso2022-jp"),
    ),
    "zh": (
        "两国外长在卢茨举行会谈，决定成立关键矿产联合工作组，并重申了双方在经济安全方面的合作。"
        "会议将于今年年初举行。",
        ("gb18030",),
    ),
    "ko": (
        "양국 외교장관은 루츠에서 회담을 갖고 핵심 광물에 관한 공동 작업반을 올해 초에 개최하기로 "
        "결정하였다. 또한 양국의 협력의 중요성을 재확인하였다.",
        ("cp949",),
    ),
    "ar": (
        "اجتمع الوزراء في لوتز وقرروا إنشاء فريق عمل مشترك بشأن المعادن من أجل التعاون بين "
        "البلدين على مدى السنوات التي تلي هذا الاجتماع.",
        ("cp1256",),
    ),
    "he": (
        "השרים נפגשו בלוץ והחליטו על הקמת צוות עבודה משותף. הם אישרו כי שיתוף הפעולה של שתי "
        "המדינות הוא חשוב, וגם לא דחו את הדיון עם השותפים.",
        ("cp1255",),
    ),
    "th": (
        "รัฐมนตรีได้พบกันที่ลุทซ์และตัดสินใจจัดตั้งคณะทำงานร่วมด้านแร่ธาตุสำคัญ และยืนยันความร่วมมือของทั้งสองฝ่าย",
        ("cp874",),
    ),
    "hi": (
        "दोनों देशों के विदेश मंत्रियों ने लुत्ज़ में बैठक की और महत्वपूर्ण खनिजों पर संयुक्त कार्य समूह "
        "बनाने का निर्णय लिया। यह सहयोग दोनों के लिए है।",
        (),
    ),
}
TRADITIONAL = (
    "兩國外長在盧茨舉行會談，決定成立關鍵礦產聯合工作組，並重申了雙方在經濟安全方面的合作。"
    "會議將於今年年初舉行。"
)
OLD = [(language, codec) for language, (_, codecs) in SAMPLES.items() for codec in codecs]


@pytest.mark.parametrize(("language", "codec"), OLD)
def test_old_encodings_are_recognised(language: str, codec: str) -> None:
    """A text in an old encoding that it does not name is read letter by letter, and the guess is
    told."""
    text = SAMPLES[language][0]
    decoded = decode(text.encode(codec))
    assert decoded is not None
    assert decoded.text == text
    assert "guess" in decoded.remark or codec == "iso2022-jp"


def test_traditional_chinese() -> None:
    """Big5 is told from the simplified characters of GB 18030."""
    decoded = decode(TRADITIONAL.encode("big5"))
    assert decoded is not None
    assert decoded.text == TRADITIONAL


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_remark(language: str, codec: str) -> None:
    """Unicode says what it is."""
    decoded = decode(SAMPLES[language][0].encode(codec))
    assert decoded is not None
    assert (decoded.text, decoded.remark) == (SAMPLES[language][0], "")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(codec: str) -> None:
    """The zero bytes of UTF-16 tell it in texts with Latin letters."""
    decoded = decode(SAMPLES["de"][0].encode(codec))
    assert decoded is not None
    assert decoded.text == SAMPLES["de"][0]


@pytest.mark.parametrize(
    ("codec", "declared", "charset"),
    [
        ("utf-8", "iso-8859-1", "UTF-8"),
        ("utf-8", "windows-1251", "UTF-8"),
        ("utf-8", "nonsense", "UTF-8"),
        ("utf-8", "rot13", "UTF-8"),
        ("cp1252", "utf-8", "windows-1252"),
    ],
)
def test_a_wrong_declaration_is_told(codec: str, declared: str, charset: str) -> None:
    """A declaration that the bytes speak against is not followed, and a remark says so."""
    text = SAMPLES["fr"][0]
    decoded = decode(text.encode(codec), declared, "The page")
    assert decoded is not None
    assert decoded.text == text
    assert (
        decoded.remark
        == f"The page says that it is in {declared}; by its bytes it is in {charset}."
    )


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("cp1252", "ISO-8859-1"), ("cp1252", "us-ascii"), ("cp932", "x-sjis"), ("gbk", "gb2312")],
)
def test_labels_mean_what_the_web_means_by_them(codec: str, declared: str) -> None:
    """`iso-8859-1` is windows-1252 (WHATWG Encoding, 4.2): its quotation marks are no controls."""
    text = SAMPLES["zh" if codec == "gbk" else "ja" if codec == "cp932" else "en"][0]
    decoded = decode(text.encode(codec), declared, "The page")
    assert decoded is not None
    assert (decoded.text, decoded.remark) == (text, "")


def test_what_is_no_text() -> None:
    """Bytes with zeros or many controls are no letters."""
    assert decode(b"abc\0def " * 100) is None
    assert decode(bytes(range(1, 256)) * 40) is None
    assert decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") is None


@pytest.mark.parametrize("language", SAMPLES)
def test_languages(language: str) -> None:
    """The language of a few sentences."""
    assert language_of(SAMPLES[language][0]) == language


@pytest.mark.parametrize(
    "text", ["", "Lutz", "Zubrowka Ruritania Florin Guilder " * 5, "1 2 3 4 " * 40]
)
def test_no_language_when_it_is_not_plain(text: str) -> None:
    """Names and figures are in no language."""
    assert language_of(text) == ""
