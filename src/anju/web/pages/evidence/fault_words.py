"""What is said of a file that is not taken: which file, what is wrong, what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.exchange.scans import Fault, ScanRefused

__all__ = ["TWICE", "USED_FOR", "fault_sentence"]

WORDS = {
    Fault.TYPE: gettext_lazy("“{name}”不能打开。请上传照片（JPG、PNG、HEIC）或 PDF"),
    Fault.SIZE: gettext_lazy("“{name}”有 {megabytes} MB，最多 {most} MB"),
    Fault.EMPTY: gettext_lazy("“{name}”是空的（0 字节）。请重新拍照或者扫描"),
    Fault.LOCKED: gettext_lazy("“{name}”是有密码的 PDF，打不开。请去掉密码，或者直接拍照"),
    Fault.BROKEN: gettext_lazy("“{name}”已经损坏，打不开。请重新拍照或者扫描"),
    Fault.PIXELS: gettext_lazy("“{name}”的像素太多，打不开。请把照片改小，或者重新拍"),
    Fault.PAGES: gettext_lazy("“{name}”有 {pages} 页，最多 {most} 页。请只交需要的页"),
    Fault.SMALL: gettext_lazy("“{name}”太小（{width}×{height}），看不清字。请用原图，或者靠近再拍"),
    Fault.BLURRED: gettext_lazy("照片“{name}”看不清字。请放平、避光、靠近再拍"),
    Fault.NOT_A_PICTURE: gettext_lazy("相片要照片（JPG、PNG、HEIC），“{name}”是 PDF"),
    Fault.PORTRAIT_SMALL: gettext_lazy(
        "相片太小（{width}×{height}），至少 358×441。请用原图，或者重新拍"
    ),
    Fault.PORTRAIT_SHAPE: gettext_lazy("相片要竖的证件相片，“{name}”是 {width}×{height}"),
    Fault.BACKGROUND: gettext_lazy("背景太暗，请站到窗边"),
    Fault.FACE: gettext_lazy("脸没有在框内。请正对镜头，头在正中，再拍一张"),
}
TWICE = gettext_lazy("“{name}”已经交过了，同一个文件不用交两次")
USED_FOR = gettext_lazy("“{name}”和“{what}”的文件是同一个，请核对是不是选错了")


def fault_sentence(refused: ScanRefused, name: str) -> str:
    """The sentence for a file of this name."""
    return _(str(WORDS[refused.fault])).format(name=name, **refused.facts)
