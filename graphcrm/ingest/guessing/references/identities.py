"""Who is who: ids for what has none, and the record that a name, a mail address or a key of another system means.

Found is, in this order, an id, a key of the other system, a mail address, a name. Ids are made from the key where there is one,
else from the name, with the organisation behind it where two share the name, so that the same source gives the same ids.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from itertools import count

from graphcrm.dataclass import dataclass
from graphcrm.folding import HAN, fold, syllables
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.spelled_out import spelled_out
from graphcrm.model.facts import Batch

__all__ = ["KEY", "KINDS", "Identities", "Known", "key_of", "org_key"]

#: Kinds of record that may be referred to.
KINDS = ("org", "unit", "person", "opportunity", "goal")

#: A key of Salesforce, whose case counts, and its three check letters, for those who do not tell case apart.
_SALESFORCE = re.compile(r"(?=\D*\d)[a-zA-Z0-9]{15}([A-Z0-5]{3})?")
_CHECKED = 18
_LONGEST = 48
#: Words of a company's legal form, which people leave out or write otherwise.
_LEGAL = re.compile(
    r"\b(ag|gmbh|inc|ltd|limited|llc|llp|plc|corp|corporation|co|company|s\.?a\.?r?\.?l?|n\.?v|b\.?v|se|kg|ab|oy|as|spa|pte|pty)\b\.?"
    r"|\b(s a|s l|s p a|s r l|b v|n v)\s*$"
    r"|(股份)?有限(责任)?公司$|公司$|^(?:株式会社|有限会社|合同会社)|(?:株式会社|有限会社|合同会社)$|(?<!\S)[株有](?!\S)"
)


#: What is a key of another system and no name.
KEY = re.compile(r"\d+|\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|(?=\D*\d)[0-9A-Za-z]{15,18}")
#: What no id of ours holds.
_NO_ID = re.compile(r"[^A-Za-z0-9_.:-]")


@lru_cache(maxsize=1_000)  # a row looks for the same few again and again
def key_of(key: str) -> str:
    """A key of another system as keys are compared: without braces, case of GUIDs, and Salesforce's three check letters.

    >>> key_of("{8A5C-01}"), key_of("@AccountRef2"), key_of("003xx000004TmiQAAS") == key_of("003xx000004TmiQ")
    ('8a5c-01', 'AccountRef2', True)
    """
    plain = key.strip().lstrip("@")
    if plain[:1] == "{" and plain[-1:] == "}":
        return plain[1:-1].casefold()
    return plain[:15] if len(plain) == _CHECKED and _SALESFORCE.fullmatch(plain) else plain


def org_key(name: str) -> str:
    """An organisation's name as such names are compared: without case, accents, punctuation and legal form.

    >>> org_key("Aster AG"), org_key("白樺製薬㈱") == org_key("白樺製薬株式会社") == org_key("(株) 白樺製薬")
    ('aster', True)
    """
    plain = re.sub(r"[^\w\s&]", " ", fold(name))
    short = " ".join(_LEGAL.sub(" ", plain).split())
    return short or " ".join(plain.split())


@dataclass(slots=True)
class Namesakes:
    """The records of one name in one organisation, in their order."""

    #: A dict for its order.
    every: dict[str, None] = field(default_factory=dict)
    #: Those that are left to be meant by a row that has a key, or a mail address, of its own.
    _left: dict[tuple[bool, bool], dict[str, None]] = field(default_factory=dict)

    def add(self, record: str) -> None:
        if record not in self.every:
            for those in (self.every, *self._left.values()):
                those[record] = None

    def left(self, key: bool, email: bool, apart: Callable[[str], bool]) -> Iterator[str]:
        """Those whom a row with a `key` or an `email` may mean.

        Whoever is set `apart` by theirs stays so, and is not asked about again: a list in which thousands bear one name takes
        as long as any other.
        """
        left = self._left.get((key, email)) if self.every else {}
        if left is None:
            left = self._left[key, email] = dict(self.every)
        for record in list(left):
            if apart(record):
                del left[record]
            else:
                yield record


_NOBODY = Namesakes()


@dataclass(slots=True)
class Known:
    """The records of one kind, by everything that they are called."""

    #: Ids by name key, a dict for their order, and by name key within an organisation.
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    within: dict[tuple[str, str], Namesakes] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    #: Organisations of those who have an address of a mail domain.
    domains: dict[str, set[str]] = field(default_factory=dict)
    #: Records that have a key, and those that have a mail address.
    keyed: set[str] = field(default_factory=set)
    mailed: set[str] = field(default_factory=set)
    #: Name, and the organisation that a person, a unit or an opportunity belongs to.
    name: dict[str, str] = field(default_factory=dict)
    org: dict[str, str] = field(default_factory=dict)
    #: How many belong to each organisation.
    members: Counter[str] = field(default_factory=Counter)
    #: Ids in their comparable form.
    ids: dict[str, str] = field(default_factory=dict)

    def like(self, text: str) -> str | None:
        """The record whose id is a text but for case; keys of Salesforce are told from one another by nothing else."""
        found = self.ids.get(text.casefold())
        both = found is not None and _SALESFORCE.fullmatch(found) and _SALESFORCE.fullmatch(key_of(text))
        return None if both and found != key_of(text) else found


class Identities:
    """Every record that is known: those of the workspace, and those that an import brings."""

    def __init__(self, existing: Mapping[str, Batch]) -> None:
        self.of = {kind: Known() for kind in KINDS}
        self.our_company = ""
        #: Our company and what belongs to it.
        self.ours: set[str] = set()
        for kind in KINDS:
            for key, props in existing[kind].rows() if kind in existing else ():
                org = str(props.get("org") or props.get("customer") or "")
                self._put(kind, key, str(props.get("name") or props.get("statement") or ""), org)
                if other := props.get("name_en"):
                    self.call(kind, key, str(other))
                self.meet(kind, key, email=str(props.get("email") or ""))
                keys = props.get("keys")
                for told in keys if isinstance(keys, list) else ():
                    self.meet(kind, key, key=str(told).partition(":")[2])
                if kind == "org" and props.get("category") == "our_company":
                    self.ours.add(key)
                    self.our_company = self.our_company if props.get("parent") else key

    def call(self, kind: str, key: str, name: str) -> None:
        """Another name of a record."""
        known = self.of[kind]
        org = known.org.get(key, "")
        for called in filter(None, (self._key(kind, name), spelled_out(name) if kind == "person" else "")):
            known.names.setdefault(called, {})[key] = None
            there = known.within.get((called, org))
            if there is None:
                known.within[called, org] = Namesakes({key: None})
            else:
                there.add(key)

    def find(self, kind: str, text: str, org: str = "", email: str = "") -> list[str]:
        """The records that a text may mean; of several with one name those of the organisation, if it has one of them."""
        known = self.of[kind]
        if found := self._marked(kind, text, email):
            return [found]
        if KEY.fullmatch(text):
            return _one(known.like(text))
        called = self._called(kind, text)
        ids = known.names.get(called)
        if ids is None:
            return _one(known.like(text))
        there = known.within.get((called, org)) if len(ids) > 1 and org else None
        return list(ids if there is None else there.every)

    def find_within(self, kind: str, text: str, org: str) -> Namesakes:
        """The records of an organisation that a text may mean, else those of none; however many others have of the name."""
        known, called = self.of[kind], self._called(kind, text)
        marked = self._marked(kind, text)
        if not marked and called in known.names:
            return known.within.get((called, org)) or known.within.get((called, "")) or _NOBODY
        found = marked or known.like(text)
        return Namesakes({found: None}) if found and known.org.get(found) in (org, "") else _NOBODY

    def _marked(self, kind: str, text: str, email: str = "") -> str:
        """The record whose id, key or mail address a text is; "" for none."""
        known = self.of[kind]
        if text in known.name:
            return text
        if found := known.keys.get(key_of(text)):
            return found
        made = "" if " " in text else _id_of(kind, text)
        if made in known.name:
            return made
        if "@" not in text and "@" not in email:
            return ""
        mails = (known.emails.get(mail.casefold(), "") for mail in (text, email) if "@" in mail)
        return next(filter(None, mails), "")

    def add(self, kind: str, name: str, *, org: str = "", key: str = "", email: str = "", also: str = "") -> str:
        """A new record; gives its id."""
        made = self._from_key(kind, key) or self._from_name(kind, name or email, org, also)
        self._put(kind, made, name, org)
        self.meet(kind, made, key=key, email=email)
        return made

    def meet(self, kind: str, record: str, *, key: str = "", email: str = "", also: str = "") -> None:
        """Note what else a record is known by: a key, a mail address, another name."""
        if also:
            self.call(kind, record, also)
        if key:
            self.of[kind].keys.setdefault(key_of(key), record)
            self.of[kind].keyed.add(record)
        if email:
            known, mail = self.of[kind], email.casefold()
            known.mailed.add(record)
            if mail not in known.emails:
                known.emails[mail] = record
                known.domains.setdefault(mail.rpartition("@")[2], set()).add(known.org.get(record, ""))

    def _put(self, kind: str, key: str, name: str, org: str) -> None:
        known = self.of[kind]
        known.name[key], known.org[key] = name, org
        known.members[org] += 1
        known.ids[key.casefold()] = key
        if name:
            self.call(kind, key, name)

    def _key(self, kind: str, name: str) -> str:
        key = name_key(name) if kind == "person" else org_key(name) if kind == "org" else ""
        return key or " ".join(fold(name).split())

    def _called(self, kind: str, text: str) -> str:
        """The key by which records of a name are known: that of the name, or else that of somebody's with its vowels spelled out."""
        key = self._key(kind, text)
        other = spelled_out(text) if kind == "person" and key not in self.of[kind].names else ""
        return other if other in self.of[kind].names else key

    def _taken(self, key: str) -> bool:
        plain = key.casefold()
        for known in self.of.values():  # noqa: SIM110 — asked of each new record, and several times as fast as `any`
            if plain in known.ids:
                return True
        return False

    def _from_key(self, kind: str, key: str) -> str:
        made = _id_of(kind, key)
        return "" if self._taken(made) else made

    def _from_name(self, kind: str, name: str, org: str, also: str) -> str:
        ids = self._ids_of(kind, _slug(name), f"{kind}\t{name}\t{org}\t{also}", org)
        return next(one for one in ids if one and not self._taken(one))

    def _ids_of(self, kind: str, slug: str, whole: str, org: str) -> Iterator[str]:
        """The name, the name with the organisation, with ever more of a digest of all that tells one from another, and a number."""
        yield slug
        yield f"{slug}-{_slug(self.of['org'].name.get(org, org))}"[:64].strip("-")
        mark = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()
        yield from (f"{slug or kind}-{mark[:n]}" for n in (4, 8, 16))
        yield from (f"{slug or kind}-{mark[:16]}-{n}" for n in count(2))


@lru_cache(maxsize=10_000)
def _id_of(kind: str, key: str) -> str:
    """The id that a key of another system becomes; bare numbers, which every kind of record has, say their kind; "" for none."""
    plain = _NO_ID.sub("-", key_of(key)[:64])
    return f"{kind}-{plain}" if plain.isdigit() else plain


@lru_cache(maxsize=20_000)  # organisations come back with everybody who is there
def _slug(name: str) -> str:
    """Letters and digits of a name, Chinese in pinyin, words joined by dashes."""
    said = "".join(syllables(name)) if HAN.search(name) else fold(name)
    return re.sub(r"[^a-z0-9]+", "-", said).strip("-")[:_LONGEST].strip("-")


def _one(found: str | None) -> list[str]:
    return [found] if found else []
