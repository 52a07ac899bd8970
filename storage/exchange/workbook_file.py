"""A look at a workbook before anything unpacks it: is it one, can it be read, does it stay small?

Sources: ECMA-376 part 2 (a workbook is a ZIP archive of XML parts, without DTDs), MS-OFFCRYPTO (an encrypted
one is an old Office file around it). Pictures are never unpacked, so that they do not count.
"""

from __future__ import annotations

import io
import zipfile

from storage.exchange.problems import Code
from storage.exchange.reading import ENCRYPTED, LARGEST_FILE, OLD_OFFICE, ZIPPED, refused

MOST_PARTS = 5_000
"""Parts of an archive; a workbook with hundreds of sheets has some hundreds."""

_IS_ENCRYPTED = 0x1
_READ = (".xml", ".rels")


def check_archive(data: bytes) -> None:
    """Refuse what is no workbook, is encrypted, or unpacks to more than a CSV file may have.

    The sizes that an archive declares bind: `zipfile` unpacks no byte more.

    Raises:
        FileRefusedError: with the reason.
    """
    if len(data) > LARGEST_FILE:
        raise refused(Code.TOO_LARGE, megabytes=str(LARGEST_FILE // 1_000_000))
    if data.startswith(OLD_OFFICE):
        raise refused(Code.LOCKED_WORKBOOK if ENCRYPTED in data else Code.OLD_WORKBOOK)
    if not data.startswith(ZIPPED):
        raise refused(Code.NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refused(Code.NO_WORKBOOK) from error
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise refused(Code.LOCKED_WORKBOOK)
    unpacked = sum(part.file_size for part in parts if part.filename.lower().endswith(_READ))
    if unpacked > LARGEST_FILE or len(parts) > MOST_PARTS:
        raise refused(Code.SWOLLEN_WORKBOOK, megabytes=str(LARGEST_FILE // 1_000_000))
