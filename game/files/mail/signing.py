"""Keys and signatures of the seats of a game by file (Ed25519), commitments, and the luck that all houses mix together."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence

import msgspec

from game.core.words import _

BYTES = 32  # of a key, a nonce, a commitment
HEX = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
GROUPS = 8  # of a fingerprint, four digits each


def new_secret() -> str:
    """A nonce, or the secret half of a key: 64 hex digits that nobody can guess."""
    return secrets.token_hex(BYTES)


def public_key(secret: str) -> str:
    """The public half of a key, 64 hex digits."""
    from nacl.signing import SigningKey  # only games by file pay for it

    return bytes(SigningKey(bytes.fromhex(secret)).verify_key).hex()


def signed(secret: str, content: bytes) -> str:
    """The signature of some bytes, 128 hex digits."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(bytes.fromhex(secret)).sign(content).signature).hex()


def is_signed(key: str, content: bytes, signature: str) -> bool:
    """The signature over these bytes was made with the secret half of a public key."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(key)).verify(content, bytes.fromhex(signature))
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def boxed(key: str, data: bytes) -> str:
    """Bytes that the holder of a public key alone can read, as text."""
    from nacl.public import SealedBox
    from nacl.signing import VerifyKey

    box = SealedBox(VerifyKey(bytes.fromhex(key)).to_curve25519_public_key())
    return base64.b64encode(box.encrypt(data)).decode("ascii")


def unboxed(secret: str, text: str) -> bytes:
    """The bytes that were boxed for the holder of a secret.

    Raises:
        ValueError: they were boxed for another, or are damaged.
    """
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox
    from nacl.signing import SigningKey

    try:
        box = SealedBox(SigningKey(bytes.fromhex(secret)).to_curve25519_private_key())
        return bytes(box.decrypt(base64.b64decode(text, validate=True)))
    except (CryptoError, ValueError) as e:
        raise ValueError(_("cannot be opened: {e}").format(e=e)) from None


def fingerprint(key: str) -> str:
    """A public key as two people compare it by telephone: eight groups of four figures."""
    digest = hashlib.sha256(bytes.fromhex(key)).digest()
    return " ".join(f"{int.from_bytes(digest[2 * k : 2 * k + 2]) % 10_000:04}" for k in range(GROUPS))


def commitment(*, game: str, seat: str, step: int, position: str, nonce: str, written: str) -> str:
    """What is told of orders before they are: a hash over all that they stand for, 64 hex digits."""
    return _hash(["changkufeng seal", 1, game, seat, step, position, nonce, written]).hex()


def mixed_luck(*, game: str, step: int, parts: Sequence[tuple[str, str, str]]) -> int:
    """64 bits of luck of which nobody knew anything before all nonces were out.

    `parts`: for each seat in their order its id, its commitment, and its nonce ("" where it never came).
    """
    return int.from_bytes(_hash(["changkufeng luck", 1, game, step, list(map(list, parts))])[:8])


def name_of(content: bytes) -> str:
    """Sixteen hex digits that name some bytes: the id of a game is that of its invitation."""
    return hashlib.sha256(content).hexdigest()[:16]


def _hash(parts: list[object]) -> bytes:
    return hashlib.sha256(msgspec.json.encode(parts)).digest()
