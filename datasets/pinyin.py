"""Writes how Chinese is read, ``graphcrm/pinyin.txt``, from the tables of pypinyin (MIT licence).

    python datasets/pinyin.py OUT

Of pypinyin's 47,000 phrases those stay in which a character is read otherwise than the shorter ones and the characters by
themselves tell; tones go. So what it knows is read in milliseconds, and does not change with the version that is installed.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

NOTICE = """\
# How Chinese is read, without tones: syllables with their characters, then phrases in which one is read otherwise.
# Written by datasets/pinyin.py from the tables of pypinyin {version}, which come under this licence:
#
# The MIT License (MIT)
#
# Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
# Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    characters = {chr(code): syllable for code in PINYIN_DICT for syllable in lazy_pinyin(chr(code))}
    by_syllable = defaultdict(list)
    for character, syllable in sorted(characters.items()):
        by_syllable[syllable].append(character)
    lines = [f"{syllable} {''.join(by_syllable[syllable])}" for syllable in sorted(by_syllable)]
    lines += ["", *sorted(f"{phrase} {' '.join(said)}" for phrase, said in phrases(characters))]
    text = "\n".join([NOTICE.format(version=version("pypinyin")), "", *lines, ""])
    parser.parse_args().out.write_text(text, encoding="utf-8")


def phrases(characters: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The phrases that tell something, shorter ones first."""
    known: dict[str, list[str]] = {}
    for phrase in sorted(PHRASES_DICT, key=len):
        said = lazy_pinyin(phrase)
        if len(said) == len(phrase) and characters.keys() >= set(phrase) and told(phrase, known, characters) != said:
            known[phrase] = said
            yield phrase, said


def told(phrase: str, known: Mapping[str, list[str]], characters: Mapping[str, str]) -> list[str]:
    """How a phrase is read by the shorter ones, longest first, and by its characters."""
    for size in range(len(phrase), 1, -1):
        if said := known.get(phrase[:size]):
            return said + told(phrase[size:], known, characters)
    return [characters[phrase[0]], *told(phrase[1:], known, characters)] if phrase else []


if __name__ == "__main__":
    main()
