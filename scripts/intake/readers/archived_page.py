"""Finds the page in a web page saved as one file (.mht, RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError

from scripts.intake.manuscript import IntakeError

_MOST_PARTS = 1_000


def find_page(content: bytes) -> tuple[bytes, str | None]:
    """Find the first HTML part of a MIME message.

    Args:
        content: All bytes of the file.

    Returns:
        The part's bytes, decoded from base64 or quoted-printable, and the charset that it names.

    Raises:
        IntakeError: There is no such part, or the message is broken.
    """
    try:
        message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
        for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return payload, part.get_content_charset()
    except (MessageError, ValueError, LookupError, RecursionError) as exc:
        raise IntakeError("网页存档（.mht）已损坏。改法：用浏览器打开，复制到 Word，存为 .docx，再导入。") from exc
    raise IntakeError("网页存档（.mht）里没有网页正文。改法：用浏览器打开，复制到 Word，存为 .docx，再导入。")
