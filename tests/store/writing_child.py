"""Save without end and print each acknowledgement: the program that test_kill.py kills.

Run: python writing_child.py ADDRESS LEARNER
"""

import sys
from collections import deque

from nbcare.store import answers
from nbcare.store.opening import open_store
from nbcare.store.save import Save

SCOPE, ITEMS, AT_ONCE = "x-quiz", 5, 20


def main(address: str, learner: str) -> None:
    """Go on from what is kept, with several saves under way at any time."""
    store = open_store(address, patience=60)
    kept = store.read(answers.read(learner, SCOPE))
    revisions = {f"x-q{item}": kept.get(f"x-q{item}", {"revision": 0})["revision"] for item in range(ITEMS)}
    waiting = deque()
    while True:
        for item in revisions:
            text = f"{item}-{revisions[item] + 1}"
            waiting.append((item, store.submit(Save(learner, SCOPE, item, text, revisions[item], "s", "1.0.0", text))))
            revisions[item] += 1
        while len(waiting) > AT_ONCE:
            item, future = waiting.popleft()
            print(item, future.result().revision, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
