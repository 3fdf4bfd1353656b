"""What a run over many messages adds up to, in bounded memory."""

from __future__ import annotations

from typing import Any

from emailint.model import SEVERITIES, Report


class Summary:
    """Counts over a run. `rules` maps a rule to its findings and the points that they cost."""

    def __init__(self) -> None:
        self.messages = 0
        self.with_findings = 0
        self.errors = 0  # drafts that couldn't be read
        self.severities = dict.fromkeys(reversed(SEVERITIES), 0)
        self.rules: dict[str, tuple[int, int]] = {}
        self._scores = [0] * 101

    def add(self, report: Report) -> None:
        """Count one more report."""
        self.messages += 1
        self.with_findings += bool(report.findings)
        self._scores[report.score.total] += 1
        for finding in report.findings:
            self.severities[finding.severity] += 1
            found, points = self.rules.get(finding.rule, (0, 0))
            self.rules[finding.rule] = (found + 1, points + finding.points)

    @property
    def findings(self) -> int:
        return sum(self.severities.values())

    @property
    def lowest(self) -> int | None:
        """The lowest score; None without any message, as `mean` and `median`."""
        return next((score for score, times in enumerate(self._scores) if times), None)

    @property
    def mean(self) -> float | None:
        total = sum(score * times for score, times in enumerate(self._scores))
        return round(total / self.messages, 1) if self.messages else None

    @property
    def median(self) -> float | None:
        if not self.messages:
            return None
        low, high = self._at((self.messages - 1) // 2), self._at(self.messages // 2)
        return (low + high) / 2

    def _at(self, rank: int) -> int:
        for score, times in enumerate(self._scores):
            rank -= times
            if rank < 0:
                return score
        raise AssertionError("a rank below the number of messages")

    def as_dict(self) -> dict[str, Any]:
        """The summary of the JSON contract."""
        rules = sorted(self.rules.items(), key=lambda item: (-item[1][0], item[0]))
        return {
            "messages": self.messages,
            "with_findings": self.with_findings,
            "findings": self.findings,
            "by_severity": dict(self.severities),
            "by_rule": {rule: found for rule, (found, _) in rules},
            "score": {"min": self.lowest, "mean": self.mean, "median": self.median},
            "errors": self.errors,
        }
