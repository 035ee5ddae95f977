"""Text from outside, safe to show: what the eye cannot see is written out.

A right-to-left override turns 1.9 into 9.1 on the page without touching the text, and a zero-width space inside
a number hides that it is two numbers; a report on numbers has to show them.
"""

from __future__ import annotations

from markupsafe import Markup

# Line feeds and tabs lay a text out and stay. Control characters, soft hyphens, zero-width and bidi characters,
# line separators, interlinear and tag characters do not; lone surrogates cannot be written as UTF-8 at all.
_RANGES = (
    (0x00, 0x08),
    (0x0B, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)
_WRITTEN_OUT = {code: f"[U+{code:04X}]" for low, high in _RANGES for code in range(low, high + 1)}


def visible(text: str) -> str:
    """`text` with every invisible or reordering character written out: "1\\u202e9" → "1[U+202E]9"."""
    return text.translate(_WRITTEN_OUT)


def shown(value: object) -> object:
    """What a template prints for `value`: markup as it is, everything else as visible text."""
    return value if isinstance(value, Markup) else visible(str(value))


def clipped(text: str, length: int) -> str:
    """`text`, at most `length` characters of it, an ellipsis for the rest."""
    return text if len(text) <= length else text[: length - 1] + "…"
