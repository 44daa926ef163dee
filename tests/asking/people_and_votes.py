"""Small accounts in which who is there, or who decides how, is what a sentence may trip over."""

from __future__ import annotations

from tests.asking.folder import Folder, usual


def nothing_special(f: Folder) -> None:
    """Nothing special."""
    usual(f)


def empty_account(f: Folder) -> None:
    """Nobody is known."""


def one_person(f: Folder) -> None:
    """One person and nothing else."""
    f.people("ann")


def one_person_decides(f: Folder) -> None:
    """One person, who decides."""
    f.people("ann", grade=4).deal().decides("ann").knows("u1", ann=0.5).stands(ann=1)


def two_people(f: Folder) -> None:
    """Two people, one of whom moves the other."""
    f.people("ann", "bob", grade=3).deal().decides("ann").moves("bob>ann").knows("u1", bob=0.5)


def three_people_no_roles(f: Folder) -> None:
    """Roles are not recorded, grades are."""
    f.people("ann", grade=4).people("bob", "cid", grade=3).moves("bob>ann", "cid>bob").stands(ann=0, bob=1).knows(
        "u1", bob=0.4
    )


def no_grades_no_roles(f: Folder) -> None:
    """Neither grades nor roles, but an influence."""
    f.people("ann", "bob", "cid", "dan").moves("bob>ann")


def many_unknown(f: Folder) -> None:
    """Twelve people of whom no attitude is known."""
    names = [f"p{i}" for i in range(12)]
    f.people(*names, grade=3).deal().decides("p0").decides("p1")
    f.moves(*(f"p{i}>p{i // 3}" for i in range(2, 12))).knows("u1", p5=0.4)


def ties_of_rank(f: Folder) -> None:
    """Nine people alike."""
    names = [f"p{i}" for i in range(9)]
    f.people(*names, grade=3).deal()
    for name in names:
        f.decides(name)


def ties_at_the_top(f: Folder) -> None:
    """Two deciders alike, moved by one person."""
    f.people("ann", "bob", grade=4).people("cid", grade=1).deal().decides("ann").decides("bob").moves(
        "cid>ann", "cid>bob", level=4
    )
    f.stands(ann=1, bob=1, cid=3).knows("u1", cid=0.7)


def open_seat_decides(f: Folder) -> None:
    """The decider is a post whose holder is not known."""
    usual(f)
    f.people("seat", grade=4, title="CPO", flags="placeholder", name="").decides("seat", decision_weight=0.5).moves(
        "seat>cfo", "buyer>seat"
    )


def only_open_seats(f: Folder) -> None:
    """Two posts and nobody who holds one."""
    for one in ("s1", "s2"):
        f.people(one, grade=4, title="Director", flags="placeholder", name="")
    f.deal().decides("s1").decides("s2", "approver").moves("s1>s2")


def no_paths(f: Folder) -> None:
    """We know nobody, nobody is moved."""
    f.people("ann", "bob", "cid", grade=3).deal().decides("ann").decides("bob")


def unreachable_decider(f: Folder) -> None:
    """We know people, but no path leads to the decider."""
    f.people("ann", grade=5).people("bob", "cid", grade=2).deal().decides("ann").moves("bob>cid", "ann>bob").knows(
        "u1", bob=0.6
    ).stands(bob=1)


def veto_held(f: Folder) -> None:
    """The rule is a veto, and the holder has no weight and no attitude."""
    usual(f)
    f.tables["opportunities"][0]["decision_rule"] = "veto"
    f.decides("ceo", "gatekeeper", veto="true")


def veto_without_holder(f: Folder) -> None:
    """The rule is a veto that nobody holds."""
    usual(f)
    f.tables["opportunities"][0]["decision_rule"] = "veto"


def majority(f: Folder) -> None:
    """Three voices, two of them against."""
    f.people("ann", "bob", "cid", grade=4).deal(decision_rule="majority")
    for who in ("ann", "bob", "cid"):
        f.decides(who)
    f.stands(ann=2, bob=-1, cid=-1).knows("u1", ann=0.5)


def majority_undecided(f: Folder) -> None:
    """Voices of zero."""
    f.people("ann", "bob", grade=4).deal(decision_rule="majority").decides("ann").decides("bob").stands(ann=0, bob=0)


def leaver_decides(f: Folder) -> None:
    """The decider has left."""
    usual(f)
    f.tables["people"][3]["left_on"] = "2026-05-01"


def all_have_left(f: Folder) -> None:
    """Everybody has left."""
    f.people("ann", "bob", grade=4, left_on="2026-03-01").deal().decides("ann").moves("bob>ann").knows(
        "u1", bob=0.5
    ).stands(ann=1)


def foreign_names(f: Folder) -> None:
    """Names of other scripts, with quotes, brackets and marks."""
    usual(f)
    names = ["Zoë O’Brien-Łukasz", "山本 健一", "Мария (Финансы)", "د. سمير", "Ng, Wei & Co.", "“Ace”; Müller"]
    for row, name in zip(f.tables["people"][2:], names, strict=True):
        row["name"] = name


def names_in_english(f: Folder) -> None:
    """Everything with a Chinese and an English name."""
    usual(f)
    for at, row in enumerate(f.tables["people"]):
        row["name_en"], row["name"] = f"{row['name']} Smith", "王李周吴陈赵孙钱"[at] + "总"
    for row, name in zip(f.tables["orgs"], ("我司", "客户行", "对手"), strict=True):
        row["name_en"], row["name"] = f"{row['name']} Inc", name
    f.tables["opportunities"][0].update(name="核心项目", name_en="Core")
