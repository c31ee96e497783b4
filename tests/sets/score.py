#!/usr/bin/env python3
"""How often the right concept comes first, among five, and how often nothing is rightly said.

Reads the answers of `kohtaanto normalise` from standard input, a line for each phrase of the set named.
"""
import json
import sys

first = among_five = meant = silent = nothing = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line, answer in zip(lines, sys.stdin, strict=True):
        phrase, _, accepted, *_ = line.rstrip("\n").split("\t")
        answer = json.loads(answer)
        if answer["input"] != phrase:
            sys.exit(f"the answers are of another set: {answer['input']!r} for {phrase!r}")
        found = [match["id"] for match in answer["matches"]][:5]
        if accepted == "-":
            nothing += 1
            silent += not found
            continue
        right = set(accepted.split("|"))
        meant += 1
        first += bool(found) and found[0] in right
        among_five += bool(right.intersection(found))
print(f"top 1 {first / meant:.3f}, top 5 {among_five / meant:.3f} of {meant}; silent {silent} of {nothing}")
