"""Where safer words meet the sentence."""

import re
from dataclasses import dataclass, replace
from typing import Self

_A_WORD = re.compile(r"\s[a-z]{3,}", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s(?:and|but|when|because|with|without|for|from|she|they|was|were|has|had|his|her|the|who"
    r"|after|before|then|that|where|while|until|since|which|are|will|may)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seam:
    """Safer `words` between what stands `before` and `after`, in the place of what was `typed`."""

    before: str
    words: str
    after: str
    typed: str
    opens: bool  # the text begins with `before`

    @property
    def before_a_noun(self) -> bool:
        """Whether a word follows that the words before it could tell more about."""
        return bool(_A_WORD.match(self.after)) and not _NO_NOUN.match(self.after)

    def taking(self, lead: re.Match[str], words: str) -> Self:
        """With `words` in the place of the lead as well, and a capital where that had one."""
        said = words[:1].upper() + words[1:] if lead[0][:1].isupper() else words
        before = self.before[: lead.start()]
        return replace(self, before=before, words=said, typed=lead[0] + self.typed)
