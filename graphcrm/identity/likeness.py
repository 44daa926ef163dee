"""Two people's names: in which way they agree, and what that weighs.

A Fellegi–Sunter weight ``log₂(m/u)``: m is how often the names of one person agree in this way, u how often those of two
people do. u comes from how common the name is (:mod:`graphcrm.identity.frequencies`), so that 王伟 weighs less than 欧阳若兰.

==========  =====  ===========================================  =============================================================
agreement   m      u                                            example
==========  =====  ===========================================  =============================================================
the same    .60    p(family) · p(given)                         José Díaz, DIAZ Jose; “Diaz, Jose”; 王 伟, 王伟
characters  .15    p(family) · p(given)                         王偉, 王伟
pinyin      .20    p(family) · p(given), in pinyin              王伟, Wang Wei, Wei Wang
longer      .05    3 · p(family) · p(given)                     Jose Diaz, José Luis Díaz; Anna Schmidt, Anna Schmidt-Meyer
homophone   .03    p(family) · p(given in pinyin)               王伟, 王炜
one letter  .05    20 · p(family) · p(given)                    Jose Diaz, Jose Diza
initial     .03    p(family) / 15                               J. Diaz, Jose Diaz
one given   .01    p(family) / 50                               李建国, 李建军
given name  .02    p(given)                                     Anna Schmidt, Anna Berger
none        .01    1                                            everybody else
==========  =====  ===========================================  =============================================================

The m are set, not learned: an account has no labelled doubles to learn from. ``python -m benchmarks.identity`` measures what
they find. Source: Fellegi, Sunter 1969, A Theory for Record Linkage; Winkler 2000, Frequency-Based Matching in Fellegi-Sunter.
"""

from __future__ import annotations

from math import log2

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.identity.frequencies import Frequencies
from graphcrm.identity.spelt import Spelt

__all__ = ["DIFFERENT_NAMES", "Evidence", "compare_names"]

#: Shorter names have too many neighbours to say anything by one letter.
_LONG = 7


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for (positive) or against one person, in bits, with the words for it."""

    bits: float
    text: Text


#: What it weighs that no name agrees in any way.
DIFFERENT_NAMES = log2(0.01)


def compare_names(
    ours: tuple[Spelt, ...], theirs: tuple[Spelt, ...], names: tuple[str, str], common: Frequencies
) -> Evidence:
    """The strongest agreement between any name of the one and any of the other; the same in either order."""
    best, how = DIFFERENT_NAMES, Text("姓名不同", "different names")
    for a in ours:
        for b in theirs:
            bits, told = _agreement(a, b, common)
            if bits > best:
                best, how = bits, told
    return Evidence(best, how + Text(f"（{names[0]}、{names[1]}）", f" ({names[0]}, {names[1]})"))


def _agreement(a: Spelt, b: Spelt, common: Frequencies) -> tuple[float, Text]:
    if a.chinese and b.chinese:
        return _chinese(a, b, common)
    if a.chinese or b.chinese:
        return _across(a, b, common)
    return _latin(a, b, common)


def _chinese(a: Spelt, b: Spelt, common: Frequencies) -> tuple[float, Text]:
    family, given = common.share("han_family", a.family), common.share("han_given", a.given)
    if a.key == b.key:
        if not a.given:
            return log2(0.6 / family), Text("只有相同的姓", "the same family name, no given name")
        if a.exact != b.exact and a.exact.replace(" ", "") != b.exact.replace(" ", ""):
            return log2(0.15 / (family * given)), Text("同名（写法不同）", "the same name, written otherwise")
        return log2(0.6 / (family * given)), Text("同名", "the same name")
    if a.family != b.family or not (a.given and b.given):
        return DIFFERENT_NAMES, Text("", "")
    if a.readings == b.readings:
        sound = common.share("pinyin_given", a.readings[0][1])
        return log2(0.03 / (family * sound)), Text("同姓，名同音", "names that sound alike")
    if len(a.given) == len(b.given) == 2 and (a.given[0] == b.given[0]) != (a.given[1] == b.given[1]):
        return log2(0.01 * 50 / family), Text("同姓，名差一字", "names that differ by one character")
    return DIFFERENT_NAMES, Text("", "")


def _across(a: Spelt, b: Spelt, common: Frequencies) -> tuple[float, Text]:
    """A Chinese name and one in Latin letters."""
    for family, given in set(a.readings) & set(b.readings):
        chance = common.share("pinyin_family", family) * common.share("pinyin_given", given)
        return log2(0.2 / chance), Text("拼音相同", "the same name in pinyin")
    return DIFFERENT_NAMES, Text("", "")


def _latin(a: Spelt, b: Spelt, common: Frequencies) -> tuple[float, Text]:
    if not (a.key and b.key):
        return DIFFERENT_NAMES, Text("", "")
    either = max(_chance(a, common), _chance(b, common))
    if sorted(a.words) == sorted(b.words):
        return log2(0.6 / either), Text("同名", "the same name")
    if {"".join(p) for p in a.readings} & {"".join(p) for p in b.readings}:
        return log2(0.3 / either), Text("同名（写法不同）", "the same name, written otherwise")
    if not (a.family and b.family):
        return DIFFERENT_NAMES, Text("", "")
    fewer, more = sorted((a, b), key=lambda s: (len(s.words), s.key))
    if len(fewer.words) < len(more.words) and set(fewer.words) <= set(more.words):
        return log2(0.05 / (3 * either)), Text("一个姓名包含另一个", "one name holds the other")
    if min(len(a.key), len(b.key)) >= _LONG and _one_letter(a.key, b.key):
        return log2(0.05 / (20 * either)), Text("姓名差一个字母", "names that differ by one letter")
    if a.family == b.family:
        family = common.share("latin_family", a.family)
        if a.given[:1] == b.given[:1] and 1 in (len(a.given), len(b.given)):
            return log2(0.03 * 15 / family), Text("同姓，名的首字母相同", "the same family name and initial")
        return DIFFERENT_NAMES, Text("", "")
    if a.given == b.given and len(a.given) > 1:
        return log2(0.02 / common.share("latin_given", a.given.split()[0])), Text(
            "名相同，姓不同", "the same given name"
        )
    return DIFFERENT_NAMES, Text("", "")


def _chance(name: Spelt, common: Frequencies) -> float:
    """How likely somebody else has this Latin name; one that may be pinyin is as common as that."""
    if not name.family:
        return common.share("latin_given", name.given)
    latin = common.share("latin_family", name.family) * common.share("latin_given", name.given.split()[0])
    sounds = [common.share("pinyin_family", f) * common.share("pinyin_given", g) for f, g in name.readings]
    known = [s for (f, _), s in zip(name.readings, sounds, strict=True) if common.share("pinyin_family", f) > _RARE]
    return max([latin, *known])


#: From this share on a first or last word is taken for a Chinese family name in pinyin.
_RARE = 0.004


def _one_letter(a: str, b: str) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
