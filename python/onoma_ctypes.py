"""Onoma through its C interface: an example with ctypes, standard library only.

    import onoma_ctypes
    onoma = onoma_ctypes.Onoma("libonoma-c.so")
    onoma.compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski")  # above 0.9
    onoma.transliterate("be-bgn-pcgn-1979", "Віцебск")           # "Vitsyebsk"
    onoma.resolve("Sergei Tikhanovsky was freed.")               # [{"start": 0, "end": 18, …}]

docs/c-abi.md describes the interface.
"""

import ctypes
import json

ABI_VERSION = 1
PERSON, ORGANIZATION, PLACE = 0, 1, 2
SCALAR, UTF8, UTF16 = 0, 1, 2


class OnomaError(ValueError):
    """What the library refused, with its code."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Onoma:
    """The library; one object may be used by any number of threads."""

    def __init__(self, path):
        library = ctypes.CDLL(path)
        text, size = ctypes.c_char_p, ctypes.c_size_t
        integer, length = ctypes.c_int32, ctypes.c_int64
        for name, result, arguments in [
            ("onoma_abi_version", integer, []),
            ("onoma_version", text, []),
            ("onoma_error_message", text, [integer]),
            ("onoma_compare", ctypes.c_double, [text, size, text, size, integer]),
            ("onoma_transliterate", length, [text, text, size, text, size]),
            ("onoma_resolve", length, [text, size, text, integer, text, size]),
        ]:
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments
        self.library = library
        found = library.onoma_abi_version()
        if found != ABI_VERSION:
            raise RuntimeError(f"{path} has interface version {found}, not {ABI_VERSION}")

    @property
    def version(self):
        """The library's version."""
        return self.library.onoma_version().decode()

    def compare(self, name1, name2, kind=PERSON):
        """The probability that two names are one name of one bearer."""
        first, second = _bytes(name1), _bytes(name2)
        result = self.library.onoma_compare(first, len(first), second, len(second), kind)
        self._check(result)
        return result

    def transliterate(self, system, text):
        """A text by a romanization system."""
        data = _bytes(text)
        return self._collect(
            4 * len(data) + 64,
            lambda buffer, capacity: self.library.onoma_transliterate(
                _terminated(system), data, len(data), buffer, capacity),
        ).decode()

    def resolve(self, text, name="", offsets=SCALAR):
        """The mentions in a text; "start" and "end" fit text[start:end]."""
        data = _bytes(text)
        lines = self._collect(
            8 * len(data) + 4096,
            lambda buffer, capacity: self.library.onoma_resolve(
                data, len(data), _terminated(name), offsets, buffer, capacity),
        )
        return [json.loads(line) for line in lines.split(b"\n") if line]

    def _collect(self, capacity, call):
        """Calls with a buffer that is likely large enough, and once more where it is not."""
        while True:
            buffer = ctypes.create_string_buffer(capacity)
            needed = call(buffer, capacity)
            self._check(needed)
            if needed <= capacity:
                return ctypes.string_at(buffer, needed)
            capacity = needed

    def _check(self, result):
        if result < 0:
            code = int(result)
            raise OnomaError(code, self.library.onoma_error_message(code).decode())


def _bytes(text):
    """UTF-8 of a text; bytes are taken as they are."""
    return text if isinstance(text, bytes) else text.encode("utf-8")


def _terminated(text):
    """UTF-8 of a text that the library reads up to the first NUL."""
    data = _bytes(text)
    if 0 in data:
        raise ValueError("the text holds NUL")
    return data
