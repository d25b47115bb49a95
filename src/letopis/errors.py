"""Every error that Letopis raises on purpose, as one tree.

    LetopisError              exit 1   anything below, when nothing narrower fits
    ├── UsageError            exit 2   the call makes no sense: unknown option, bad date, no such claim
    ├── NothingReadError      exit 3   paths were given, and not one document could be read
    ├── RecordError           exit 4   the record file is missing, foreign, broken or of a newer schema
    ├── ModelError            exit 5   the language model's files are missing or not the ones of the manifest
    ├── DataError             exit 5   a lexicon or ontology file or a codebook breaks its form
    ├── EvidenceError         exit 6   a claim's words are not in its document: the record and the text disagree
    └── MissingExtraError     exit 7   an optional library is not installed

A message says what is wrong with which thing, what was expected and found, and what to do.
A document that cannot be read is no error: it is a `Rejected` (see document.py), kept and counted.
"""

from __future__ import annotations


class LetopisError(Exception):
    """Base of all errors of Letopis; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(LetopisError):
    """The caller asked for something that makes no sense."""

    exit_code = 2


class NothingReadError(LetopisError):
    """Paths were given and no document in them could be read."""

    exit_code = 3


class RecordError(LetopisError):
    """A record file is missing, foreign, broken or of a newer schema."""

    exit_code = 4


class ModelError(LetopisError):
    """The language model's files are missing or not those that the manifest names."""

    exit_code = 5


class DataError(LetopisError):
    """A lexicon or ontology file or a codebook breaks its form."""

    exit_code = 5


class EvidenceError(LetopisError):
    """A span does not lie in its document, or the words there are not the ones quoted."""

    exit_code = 6


class MissingExtraError(LetopisError):
    """What was asked for needs a library that is not installed with Letopis by itself."""

    exit_code = 7
