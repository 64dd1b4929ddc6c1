"""Why a file as a whole is not read."""

__all__ = ["FileRefused"]


class FileRefused(Exception):
    """The file cannot be read; the sentence tells its sender what to do instead."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
