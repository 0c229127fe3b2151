"""Signs finished PDFs with a certificate of the user's (PAdES, ETSI EN 319 142-1).

The signature is of level B-B: CMS with the signing certificate's digest and the time of the
machine's clock, over the whole file. It is invisible, so that the file stays what it was to
a reader and to ISO 14289-1 and ISO 19005-3; nothing is asked of the network. pyHanko is an
optional extra, imported here and only when somebody signs.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from briefgen.diagnostics import Diagnostic, Hint

#: Certificates of more than this are something else.
_MOST_BYTES = 1_000_000
#: RSA keys of fewer bits are too weak to sign with (ETSI TS 119 312, 6.2.2.1).
_LEAST_RSA_BITS = 2048
#: Purposes (extended key usage, RFC 5280 4.2.1.12) that are none of signing documents.
_OTHER_PURPOSES = {
    "1.3.6.1.5.5.7.3.1": "web servers",
    "1.3.6.1.5.5.7.3.2": "logging in",
    "1.3.6.1.5.5.7.3.3": "code",
    "1.3.6.1.5.5.7.3.8": "time stamps",
    "1.3.6.1.5.5.7.3.9": "status answers",
}


class Certificate:
    """A PKCS#12 file and what opens it. The password shows in no message and no trace."""

    __slots__ = ("password", "path")

    def __init__(self, path: Path, password: str | None = None) -> None:
        self.path = path
        self.password = password

    def __repr__(self) -> str:
        return f"Certificate({str(self.path)!r})"


class Signer:
    """Signs PDFs with one certificate."""

    def __init__(self, signer: Any) -> None:
        self._signer = signer

    def sign(self, data: bytes) -> bytes:
        """The file with a signature over all of it, as an incremental update: the bytes that
        were there stay as they are."""
        import io

        from pyhanko.sign import fields, signers

        sign_pdf: Any = signers.sign_pdf
        writer = _writer(io.BytesIO(data))
        metadata = signers.PdfSignatureMetadata(
            field_name="Signature", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        spec = fields.SigFieldSpec("Signature", on_page=0, readable_field_name="Signature")
        fields.append_signature_field(writer, spec)
        _tag(writer)
        signed = sign_pdf(writer, metadata, signer=self._signer)
        return bytes(signed.getvalue())


def _writer(file: Any) -> Any:
    """pyHanko's writer of updates, without its update of the metadata: it would write the XMP
    packet anew, under prefixes that ISO 19005 does not know, and with the clock's time."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):  # type: ignore[misc,unused-ignore]
        def _update_meta(self) -> None:
            pass

    return Writer(file)


def _tag(writer: Any) -> None:
    """Gives the signature's field its element in the structure tree: a Form as the last kid of
    the Document (ISO 14289-1, 7.18.4)."""
    from pyhanko.pdf_utils import generic as pdf

    generic: Any = pdf
    pdf_name = generic.pdf_name
    tree = writer.root["/StructTreeRoot"]
    whole = tree["/K"]
    field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    widget = field.get_object()
    form = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): tree.raw_get("/K"),
                pdf_name("/Pg"): widget.raw_get("/P"),
                pdf_name("/K"): generic.DictionaryObject(
                    {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field}
                ),
            }
        )
    )
    kids = whole.raw_get("/K") if "/K" in whole else generic.ArrayObject()
    single = not isinstance(kids, generic.ArrayObject)
    whole[pdf_name("/K")] = generic.ArrayObject([*([kids] if single else kids), form])
    writer.update_container(whole)
    number = tree["/ParentTreeNextKey"]
    widget[pdf_name("/StructParent")] = number
    writer.update_container(widget)
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(number + 1)
    writer.update_container(tree)
    numbers = tree["/ParentTree"]["/Nums"]
    numbers.append(number)
    numbers.append(form)
    writer.update_container(numbers)


def load(
    certificate: Certificate, now: datetime.datetime | None = None
) -> tuple[Signer | None, list[Diagnostic]]:
    """Who can sign with the certificate, or why nobody can.

    `now` is the time at which it must be valid; the clock's without it. Diagnostics:
    `signing-not-installed`, `certificate-unreadable`, `certificate-password`,
    `certificate-unusable`.
    """
    try:
        import pyhanko.sign  # noqa: F401
        from cryptography.hazmat.primitives.serialization import pkcs12
    except ImportError:
        return None, [
            Diagnostic(
                "signing-not-installed",
                "signing needs pyHanko, which is not installed",
                hints=(Hint("run `pip install 'briefgen[sign]'`, or build without `--sign`"),),
            )
        ]
    path = certificate.path
    data, problem = _read(path)
    if data is None:
        return None, [problem] if problem else []
    password = certificate.password.encode() if certificate.password else None
    if not _is_pkcs12(data):
        return None, [
            _unreadable(
                path,
                f"`{path.name}` is no PKCS#12 file",
                _PEM if data.lstrip().startswith(b"-----BEGIN") else _WHAT,
            )
        ]
    try:
        key, issued, _ = pkcs12.load_key_and_certificates(data, password)
    except ValueError:
        return None, [_locked(path, password)]
    except Exception as error:  # an algorithm that the library does not know, damage
        return None, [_unreadable(path, f"`{path.name}` could not be opened: {error}", _WHAT)]
    if key is None or issued is None:
        lacking = "key" if key is None else "certificate"
        return None, [_unreadable(path, f"there is no {lacking} in `{path.name}`", _WHAT)]
    when = now or datetime.datetime.now(datetime.UTC)
    if reasons := _unusable(key, issued, when):
        return None, [
            Diagnostic("certificate-unusable", reason, path=str(path), hints=(Hint(hint),))
            for reason, hint in reasons
        ]
    from pyhanko.sign import signers

    try:
        return Signer(signers.SimpleSigner.load_pkcs12_data(data, [], password)), []
    except Exception as error:
        return None, [_unreadable(path, f"`{path.name}` cannot be signed with: {error}", _WHAT)]


_WHAT = "a certificate to sign with comes as a file that ends in `.p12` or `.pfx`"
_PEM = (
    "this is a PEM file; `openssl pkcs12 -export -in cert.pem -inkey key.pem -out cert.p12` "
    "makes the file that is needed"
)


def _read(path: Path) -> tuple[bytes | None, Diagnostic | None]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, _unreadable(path, f"`{path.name}` could not be read: {reason}", _WHAT)
    if len(data) > _MOST_BYTES:
        return None, _unreadable(path, f"`{path.name}` is too large for a certificate", _WHAT)
    return data, None


def _unreadable(path: Path, message: str, hint: str) -> Diagnostic:
    return Diagnostic("certificate-unreadable", message, path=str(path), hints=(Hint(hint),))


def _locked(path: Path, password: bytes | None) -> Diagnostic:
    if password is None:
        message = f"`{path.name}` is locked, and no password was given"
        hint = "name an environment variable that holds it with `--sign-pass-env`"
    else:
        message = f"the password does not open `{path.name}`"
        hint = "passwords tell capitals from small letters; it may also be that of another file"
    return Diagnostic("certificate-password", message, path=str(path), hints=(Hint(hint),))


def _is_pkcs12(data: bytes) -> bool:
    """Whether the bytes are a PFX (RFC 7292, 4), whoever can open it."""
    from asn1crypto import pkcs12

    try:
        outer = pkcs12.Pfx.load(data)
        return bool(outer["version"].native in ("v3", 3) and outer["auth_safe"]["content_type"])
    except (ValueError, TypeError, KeyError):
        return False


def _unusable(key: Any, issued: Any, when: datetime.datetime) -> list[tuple[str, str]]:
    """Why nobody should sign with the certificate, each reason with what to do."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    reasons: list[tuple[str, str]] = []
    begin, end = issued.not_valid_before_utc, issued.not_valid_after_utc
    if when > end:
        reasons.append((f"the certificate expired on {end:%Y-%m-%d}", _RENEW))
    elif when < begin:
        reasons.append(
            (f"the certificate is valid from {begin:%Y-%m-%d} only", "wait, or set the clock right")
        )
    if not isinstance(
        key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey)
    ):
        reasons.append(("the certificate's key is of a kind that PDF cannot sign with", _RENEW))
    elif isinstance(key, rsa.RSAPrivateKey) and key.key_size < _LEAST_RSA_BITS:
        reasons.append(
            (f"the certificate's key has {key.key_size} bits; {_LEAST_RSA_BITS} are needed", _RENEW)
        )
    try:
        usage = issued.extensions.get_extension_for_class(x509.KeyUsage).value
        if not (usage.digital_signature or usage.content_commitment):
            reasons.append(("the certificate is not made for signing (its key usage)", _OTHER))
    except x509.ExtensionNotFound:
        pass  # then it may be used for anything (RFC 5280 4.2.1.3)
    try:
        purposes = issued.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        names = [_OTHER_PURPOSES.get(purpose.dotted_string, "") for purpose in purposes]
        if names and all(names):
            listed = " and ".join(names)
            reasons.append((f"the certificate is made for {listed}, not for documents", _OTHER))
    except x509.ExtensionNotFound:
        pass
    return reasons


_RENEW = "ask whoever issued it for a new one"
_OTHER = "use a certificate for documents, with the key usage `digital signature`"
