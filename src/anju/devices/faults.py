"""What can go wrong at a counter's devices, each with the sentence that says what to do."""

__all__ = ["FAULTS", "DeviceFault"]

#: Code → the status of the answer, and what the page says.
FAULTS: dict[str, tuple[int, str]] = {
    # who asks
    "foreign_host": (421, "设备助手只回答本机"),
    "foreign_origin": (403, "这个网页不能使用窗口设备"),
    "not_paired": (401, "这台电脑还没有配对，请输入设备助手显示的配对码"),
    "wrong_code": (403, "配对码不对，请看设备助手上的新配对码"),
    "no_code": (403, "配对码已用过或者过期，请在设备助手上重新取一个"),
    # what is asked
    "no_such_thing": (404, "设备助手没有这一项，请更新设备助手"),
    "not_understood": (400, "设备助手看不懂这个请求"),
    "too_large": (413, "文件太大，设备助手不收"),
    "not_a_pdf": (415, "要打印的不是 PDF 文件"),
    "job_unknown": (404, "这次扫描或者打印已经取走或者过期，请重做一次"),
    "job_not_done": (409, "还没有做完，请稍候"),
    # any device
    "busy": (409, "设备正在用，请等它做完再按一次"),
    "too_slow": (504, "设备没有按时应答，请拔下来重新插上"),
    "broken": (500, "设备助手出错了，请重新启动设备助手；现在可以手工填写"),
    # the reader
    "reader_none": (503, "这台电脑没有配置读卡器，请手工填写"),
    "reader_absent": (503, "没有找到读卡器，请检查连线；现在可以手工填写"),
    "no_card": (409, "没有找到证件：请拿起来重新放上，再按 F2"),
    "misread": (409, "没有读全，请把证件放正再按 F2；读不出的请手工填写"),
    "card_damaged": (409, "芯片读不出来，证件可能坏了，请照证件手工填写"),
    "card_unknown": (409, "这种证件的格式不认识，请照证件手工填写"),
    # the printer
    "printer_none": (503, "这台电脑没有配置打印机，请用浏览器打印"),
    "printer_absent": (503, "打印机没有应答，请检查电源和连线；也可以用浏览器打印"),
    "printer_paper": (409, "打印机缺纸，请放纸"),
    "printer_jam": (409, "打印机卡纸，请取出卡住的纸"),
    "printer_cover": (409, "打印机的盖子没有关好"),
    "printer_toner": (409, "打印机没有墨粉或者色带了"),
    "printer_refused": (409, "打印机没有收下，请用浏览器打印"),
    # the scanner
    "scanner_none": (503, "这台电脑没有配置扫描仪，请选择文件"),
    "scanner_absent": (503, "没有找到扫描仪，请检查电源和连线；也可以选择文件"),
    "scanner_empty": (409, "扫描仪里没有纸，请放好再按 F10"),
    "scanner_jam": (409, "扫描仪卡纸，请取出卡住的纸"),
    "scanner_cover": (409, "扫描仪的盖子没有关好"),
    "scanner_garbled": (409, "扫描出来的不是图片，请重扫一次"),
}


class DeviceFault(Exception):
    """A request that came to nothing, and why."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.status, self.sentence = FAULTS[code]
        super().__init__(self.sentence)
