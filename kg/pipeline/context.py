"""The topics and times that go on from clause to clause, so that a number whose clause names none still has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.pipeline.clauses import DE, Clause, Item
from kg.pipeline.phrases import NOTHING, Phrase, is_nominal, phrase, run_right
from kg.pipeline.topics import Topic, owner

_REACH = 3  # sentences: further back a reader, too, has to look


def _measured(clause: Clause, own: Topic) -> bool:
    """True for a clause whose topic is what is measured, and not whose: 死亡人口3.4万人, 中心最低气压975百帕."""
    return bool(own.phrase) and owner(clause.items, own.phrase).text != own.phrase.text


@dataclass(frozen=True, slots=True)
class _Going:
    """A topic that goes on; `speaks`: it only says what follows; `measures`: it is no thing but what is measured of one
    (出生人口), and owns nothing that is measured after it; `part`: a member of the list that 其中 opens, of which only its
    change and its share are said after it (其中出口25万亿元，增长7.1%；净利润970亿美元)."""

    start: int
    phrase: Phrase
    speaks: bool = False
    measures: bool = False
    part: bool = False

    @property
    def is_thing(self) -> bool:
        return not (self.measures or self.speaks or self.part)


class Context:
    """The topics that go on: of the clause before, of the sentence, of the sentence before."""

    def __init__(self) -> None:
        self.sentence = -1
        self.when: Item | None = None
        self._parts = False
        self._topics: list[_Going] = []
        self._last: _Going | None = None
        self._owner: tuple[int, _Going] | None = None
        self._inherited: tuple[Phrase, bool] = (NOTHING, False)

    def inherited(self, clauses: Sequence[Clause], topics: Sequence[Topic], place: int) -> tuple[Phrase, bool]:
        """The topic that goes on into a clause that has been entered, and whether it is only who speaks."""
        clause, own = clauses[place], topics[place]
        if clause.opener != "、":
            self._inherited = self.owner(clause) if _measured(clause, own) else self.before(clause)
        elif topics[place - 1].phrase:
            self._inherited = topics[place - 1].phrase, False  # 杜马以251票赞成、25票反对
        if own.governed and not own.phrase and not self.in_sentence(clause) and clause.opener != "、":
            ahead = _ahead(clauses, topics, place)
            self._inherited = (ahead, False) if ahead else self._inherited
        return self._inherited

    def enter(self, clause: Clause, own: Topic) -> None:
        if clause.sentence != self.sentence:
            # Of a sentence the thing it is about goes on, and who only said so where there is no such thing.
            told = [going for going in self._topics if not going.part]
            about = [going for going in told if not going.speaks] or told
            self._last = about[0] if about else self._last
            things = [going for going in about if going.is_thing]
            if things:
                self._owner = (self.sentence, things[0])
            self.sentence = clause.sentence
            self._topics, self.when, self._parts = [], None, False
        presented = _presented(clause, own, opening=not self._topics)
        if presented:
            self._topics.append(_Going(clause.start, presented))
        # Where nothing else is named, the speaker speaks of himself: 香港妇协表示,以后每年都捐赠90余万元.
        named = own.phrase or own.speaker
        self._parts = self._parts or any(i.text in cues().words("part") for i in clause.items[:2])
        if named and clause.anchor is None and not presented and not self._is_scope(clause, own):
            owned = owner(clause.items, named)
            # 城市建设投资257亿元;环保投资128亿元: members of a list are not topics of each other.
            if owned.text == named.text or self._parts or all(going.speaks for going in self._topics):
                whole = named if self._parts else owned or named
                self._topics.append(_Going(clause.start, whole, not own.phrase, not owned, self._parts))
        when = when_said(clause, len(clause.items))
        # What a number is compared with does not set the time of the next: 上年末为812万户;其中5G用户…
        if when is not None and (self.when is None or when.text not in cues().words("previous")):
            self.when = when

    def _is_scope(self, clause: Clause, own: Topic) -> bool:
        """国内80万台，海外40万台; 全球销售收入8621亿元: where, and not whose, once the text has said whose."""
        if owner(clause.items, own.phrase).text not in cues().words("scope"):
            return False
        return any(going.is_thing for going in self._topics) or (self._last is not None and not self._last.speaks)

    def in_sentence(self, clause: Clause) -> list[_Going]:
        """The topics named before this clause in its sentence."""
        return [going for going in self._topics if going.start < clause.start]

    def before(self, clause: Clause) -> tuple[Phrase, bool]:
        """The latest topic named before this clause, in its sentence or else in the one before, and whether it is only
        who speaks."""
        earlier = [going for going in self.in_sentence(clause) if not going.part or _of_level(clause)]
        if earlier and earlier[-1].measures and not _changes(clause):
            # 深度约为70公里，占体积的1%: what is measured is no subject of what is not its change.
            earlier = [going for going in earlier if going.is_thing] or earlier
        going = earlier[-1] if earlier else self._last
        return (going.phrase, going.speaks) if going is not None else (NOTHING, False)

    def owner(self, clause: Clause) -> tuple[Phrase, bool]:
        """The same for a clause that names what is measured: the latest topic that is a thing."""
        earlier = self.in_sentence(clause)
        things = [going for going in earlier if going.is_thing]
        if things:
            return things[-1].phrase, False
        if self._owner is not None and self.sentence - self._owner[0] <= _REACH:
            return self._owner[1].phrase, False
        return self.before(clause)


def _presented(clause: Clause, own: Topic, *, opening: bool) -> Phrase:
    """最里面的是地核，占15%; 有一颗小行星，直径492米: a clause that tells what is at a place, or that there is something, brings in
    what the next ones are about. After a topic 有 tells what that one has: 小屋高4米，有一个房间，售价1万元."""
    items, links = clause.items, cues().words("identity") | cues().words("presents")
    at = next((at for at, item in enumerate(items) if item.text in links and item.tag == "v"), None)
    if at is None or clause.anchor is not None or clause.quantities():
        return NOTHING
    placed = at > 0 and (items[at - 1].tag in ("f", "s") or items[at - 1].text in DE)
    if not placed and (own.phrase or not opening or items[at].text in cues().words("identity")):
        return NOTHING
    first = max((k + 1 for k in range(at + 1, len(items)) if items[k].text in DE), default=at + 1)
    while first < len(items) and not is_nominal(items[first]):
        first += 1
    last = run_right(items, first)
    tells = any(item.text in cues().words("says") for item in items[first:])  # 有一项研究发现,…
    return NOTHING if tells else phrase(items, first, last)


def _changes(clause: Clause) -> bool:
    return any(item.text in cues().words("change") for item in clause.items)


def _of_level(clause: Clause) -> bool:
    """增长7.1%, 占七成四: a change or a share of what the clause before has told."""
    words = cues().words("change") | cues().words("share") | cues().words("base")
    return any(item.text in words for item in clause.items[: clause.quantities()[0] if clause.quantities() else 0])


def _ahead(clauses: Sequence[Clause], topics: Sequence[Topic], place: int) -> Phrase:
    """凭借200亿美元的新融资,xAI正…: the topic that the next clause of the sentence names."""
    for clause, own in zip(clauses[place + 1 :], topics[place + 1 :], strict=True):
        if clause.sentence != clauses[place].sentence:
            break
        if own.phrase and not clause.anchor:
            return own.phrase
    return NOTHING


def when_said(clause: Clause, at: int) -> Item | None:
    """The date or time word nearest before items[at]."""
    return next((item for item in reversed(clause.items[:at]) if item.tag == "TIME"), None)
