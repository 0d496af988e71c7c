#!/usr/bin/env python3
"""model-test.py ONOMA [OPERATIONS]: random decisions between imports, against a naive model.

Merges, splits and undone decisions are carried out by `onoma entities apply`, a thousand at a time;
between them `onoma import` brings records, new ones and merged ones. After each thousand the listed
entities must be those of the model, which keeps a copy of everything before each decision; in the end
all decisions are taken back, and the listing must be, byte for byte, that of a store that has seen the
imports alone. OPERATIONS is 100000 where nothing is said. Needs Python 3.9.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

ENTITIES, CHUNK = 400, 1000


class Model:
    """Which ID leads to which, and the states before each decision in force."""

    def __init__(self):
        self.parents, self.order, self.past = {}, [], []
        self.apart = []

    def head(self, number):
        while number in self.parents:
            number = self.parents[number]
        return number

    def are_apart(self, x, y):
        """Whether a split in force holds members of the two to be different, by their latest word."""
        latest = {}
        for first, second in self.apart:
            latest[frozenset((first, second))] = {self.head(first), self.head(second)} == {x, y}
        return any(latest.values())

    def family(self, number):
        head = self.head(number)
        return [other for other in self.order if self.head(other) == head]

    def first(self, numbers):
        """IDs of others before minted ones, then the older one: numbers grow with age."""
        return min(numbers, key=lambda number: (number % 2, self.order.index(number)))

    def decide(self, chance):
        """A random decision as `apply` takes it, carried out here; None where there is none to make."""
        kind = chance.random()
        if kind < 0.45:
            if not self.past:
                return None
            self.parents, self.apart = self.past.pop()
            return {"action": "undo"}
        before = dict(self.parents), list(self.apart)
        if kind < 0.85:
            a, b = chance.sample(self.order, 2)
            x, y = self.head(a), self.head(b)
            if x == y or self.are_apart(x, y):
                return None
            kept = self.first([x, y])
            self.parents[y if kept == x else x] = kept
            order = {"action": "merge", "left": name(a), "right": name(b)}
        else:
            a = chance.choice(self.order)
            head, family = self.head(a), self.family(a)
            leaving = [other for other in family if other != head and chance.random() < 0.5]
            if not leaving:
                return None
            new = self.first(leaving)
            self.apart.append((head, new))
            for member in family:
                target = self.parents.get(member)
                if member in leaving:
                    if member == new:
                        del self.parents[member]
                    else:
                        self.parents[member] = new
                elif target in leaving:
                    self.parents[member] = head
            order = {"action": "split", "left": name(a), "members": [name(m) for m in leaving]}
        self.past.append(before)
        return order

    def families(self):
        found = {}
        for number in self.order:
            found.setdefault(self.head(number), set()).add(f"N{number}")
        return {name(head): names for head, names in found.items()}


def name(number):
    """Every other ID is a minted one."""
    return f"onm-{number:013d}" if number % 2 else f"c-{number}"


def run(*command, text=None):
    """Runs a command that must succeed, and returns what it printed."""
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, (command, done.stderr.decode())
    return done.stdout


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    onoma, total = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 100_000
    chance, model = random.Random(6), Model()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        done = chunk = 0
        while done < total:
            numbers = list(range(chunk * 20, min(ENTITIES, chunk * 20 + 20)))
            numbers += chance.sample(range(ENTITIES), 5) if chunk * 20 >= ENTITIES else []
            rows = [json.dumps({"id": name(n), "type": "PERSON", "name": f"N{n}",
                                "description": f"as of {chunk}"}) for n in numbers]
            for store in ("decided", "plain"):
                run(onoma, "import", "-", "--from", "jsonl", "--source", "list", "--store", store,
                    "--quiet", text="\n".join(rows).encode())
            model.order += [n for n in numbers if n not in model.order]
            orders = []
            while len(orders) < min(CHUNK, total - done):
                order = model.decide(chance)
                if order:
                    orders.append(order)
            printed = run(onoma, "entities", "apply", "-", "--store", "decided",
                          text="\n".join(json.dumps(order) for order in orders).encode())
            assert printed.count(b"\n") == len(orders)
            listed = {}
            for line in run(onoma, "entities", "list", "--store", "decided", "--format",
                            "jsonl").splitlines():
                entity = json.loads(line)
                listed[entity["id"]] = {entity["name"], *entity["aliases"]}
            assert listed == model.families(), f"after {done + len(orders)} operations"
            done += len(orders)
            chunk += 1
        print(run(onoma, "store", "check", "decided").decode().strip())
        run(onoma, "entities", "undo", "--after", "0", "--store", "decided")
        listings = [run(onoma, "entities", "list", "--store", store, "--format", "jsonl")
                    for store in ("decided", "plain")]
        assert listings[0] == listings[1], "taking everything back left something"
        print(f"{done} operations in {chunk} parts agree with the model; "
              f"{len(model.past)} decisions taken back left the imports alone")


if __name__ == "__main__":
    main()
