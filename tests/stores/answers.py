#!/usr/bin/python3
"""The competency questions in every real store that can run here: load the shipped graph, ask, compare with the answers that stand
beside the questions, and with the default graph that each store has.

One line for each store and question; prints "answers: N passed, N failed, N skipped"."""
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent / "oracles")]
import query_answers as answers  # noqa: E402
import stores  # noqa: E402


def ask(store, query):
    found = store.query(pathlib.Path(query).read_text(encoding="utf-8"), timeout=30)
    names = found["head"]["vars"]
    return names, answers.rows([row.get(n, {"value": ""})["value"] for n in names] for row in found["results"]["bindings"])


def judge(name):
    """Passed and failed of one store."""
    passed = failed = 0
    with stores.run(name) as store:
        store.load(answers.GRAPH)
        for query in answers.QUERIES:
            start = time.monotonic()
            try:
                good = ask(store, query) == answers.expected(query)
                why = "" if good else "another answer"
            except Exception as error:  # noqa: BLE001 - whatever a store answers is a result
                good, why = False, f"{type(error).__name__}: {error}"
            label = pathlib.Path(query).stem
            passed, failed = passed + good, failed + (not good)
            print(f"{name:12} {label:24} {'same' if good else 'DIFFERENT'} {time.monotonic() - start:6.2f} s {why}", flush=True)
    return passed, failed


def main():
    passed = failed = skipped = 0
    for name in [a for a in sys.argv[1:] if a in stores.NAMES] or stores.NAMES:
        why = stores.missing(name)
        if why:
            print(f"skipped: {name}: {why}")
            skipped += len(answers.QUERIES)
            continue
        good, bad = judge(name)
        passed, failed = passed + good, failed + bad
    print(f"answers: {passed} passed, {failed} failed, {skipped} skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
