"""Signatures: valid by pyHanko's validator and by poppler's, and the file conforms still.

Certificates are made here and thrown away.
"""

from __future__ import annotations

import datetime
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyhanko", reason="pyHanko (the extra `sign`) is not installed")

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from briefgen.document import Document, Paragraph, Text
from briefgen.sign import Certificate, load
from briefgen.writers.pdf import write

NOW = datetime.datetime(2026, 1, 16, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=365)
PASSWORD = "Strelsau-Ünïcode 7"


def usage(**allowed: bool) -> x509.KeyUsage:
    """A key usage with these bits set."""
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names})


SIGNS = usage(digital_signature=True, content_commitment=True)


def bundle(
    folder: Path,
    *,
    key: Any = None,
    begin: datetime.datetime = NOW - YEAR,
    end: datetime.datetime = NOW + 20 * YEAR,
    key_usage: x509.KeyUsage | None = SIGNS,
    purposes: list[x509.ObjectIdentifier] | None = None,
    password: str | None = PASSWORD,
    name: str = "cert.p12",
) -> Path:
    """A PKCS#12 file with a certificate that has signed itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Strelsau Policy Workshop")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(end)
    )
    if key_usage is not None:
        builder = builder.add_extension(key_usage, critical=True)
    if purposes is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    issued = builder.sign(key, hashes.SHA256())
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    path = folder / name
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, issued, None, locked))
    return path


def brief() -> bytes:
    """A small brief as a PDF."""
    document = Document("A brief", "en-GB", "2026-01-16", (Paragraph((Text("Words."),)),))
    data, diagnostics = write(document)
    assert diagnostics == []
    return data


def signed(path: Path, data: bytes) -> bytes:
    """The file, signed with the certificate at `path`."""
    signer, diagnostics = load(Certificate(path, PASSWORD))
    assert diagnostics == []
    assert signer is not None
    return signer.sign(data)


KEYS: dict[str, Callable[[], Any]] = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
}


@pytest.mark.parametrize("kind", KEYS)
def test_pyhanko_finds_the_signature_valid(kind: str, tmp_path: Path) -> None:
    """Intact, valid, over the entire file, PAdES, with no time but the signer's own."""
    from asn1crypto import pem
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    path = bundle(tmp_path, key=KEYS[kind]())
    data = brief()
    made = signed(path, data)
    assert made.startswith(data), "an incremental update leaves what was there"
    issued = pkcs12.load_pkcs12(path.read_bytes(), PASSWORD.encode()).cert
    assert issued is not None
    root = asn1.Certificate.load(pem.unarmor(issued.certificate.public_bytes(Encoding.PEM))[2])
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert str(signature.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert status.timestamp_validity is None


def test_a_changed_byte_breaks_it(tmp_path: Path) -> None:
    """What is signed is the file: after a change it is not intact."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    made = bytearray(signed(bundle(tmp_path), brief()))
    at = made.index(b"briefgen with the ReportLab")
    made[at] ^= 1
    (signature,) = PdfFileReader(io.BytesIO(bytes(made))).embedded_signatures
    nobody = ValidationContext(trust_roots=[])
    assert not validate_pdf_signature(signature, nobody).intact


def test_poppler_finds_the_signature_valid(tmp_path: Path) -> None:
    """`pdfsig`, written independently, says so too."""
    reader = shutil.which("pdfsig")
    if reader is None:
        pytest.skip("poppler's pdfsig is not installed")
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed(bundle(tmp_path), brief()))
    ran = subprocess.run(
        [reader, str(file)], capture_output=True, text=True, check=False,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert "Signature is Valid" in ran.stdout
    assert "Total document signed" in ran.stdout
    assert "Strelsau Policy Workshop" in ran.stdout


def test_the_metadata_stay_as_they_are(tmp_path: Path) -> None:
    """No clock but the signature's shows: one XMP packet, the same dates."""
    import pikepdf

    data = brief()
    made = signed(bundle(tmp_path), data)
    with pikepdf.open(io.BytesIO(data)) as before, pikepdf.open(io.BytesIO(made)) as after:
        assert after.Root["/Metadata"].read_bytes() == before.Root["/Metadata"].read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)


def test_it_is_not_seen_and_changes_no_text(tmp_path: Path) -> None:
    """The page looks as it did, pixel by pixel."""
    import pypdfium2

    data = brief()
    pictures = []
    for version in (data, signed(bundle(tmp_path), data)):
        opened = pypdfium2.PdfDocument(version)
        pictures.append(opened[0].render(scale=1).to_pil().tobytes())
        opened.close()
    assert pictures[0] == pictures[1]


# ------------------------------------------------------------------------- certificates


def refused(path: Path, password: str | None = PASSWORD) -> tuple[list[str], str]:
    """The codes that a certificate is refused with, and all that is said."""
    signer, diagnostics = load(Certificate(path, password), NOW)
    assert signer is None
    said = "\n".join(d.message + "\n" + "\n".join(h.message for h in d.hints) for d in diagnostics)
    assert PASSWORD not in said
    return [d.code for d in diagnostics], said


def test_wrong_and_missing_passwords(tmp_path: Path) -> None:
    """They are told apart."""
    path = bundle(tmp_path)
    assert refused(path, "nonsense") == (
        ["certificate-password"],
        "the password does not open `cert.p12`\n"
        "passwords tell capitals from small letters; it may also be that of another file",
    )
    codes, said = refused(path, None)
    assert codes == ["certificate-password"]
    assert "no password was given" in said


def test_a_file_without_a_password(tmp_path: Path) -> None:
    """It needs none."""
    signer, diagnostics = load(Certificate(bundle(tmp_path, password=None)), NOW)
    assert signer is not None
    assert diagnostics == []


@pytest.mark.parametrize("content", [b"", b"words", b"%PDF-1.7\n", b"\x30\x82\x01", b"\0" * 2000])
def test_files_that_are_no_certificate(content: bytes, tmp_path: Path) -> None:
    """They are called what they are, not wrongly locked."""
    path = tmp_path / "cert.p12"
    path.write_bytes(content)
    codes, said = refused(path)
    assert codes == ["certificate-unreadable"]
    assert "`cert.p12` is no PKCS#12 file" in said


def test_a_pem_file_is_told_how_to_become_one(tmp_path: Path) -> None:
    """The likeliest other form of a certificate has a hint of its own."""
    path = tmp_path / "cert.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert "openssl pkcs12 -export" in refused(path)[1]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a folder."""
    assert "no such file" in refused(tmp_path / "none.p12")[1]
    assert refused(tmp_path)[0] == ["certificate-unreadable"]


def test_a_certificate_without_its_key(tmp_path: Path) -> None:
    """Nothing can be signed with a certificate alone."""
    path = bundle(tmp_path)
    issued = pkcs12.load_pkcs12(path.read_bytes(), PASSWORD.encode()).cert
    assert issued is not None
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            None, None, None, [issued.certificate], BestAvailableEncryption(PASSWORD.encode())
        )
    )
    assert refused(path) == (
        ["certificate-unreadable"],
        "there is no key in `cert.p12`\n"
        "a certificate to sign with comes as a file that ends in `.p12` or `.pfx`",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"end": NOW - YEAR / 2}, "the certificate expired on 2025-07-17"),
        ({"begin": NOW + YEAR}, "the certificate is valid from 2027-01-16 only"),
        ({"key_usage": usage(key_encipherment=True)}, "is not made for signing"),
        ({"key_usage": usage(key_cert_sign=True, crl_sign=True)}, "is not made for signing"),
        (
            {"purposes": [ExtendedKeyUsageOID.SERVER_AUTH]},
            "made for web servers, not for documents",
        ),
        (
            {"purposes": [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]},
            "made for web servers and logging in",
        ),
        ({"key": rsa.generate_private_key(65537, 1024)}, "has 1024 bits; 2048 are needed"),
    ],
)
def test_certificates_that_may_not_sign(
    options: dict[str, Any], message: str, tmp_path: Path
) -> None:
    """Expired, not valid yet, made for something else, too weak: each says so."""
    codes, said = refused(bundle(tmp_path, **options))
    assert codes == ["certificate-unusable"]
    assert message in said


@pytest.mark.parametrize(
    "options",
    [
        {"key_usage": None},
        {"key_usage": usage(content_commitment=True)},
        {"purposes": [ExtendedKeyUsageOID.EMAIL_PROTECTION]},
        {"purposes": [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]},
        {"purposes": [x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")]},
    ],
)
def test_certificates_that_may_sign(options: dict[str, Any], tmp_path: Path) -> None:
    """Those without a usage, and those made for mail or documents."""
    signer, diagnostics = load(Certificate(bundle(tmp_path, **options), PASSWORD), NOW)
    assert diagnostics == []
    assert signer is not None


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed it is told how to."""
    import sys

    path = bundle(tmp_path)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    monkeypatch.setitem(sys.modules, "pyhanko.sign", None)
    assert refused(path) == (
        ["signing-not-installed"],
        "signing needs pyHanko, which is not installed\n"
        "run `pip install 'briefgen[sign]'`, or build without `--sign`",
    )


def test_the_password_is_in_no_trace(tmp_path: Path) -> None:
    """Neither `repr` nor a message shows it."""
    assert PASSWORD not in repr(Certificate(tmp_path, PASSWORD))


# --------------------------------------------------------------------------- the command

EXAMPLE = Path(__file__).resolve().parent.parent


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The example, in a folder of its own."""
    shutil.copytree(EXAMPLE / "briefs", tmp_path / "briefs")
    shutil.copytree(EXAMPLE / "templates", tmp_path / "templates")
    return tmp_path


def test_build_signs_the_pdf(
    workspace: Path, briefgen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDF is signed, the DOCX is not touched, and both conform."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    bundle(workspace)
    monkeypatch.setenv("CERT_PASSWORD", PASSWORD)
    ran = briefgen("build minerals --sign cert.p12 --sign-pass-env CERT_PASSWORD", cwd=workspace)
    assert ran.code == 0, ran.stderr
    (pdf,) = workspace.glob("output/minerals/*.pdf")
    assert len(PdfFileReader(io.BytesIO(pdf.read_bytes())).embedded_signatures) == 1
    page = pytest.importorskip("page", reason="the wheel page-validation is not installed")
    for profile in ("ua1", "3a"):
        verdict = page.validate_pdf(str(pdf), profile=profile)
        assert verdict.is_compliant, verdict.failures


def test_nothing_is_built_when_it_cannot_be_signed(
    workspace: Path, briefgen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong password stops the build before anything is written."""
    bundle(workspace)
    monkeypatch.setenv("CERT_PASSWORD", "wrong")
    ran = briefgen("build minerals --sign cert.p12 --sign-pass-env CERT_PASSWORD", cwd=workspace)
    assert ran.code == 1
    assert "cert.p12: error[certificate-password]" in ran.stderr
    assert not (workspace / "output").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--sign-pass-env HOME", "--sign-pass-env needs --sign"),
        ("--sign cert.p12 --sign-pass-env NO_SUCH_NAME", "there is no variable NO_SUCH_NAME"),
    ],
)
def test_wrong_usage(
    options: str, said: str, workspace: Path, briefgen: Callable[..., Any]
) -> None:
    """Options that make no sense are refused before anything is read."""
    ran = briefgen(f"build minerals {options}", cwd=workspace)
    assert ran.code == 2
    assert said in ran.stderr
