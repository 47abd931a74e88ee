"""The pictures of the handbook: the file whose import they show is one that can be imported."""

from __future__ import annotations

import io
import zipfile

from scripts.bench import pictures
from scripts.intake.readers.word import read_word


def test_what_the_pictures_import_is_a_word_file_with_every_line_of_the_paper() -> None:
    made = io.BytesIO()
    pictures.write_paper(made)
    assert zipfile.is_zipfile(made)
    assert [line.text for line in read_word(made.getvalue()).lines] == pictures.PAPER.splitlines()
