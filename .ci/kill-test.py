#!/usr/bin/env python3
"""kill-test.py ONOMA [TIMES]: kills imports, merges and undone merges with SIGKILL at random points.

After each kill the store must be sound, must hold every change and decision whose line had been printed,
and must hold no half of one. The import is resumed, the decisions are carried out again from where the
ledger ends, and the store must read exactly as one that nobody killed. TIMES is how often each of the
two is killed (100 where nothing is said); every fourth import is killed while the store is being made. Ends with 0 if all holds. Needs Python 3.9 and sqlite3.
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

RECORDS, ORDERS = 3000, 600


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    onoma, times = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 100
    chance = random.Random(6)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_inputs(chance)
        whole = "whole.onoma"
        run(onoma, "import", "people.csv", "--store", whole)
        imported = listing(onoma, whole)
        for line in open("orders.jsonl", encoding="utf-8"):
            pass
        began = time.monotonic()
        run(onoma, "import", "people.csv", "--store", "t.onoma", "--batch-size", "50")
        span = time.monotonic() - began
        kills = {"import": 0, "apply": 0}
        for number in range(times):
            store = f"import-{number}.onoma"
            acknowledged = killed(
                [onoma, "import", "people.csv", "--store", store, "--batch-size", "50", "--format",
                 "jsonl"], chance.uniform(0, span * (0.15 if number % 4 == 0 else 1.1)))
            kills["import"] += acknowledged is not None
            known = ids(onoma, store)
            for line in acknowledged or []:
                if "change" in line and line["change"] == "added":
                    assert line["id"] in known, (store, line)
            assert len(known) % 50 == 0 or len(known) == RECORDS, (store, len(known))
            run(onoma, "import", "people.csv", "--store", store, "--resume", "--batch-size", "50")
            assert listing(onoma, store) == imported, store
            remove(store)
        run(onoma, "entities", "apply", "orders.jsonl", "--store", whole)
        decided, expected = ledger(whole), listing(onoma, whole)
        began = time.monotonic()
        run(onoma, "store", "backup", "t.onoma", "u.onoma")
        run(onoma, "entities", "apply", "orders.jsonl", "--store", "u.onoma")
        span = time.monotonic() - began
        orders = open("orders.jsonl", encoding="utf-8").read().splitlines(True)
        for number in range(times):
            store = f"apply-{number}.onoma"
            run(onoma, "store", "backup", "t.onoma", store)
            acknowledged = killed(
                [onoma, "entities", "apply", "orders.jsonl", "--store", store, "--format", "jsonl"],
                chance.uniform(0, span * 1.1))
            kills["apply"] += acknowledged is not None
            check(onoma, store)
            entries = ledger(store)
            assert entries == decided[:len(entries)], store
            if acknowledged:
                assert len(entries) >= acknowledged[-1]["sequence"], (store, len(entries))
            with open("rest.jsonl", "w", encoding="utf-8") as rest:
                rest.writelines(orders[len(entries):])
            run(onoma, "entities", "apply", "rest.jsonl", "--store", store)
            assert ledger(store) == decided and listing(onoma, store) == expected, store
            run(onoma, "entities", "undo", "--after", "0", "--store", store)
            assert listing(onoma, store) == imported, store
            remove(store)
    print(f"{kills['import']} of {times} imports and {kills['apply']} of {times} runs of decisions were "
          "killed before their end; nothing was lost")


def write_inputs(chance):
    """A table, and decisions that merge, split, undo and merge again."""
    with open("people.csv", "w", encoding="utf-8") as file:
        file.write("id,type,name,aliases,birth_date\n")
        for number in range(RECORDS):
            file.write(f"x-{number},person,Mira {number},Міра {number}|M. {number},{1900 + number % 90}\n")
    merged = []
    with open("orders.jsonl", "w", encoding="utf-8") as file:
        while ORDERS > write_inputs.count:
            write_inputs.count += 1
            if merged and chance.random() < 0.4:
                merged.pop()
                order = {"action": "undo"}
            else:
                number = len(merged) * 2 + write_inputs.count * 2
                merged.append(number)
                order = {"action": "merge", "left": f"x-{number}", "right": f"x-{number + 1}"}
            file.write(json.dumps(order) + "\n")


write_inputs.count = 0


def run(*command):
    """Runs a command that must succeed, and returns what it printed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, (command, done.stderr.decode())
    return done.stdout


def killed(command, seconds):
    """The objects printed until the kill, or None when the command had ended before."""
    with open("printed", "wb") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
            return None
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    with open("printed", "rb") as printed:
        # The last line may be cut off: it was not acknowledged.
        return [json.loads(line) for line in printed.read().split(b"\n")[:-1]]


def check(onoma, store):
    """The store must be sound."""
    run(onoma, "store", "check", store)


def listing(onoma, store):
    """All that can be seen of the entities."""
    return run(onoma, "entities", "list", "--store", store, "--format", "jsonl")


def ids(onoma, store):
    """The IDs in a store; none where the kill came before there was one."""
    if not os.path.exists(store) or os.path.getsize(store) == 0:
        return set()
    done = subprocess.run([onoma, "store", "upgrade", store], stderr=subprocess.PIPE)
    if done.returncode == 65 and b"it is empty" in done.stderr:
        return set()
    check(onoma, store)
    return {json.loads(line)["id"] for line in listing(onoma, store).splitlines()}


def ledger(store):
    """The decisions without their times."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        return database.execute(
            "SELECT sequence, action, left_id, right_id, undoes FROM decisions ORDER BY sequence"
        ).fetchall()


def remove(store):
    """Removes a store with its log."""
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(store + suffix):
            os.remove(store + suffix)


if __name__ == "__main__":
    main()
