"""Repairs: small edits of one claim after which every check that touches it holds, tried by running the checks again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.checking import coverage, verify
from kg.checking.readings import WEAK
from kg.explaining.blame import ALARMS, graph, near, suspicion
from kg.explaining.composition import exchanged
from kg.explaining.edits import Edit, edits, slips
from kg.explaining.wording import described
from kg.model import Check, Claim, Extraction, Quantity, Verification
from kg.pipeline.precision import shared, significant
from kg.quantities import scan, unit_of

_FACTUAL = ("plausibility", "dimension")
_AT_ONCE = 5000  # claims in one store, those of all its trials
_NEAR = 60  # claims that a trial is made with: an article of a thousand numbers may hang together as one
# Of one article, in claims tried and hundreds of characters read again: ten alarms of three numbers take a third. What is
# beyond it gets no repair; so many alarms have one cause, and it is none of these.
_EFFORT = 40_000
_NEAR_MISS = 0.01  # of a quotient: 6.39‰ where 6.40‰ is computed
_TELLING = 7  # digits that the numbers of a product mean together
_MOST = 3  # repairs shown for one alarm: more would be no explanation


@dataclass(frozen=True, slots=True)
class Trial:
    """An article in which one claim reads otherwise, cut down to what hangs together with it."""

    check: Check
    claim: Claim
    edit: Edit
    extraction: Extraction


def explain(
    verifications: Iterable[Verification],
    *,
    lang: str = "zh",
    folders: Collection[Path] = (),
    without: Collection[str] = (),
) -> list[Verification]:
    """The verifications with repairs for their alarms, and with open lists that one slip keeps from adding up."""
    found = list(verifications)
    tried: dict[int, list[tuple[Trial, Verification]]] = {}
    # One digit in ten places can go wrong in ninety ways: these are tried only where no likelier slip mends a check.
    for digits in (False, True):
        open_ = [(at, v) for at, v in enumerate(found) if not digits or _unmended(v, tried.get(at, ()))]
        trials = [(at, t) for at, v in open_ for t in _trials(v) if (t.edit.kind == "digit") == digits]
        _try(trials, tried, lang=lang, folders=folders, without=without)
    return [_explained(v, tried.get(at, []), lang) for at, v in enumerate(found)]


def _unmended(verification: Verification, tried: Sequence[tuple[Trial, Verification]]) -> bool:
    mended = {trial.check.id for trial, outcome in tried if _holds(trial, outcome)}
    return any(check.verdict in ALARMS and check.id not in mended for check in verification.checks)


def _try(
    trials: Sequence[tuple[int, Trial]],
    tried: dict[int, list[tuple[Trial, Verification]]],
    *,
    lang: str,
    folders: Collection[Path],
    without: Collection[str],
) -> None:
    """Check each trial and add what came of it to `tried`, by the place of its article."""
    for factual in (False, True):
        some = [(at, trial) for at, trial in trials if (trial.check.kind in _FACTUAL) == factual]
        # What a fact says of single numbers is asked again only where it was a fact that did not fit.
        left_out = without if factual else {*without, *_FACTUAL}
        # An edit that may mend several checks is tried once.
        alike = {(at, trial.extraction.article.url): trial.extraction for at, trial in some}
        outcomes: dict[tuple[int, str | None], Verification] = {}
        for part in _parts(alike):
            verified = verify((alike[name] for name in part), lang=lang, folders=folders, without=left_out)
            outcomes |= dict(zip(part, verified, strict=True))
        for at, trial in some:
            tried.setdefault(at, []).append((trial, outcomes[at, trial.extraction.article.url]))


def _parts(trials: Mapping[tuple[int, str | None], Extraction]) -> Iterator[list[tuple[int, str | None]]]:
    """Their names, as many at once as a store may hold of claims."""
    held: list[tuple[int, str | None]] = []
    claims = 0
    for name, extraction in trials.items():
        held.append(name)
        claims += len(extraction.claims)
        if claims >= _AT_ONCE:
            yield held
            held, claims = [], 0
    if held:
        yield held


def _trials(verification: Verification) -> Iterator[Trial]:
    checks = verification.checks
    claims = {claim.id: claim for claim in verification.extraction.claims}
    hanging = graph(checks)
    effort = 0
    made: set[str | None] = set()
    for check in checks:
        alarm = check.verdict in ALARMS
        if not alarm and not _suggested(check, claims):
            continue
        for name in check.claims:
            claim = claims[name]
            kept = near(hanging, name, _NEAR).union(check.claims)
            part = _cut_down(verification.extraction, kept)
            # A fact's range is wide: no one digit brings a number into it, but a unit or a nought may.
            thorough = alarm and check.kind not in _FACTUAL
            for edit, changed in _changes(claim, part, check, thorough=thorough):
                trial = Trial(check, claim, edit, _with(part, changed, edit))
                if trial.extraction.article.url not in made:
                    made.add(trial.extraction.article.url)
                    effort += len(kept) + (claim.sentence[1] - claim.sentence[0]) // 100
                if effort > _EFFORT:
                    return
                yield trial


def _suggested(check: Check, claims: Mapping[str, Claim]) -> bool:
    """A relation that the text only suggests, between numbers that mean their digits: one slip may be all that keeps it
    from holding."""
    exact = (claims[name].quantity.approx in ("exact", "about") for name in check.claims)
    return check.reading == WEAK and all(exact) and not _is_near(check) and _tells(check, claims)


def _tells(check: Check, claims: Mapping[str, Claim]) -> bool:
    """A product of few digits (1.2万册 × 68元 beside 7.9万元) some slip always fits."""
    digits = sum(significant(claims[name].quantity.text) for name in check.claims)
    return check.kind != "product" or digits >= _TELLING


def _is_near(check: Check) -> bool:
    """A quotient that misses by a hundredth: of the mean of a year, of another day, not mistyped."""
    if check.kind != "ratio":
        return False
    gap = max(check.computed.low - check.stated.high, check.stated.low - check.computed.high)
    return gap < _NEAR_MISS * abs(check.stated.high)


def _changes(claim: Claim, extraction: Extraction, check: Check, *, thorough: bool) -> Iterator[tuple[Edit, Claim]]:
    # A tie relates numbers of given dimensions: 千瓦时 for 千瓦 would leave nothing to compare. Where the dimension is
    # what is wrong, that is the repair.
    of_dimension = check.kind == "dimension"
    candidates = edits(claim.quantity) if thorough or of_dimension else slips(claim.quantity)
    for edit in (e for e in candidates if not of_dimension or e.kind == "unit"):
        quantity = _read_again(claim, edit.text, extraction)
        if quantity is not None and _one_dimension(quantity, claim.quantity) != of_dimension:
            yield edit, replace(claim, quantity=quantity)
    if check.verdict in ALARMS:
        yield from exchanged(claim)


def _one_dimension(new: Quantity, old: Quantity) -> bool:
    return unit_of(new.unit).dimension == unit_of(old.unit).dimension


def _read_again(claim: Claim, text: str, extraction: Extraction) -> Quantity | None:
    """The number as it reads with the edit, in its own sentence: hedges and 每 around it still hold."""
    article, old = extraction.article.text, claim.quantity
    start, end = claim.sentence
    sentence = article[start : old.start] + text + article[old.end : end]
    at = old.start - start
    for quantity in scan(sentence, region=extraction.article.region):
        if quantity.start == at and quantity.end == at + len(text):
            return replace(quantity, start=old.start, end=old.end)
    return None


def _cut_down(extraction: Extraction, kept: Collection[str]) -> Extraction:
    claims = tuple(c for c in extraction.claims if c.id in kept)
    known = {c.id for c in extraction.claims}
    ties = tuple(t for t in extraction.ties if all(name in kept or name not in known for _, name in t.members))
    return replace(extraction, claims=claims, ties=ties, entities=())


def _with(extraction: Extraction, changed: Claim, edit: Edit) -> Extraction:
    """The extraction with one claim exchanged, under a name of its own: the same for the same claims, of whichever check."""
    claims = tuple(changed if c.id == changed.id else c for c in extraction.claims)
    # What numbers share by their ties, they share with the edit as well.
    claims = shared(claims, extraction.ties)
    names = " ".join(c.id for c in claims)
    article = replace(extraction.article, url=f"urn:kg:trial:{changed.id}:{edit.kind}:{edit.text}:{names}")
    return replace(extraction, article=article, claims=claims)


def _explained(verification: Verification, tried: Sequence[tuple[Trial, Verification]], lang: str) -> Verification:
    suspects = suspicion(verification.checks)
    checks = []
    for check in verification.checks:
        good = [(t, o) for t, o in tried if t.check is check and _holds(t, o)]
        ranked = sorted(good, key=lambda pair: _rank(pair[0], pair[1], suspects))
        repairs = tuple(described(t.claim, t.edit, _own(t, o), lang) for t, o in _best(ranked, suspects))
        if check.verdict in ALARMS:
            checks.append(replace(check, repairs=repairs))
        elif repairs and not _stands(check, verification):
            checks.append(replace(check, verdict="implausible", severity=2, repairs=repairs, reading="slip"))
        elif check.reading != WEAK:
            checks.append(check)
    checks.sort(key=lambda c: c.severity)
    # A slip found is a number checked.
    return replace(verification, checks=tuple(checks), coverage=coverage(verification.extraction, checks))


def _stands(check: Check, verification: Verification) -> bool:
    """True when another check of its kind already shows these numbers to agree, so that no slip need be looked for."""
    others = (c for c in verification.checks if c is not check and c.kind == check.kind and c.relation == "=")
    # A total alone does not make two lists one (按经营地分…;按消费类型分…).
    return any(c.verdict == "consistent" and len(set(c.claims) & set(check.claims)) > 1 for c in others)


def _holds(trial: Trial, outcome: Verification) -> bool:
    """True when the check itself is mended, and no other that touches the claim is broken."""
    touching = [c for c in outcome.checks if trial.claim.id in c.claims]
    own = _own(trial, outcome)
    # 千瓦时 for 千瓦 leaves nothing of a dimension to check.
    mended = own.verdict == "consistent" if own is not None else trial.check.kind == "dimension"
    if trial.check.verdict not in ALARMS:
        mended = mended and own is not None and own.relation == "=" and own.reading == "narrow"
    return mended and not any(c.verdict in ALARMS for c in touching)


def _own(trial: Trial, outcome: Verification) -> Check | None:
    """The trial's own check, after the edit."""
    own = (c for c in outcome.checks if c.kind == trial.check.kind and c.claims == trial.check.claims)
    return next(own, None)


def _rank(
    trial: Trial, outcome: Verification, suspects: dict[str, float]
) -> tuple[float, float, tuple[bool, bool, int]]:
    """Cheapest first; an exact fit before one that rounding allows; the more suspect claim before the less; a span
    before the dates it is counted from; what is computed before what it is computed from."""
    own = _own(trial, outcome)
    inexact = 0.5 if own is not None and own.reading != "narrow" else 0.0
    dated = trial.claim.quantity.kind == "date"
    computed_from = trial.claim.id != trial.check.tested
    cost = trial.edit.cost + inexact + (1 - suspects.get(trial.claim.id, 1.0))
    return cost, trial.edit.cost, (dated, computed_from, int(trial.claim.id[1:]))


def _best(
    ranked: Sequence[tuple[Trial, Verification]], suspects: dict[str, float]
) -> Sequence[tuple[Trial, Verification]]:
    """The best, and those as good as it."""
    if not ranked:
        return ()
    best = _rank(*ranked[0], suspects)[0]
    return [pair for pair in ranked if _rank(*pair, suspects)[0] - best < 0.05][:_MOST]
