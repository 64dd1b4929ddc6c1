"""Sealing a cell to its place, and the official vectors through our own provider."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.kit.secrets import (
    INTERNATIONAL,
    SM,
    Cell,
    Keyring,
    SecretUnreadable,
    SoftwareProvider,
    Suite,
)

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
HERE = Cell("people_identitydocument", "number_encrypted", "17")
SUITES = [pytest.param(SM, id="sm"), pytest.param(INTERNATIONAL, id="international")]


def provider(suite: Suite = SM) -> SoftwareProvider:
    return SoftwareProvider(Keyring(1, {1: OLD}), suite)


# ---------------------------------------------------------------- official vectors


def test_sm4_gcm_gives_the_vector_of_rfc_8998_appendix_a_1() -> None:
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    associated = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex("AA" * 8 + "BB" * 8 + "CC" * 8 + "DD" * 8) + bytes.fromhex(
        "EE" * 8 + "FF" * 8 + "EE" * 8 + "AA" * 8
    )
    expected = bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    assert SM.encrypt(key, nonce, plain, associated) == expected
    assert SM.decrypt(key, nonce, expected, associated) == plain


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_vectors_of_gb_t_32905_appendix_a(message: bytes, digest: str) -> None:
    assert SM.digest(message).hex() == digest


def test_hmac_sha_256_gives_the_vector_of_rfc_4231_case_2() -> None:
    assert INTERNATIONAL.mac(b"Jefe", b"what do ya want for nothing?").hex() == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_aes_256_gcm_gives_test_case_14_of_its_specification() -> None:
    sealed = INTERNATIONAL.encrypt(bytes(32), bytes(12), bytes(16), b"")
    assert sealed.hex() == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize("suite", SUITES)
@given(plain=st.binary(max_size=300))
def test_what_was_sealed_opens_in_its_own_place(suite: Suite, plain: bytes) -> None:
    sealed = provider(suite).seal(plain, HERE)
    assert provider(suite).open_sealed(sealed, HERE) == plain
    assert sealed != provider(suite).seal(plain, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Cell("people_identitydocument", "number_encrypted", "18"),
        Cell("people_identitydocument", "other", "17"),
        Cell("people_contact", "number_encrypted", "17"),
        Cell("people_identitydocumentn", "umber_encrypted", "17"),
    ],
)
def test_a_sealed_value_moved_to_another_cell_does_not_open(elsewhere: Cell) -> None:
    sealed = provider().seal(b"9900", HERE)
    with pytest.raises(SecretUnreadable):
        provider().open_sealed(sealed, elsewhere)


def test_no_bit_of_a_sealed_value_can_be_changed_and_no_byte_left_out() -> None:
    sealed = provider().seal(b"9900", HERE)
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(SecretUnreadable):
            provider().open_sealed(bytes(changed), HERE)
    for length in range(len(sealed)):
        with pytest.raises(SecretUnreadable):
            provider().open_sealed(sealed[:length], HERE)


def test_nonces_do_not_repeat() -> None:
    seen = {provider().seal(b"", HERE)[4:16] for _ in range(2000)}
    assert len(seen) == 2000


# ---------------------------------------------------------------- keys


def test_after_a_rotation_the_old_opens_and_the_new_seals() -> None:
    sealed = provider().seal(b"9900", HERE)
    rotated = SoftwareProvider(Keyring(2, {1: OLD, 2: NEW}))
    assert rotated.open_sealed(sealed, HERE) == b"9900"
    anew = rotated.seal(b"9900", HERE)
    with pytest.raises(SecretUnreadable):
        provider().open_sealed(anew, HERE)
    only_new = SoftwareProvider(Keyring(2, {2: NEW}))
    assert only_new.open_sealed(anew, HERE) == b"9900"
    with pytest.raises(SecretUnreadable):
        only_new.open_sealed(sealed, HERE)


def test_after_a_change_of_suite_what_the_other_sealed_still_opens() -> None:
    sealed = provider(INTERNATIONAL).seal(b"9900", HERE)
    assert provider(SM).open_sealed(sealed, HERE) == b"9900"


def test_a_blind_index_is_the_same_for_the_same_number_and_key_alone() -> None:
    one = provider().blind_index("111", "99")
    assert one == provider().blind_index("111", "99")
    assert one.value.version is None or len(one.value.bytes) == 16
    others = {
        provider().blind_index("111", "98").value,
        provider().blind_index("414", "99").value,
        provider(INTERNATIONAL).blind_index("111", "99").value,
        SoftwareProvider(Keyring(1, {1: NEW})).blind_index("111", "99").value,
    }
    assert one.value not in others
    assert len(others) == 4


def test_while_rotating_a_number_is_looked_for_under_every_key() -> None:
    rotated = SoftwareProvider(Keyring(2, {1: OLD, 2: NEW}))
    current, older = rotated.blind_indexes("111", "99")
    assert (current.key_version, older.key_version) == (2, 1)
    assert older == provider().blind_index("111", "99")


def test_a_keyed_digest_is_right_for_its_message_purpose_and_key_alone() -> None:
    mac = provider().mac("journal", b"block")
    rotated = SoftwareProvider(Keyring(2, {1: OLD, 2: NEW}), INTERNATIONAL)
    assert rotated.mac_is_right("journal", b"block", mac)
    assert not rotated.mac_is_right("journal", b"block!", mac)
    assert not rotated.mac_is_right("paper", b"block", mac)
    assert not rotated.mac_is_right("journal", b"block", mac[:3])
    assert not rotated.mac_is_right("journal", b"block", b"\x00" * len(mac))
    assert not SoftwareProvider(Keyring(1, {1: NEW})).mac_is_right("journal", b"block", mac)


def test_a_keyring_needs_its_current_key_and_whole_keys() -> None:
    with pytest.raises(ValueError, match="version 2"):
        Keyring(2, {1: OLD})
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(1, {1: b"short"})
