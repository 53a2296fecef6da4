"""The hash of what a learner is shown: saved with each answer, so that grading sees a question that has changed since."""

import hashlib
import json
from collections.abc import Mapping

# Every saved answer holds such a hash: another length or another order of keys would make all of them look changed.
_LENGTH = 32


def with_hash(props: Mapping[str, object]) -> dict[str, object]:
    """Return the props with the hash of all of them as `shown`, in place of an earlier one."""
    bare = {name: value for name, value in props.items() if name != "shown"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True)
    return {**bare, "shown": "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]}
