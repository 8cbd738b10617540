"""From a passphrase to a key: Argon2id, its bounds, and how dear it is chosen to be on this machine."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fichier_tui.domain.refusal import Refusal

KEY_BYTES = 32
SALT_BYTES = 16
KIBIBYTES_IN_A_MEBIBYTE = 1024

# Read from a keyring, anything outside is refused: below, somebody made guessing cheap; above, opening never ends.
MEMORY_BOUNDS = (64 * KIBIBYTES_IN_A_MEBIBYTE, 2048 * KIBIBYTES_IN_A_MEBIBYTE)
PASSES_BOUNDS = (1, 20)
LANES_BOUNDS = (1, 16)

# RFC 9106's second choice is 64 MiB, three passes, four lanes; we raise the memory as far as the wait allows.
MEMORY_CHOICES = tuple(mebibytes * KIBIBYTES_IN_A_MEBIBYTE for mebibytes in (64, 128, 256, 512))
PASSES, LANES = 3, 4
WAIT_AIMED_AT = 0.5  # seconds: what a receptionist accepts each morning


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one derivation costs: memory in KiB, passes over it, lanes in parallel."""

    memory: int
    passes: int
    lanes: int

    def are_allowed(self) -> bool:
        """Whether all three lie within the bounds that a keyring may name."""
        return all(
            low <= value <= high
            for value, (low, high) in (
                (self.memory, MEMORY_BOUNDS),
                (self.passes, PASSES_BOUNDS),
                (self.lanes, LANES_BOUNDS),
            )
        )


# For the demonstration file and the tests: the fastest that a keyring may name, about 40 ms.
CHEAPEST = KdfParameters(MEMORY_BOUNDS[0], PASSES_BOUNDS[0], 4)


def normalise(passphrase: str) -> bytes:
    """The passphrase as bytes: NFC, because a Mac types é in two code points; spaces and case are kept.

    Raises Refusal "passphrase.empty" for nothing or only blanks.
    """
    if not passphrase.strip():
        raise Refusal("passphrase.empty")
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def derive_key(passphrase: bytes, salt: bytes, parameters: KdfParameters) -> bytes:
    """The 32-byte key of a passphrase. Raises Refusal "memory.short" when the machine cannot spare the memory."""
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=parameters.passes,
            lanes=parameters.lanes,
            memory_cost=parameters.memory,
        ).derive(passphrase)
    except MemoryError as error:
        raise Refusal("memory.short", mebibytes=parameters.memory // KIBIBYTES_IN_A_MEBIBYTE) from error


def measure(parameters: KdfParameters) -> float:
    """Seconds that one derivation takes on this machine."""
    started = time.perf_counter()
    derive_key(b"a passphrase to be timed", bytes(SALT_BYTES), parameters)
    return time.perf_counter() - started


def dearer(kept: KdfParameters, reached: KdfParameters) -> KdfParameters:
    """What this machine reaches where it costs a guesser more and is lower in nothing; else what is kept."""
    is_dearer = reached.memory * reached.passes > kept.memory * kept.passes
    is_lower = reached.memory < kept.memory or reached.passes < kept.passes
    return reached if is_dearer and not is_lower else kept


def choose_parameters(seconds_of: Callable[[KdfParameters], float] = measure) -> KdfParameters:
    """The largest memory, of 64 to 512 MiB, that keeps a derivation within half a second; never below 64 MiB.

    Stops at the first that is too slow, or that the machine has no memory for.
    """
    chosen = KdfParameters(MEMORY_CHOICES[0], PASSES, LANES)
    for memory in MEMORY_CHOICES:
        candidate = KdfParameters(memory, PASSES, LANES)
        try:
            seconds = seconds_of(candidate)
        except Refusal:
            break
        if seconds <= WAIT_AIMED_AT:
            chosen = candidate
        if 2 * seconds > WAIT_AIMED_AT:  # the next has twice the memory: it takes at least twice as long
            break
    return chosen
