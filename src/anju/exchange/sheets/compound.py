"""The older binary workbook (xls) and what else comes in the same wrapping."""

from anju.exchange.sheets.refusal import FileRefused

__all__ = ["check_compound"]


def utf16(name: str) -> bytes:
    """How the directory of a compound file spells a name."""
    return name.encode("utf-16-le")


def check_compound(content: bytes) -> None:
    """Refuse encrypted workbooks, macros, and compound files that hold no workbook."""
    if utf16("EncryptedPackage") in content or utf16("EncryptionInfo") in content:
        raise FileRefused("encrypted", "文件设了密码，请去掉密码后再上传。")
    if utf16("_VBA_PROJECT") in content:
        raise FileRefused("macro", "文件里有宏程序，请另存为不带宏的 xlsx 后再上传。")
    if utf16("Workbook") not in content and utf16("Book") not in content:
        raise FileRefused("kind", "这不是表格文件。请上传 xlsx、xls 或者 csv 文件。")
