"""The packed workbook looked at before it is unpacked: sizes, ratios, what else is inside."""

import zipfile
from collections.abc import Iterator
from typing import IO

from anju.exchange.sheets.limits import LIMITS, Limits
from anju.exchange.sheets.refusal import FileRefused

__all__ = ["check_archive", "streamed"]

CHUNK = 1 << 16
MACROS = ("vbaproject.bin", "vbadata.xml", "xlm", "macrosheets")
LINKS = (
    "externallinks/",
    "externalreferences/",
    "connections.xml",
    "querytables/",
    "webextensions/",
)
EMBEDDED = ("embeddings/", "activex/", "ctrlprops/")


def check_archive(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
    """Refuse an archive that is too big when unpacked, lies about itself or carries programs.

    1. The list of entries: how many, how big, how tightly packed, whether they overlap.
    2. What must not be in a list of people: macros, links to other files, embedded objects.
    3. Each entry unpacked once as a stream, so that a size that was lied about is noticed.
    """
    entries = archive.infolist()
    check_sizes(entries, limits)
    check_no_overlap(entries)
    check_contents(entries)
    unpacked = 0
    for entry in entries:
        for chunk in streamed(archive, entry):
            unpacked += len(chunk)
            if unpacked > limits.unpacked_bytes:
                raise too_big()


def check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse by what the list of entries itself says."""
    if len(entries) > limits.entries:
        raise FileRefused("too_many_entries", "文件里的部件太多，不像一份普通的表格，没有读取。")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise too_big()
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > limits.ratio_applies_above and (
            entry.file_size / packed > limits.ratio
        ):
            raise too_big()


def check_no_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share the same packed bytes: one byte must not be unpacked twice."""
    end = -1
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise FileRefused("damaged", "文件的内部结构不正常，请用表格软件打开后另存一份再上传。")
        end = entry.header_offset + entry.compress_size


def check_contents(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse programs, links and other kinds of packed files, naming what it is."""
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused("encrypted", "文件设了密码，请去掉密码后再上传。")
    if any(mark in name for name in names for mark in MACROS):
        raise FileRefused("macro", "文件里有宏程序，请另存为不带宏的 xlsx 后再上传。")
    if any(mark in name for name in names for mark in LINKS):
        raise FileRefused(
            "external_link", "文件里有指向别的文件或网络的链接，请在“编辑链接”里断开后再上传。"
        )
    if any(mark in name for name in names for mark in EMBEDDED):
        raise FileRefused("embedded", "文件里嵌有别的文件或控件，请删去后再上传。")
    if "xl/workbook.bin" in names:
        raise FileRefused("kind", "暂不读取 xlsb，请另存为 xlsx 后再上传。")
    if "xl/workbook.xml" not in names:
        raise FileRefused("kind", "这不是 xlsx 表格。请上传 xlsx、xls 或者 csv 文件。")


def streamed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one entry, piece by piece."""
    try:
        with archive.open(entry) as source:
            yield from chunks(source)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise FileRefused("damaged", "文件已损坏，请用表格软件打开后另存一份再上传。") from error


def chunks(source: IO[bytes]) -> Iterator[bytes]:
    """The bytes of an open file, piece by piece."""
    while chunk := source.read(CHUNK):
        yield chunk


def too_big() -> FileRefused:
    """What is said to a file that would grow beyond measure."""
    return FileRefused("too_big", "文件展开后太大，没有读取。请分成几份，每份不超过 2 万人。")
