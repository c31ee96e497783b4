#!/usr/bin/env python3
"""Adds the points of every match again, and reads every group again from the states alone.

    readd.py FILE|-        lists of matches, one JSON object a line (`match --all --format ndjson`), or
                           pairs (`audit scores --findings FILE|-`)
    readd.py PROGRAM       serves the program's synthetic region and asks it for every vacancy's list

Knows nothing of the program but its answers: a second, independent reading of the same rules. Ends
with 1 and the first vacancy and person that differ, with 2 where nothing could be read.
Python 3 with its standard library alone.
"""
import json
import os
import subprocess
import sys
import urllib.request

GROUPS = ["fits", "fits_if", "not_lawful_yet", "far"]
STATES = {"met", "near", "unknown", "missing"}
WORK = ["skills", "occupation", "languages", "permits", "education", "words"]
WISHES = ["wished_occupation", "commute", "hours_shifts", "start_contract"]


class Differs(Exception):
    pass


def same(what, said, added):
    if said != added:
        raise Differs(f"{what}: the answer says {said}, added again it is {added}")


def readd_match(found, none_needed):
    """Sums of one match, then its group."""
    same("order of parts", [p["criterion"] for p in found["parts"]],
         [c for c in WORK + WISHES if any(p["criterion"] == c for p in found["parts"])])
    open_points = 0
    for part in found["parts"]:
        name, findings = part["criterion"], part["findings"]
        same(f"half of {name}", part["half"], "work" if name in WORK else "wishes")
        same(f"points of {name}", part["points"], sum(f["points"] for f in findings))
        same(f"points_max of {name}", part["points_max"], sum(f["points_max"] for f in findings))
        for finding in findings:
            about = f"{name} {finding['asked']}"
            if finding["state"] not in STATES:
                raise Differs(f"{about}: no state is called {finding['state']}")
            if not 0 <= finding["points"] <= finding["points_max"]:
                raise Differs(f"{about}: {finding['points']} of {finding['points_max']} points")
            if part["half"] == "work" and finding["state"] == "unknown":
                same(f"points of the unknown {about}", finding["points"], 0)
                open_points += finding["points_max"]
    same("points", found["points"], sum(p["points"] for p in found["parts"]))
    same("points_max", found["points_max"], sum(p["points_max"] for p in found["parts"]))
    same("points_open", found["points_open"], open_points)
    wishes = sum(p["points_max"] for p in found["parts"] if p["half"] == "wishes")
    same("points_max of the wishes", wishes, 300)
    if found["points_max"] - wishes > 700:
        raise Differs(f"points_max of the work: {found['points_max'] - wishes} is over 700")
    group, lacking = read_group(found, none_needed)
    same("what is missing", [m["what"] for m in found["missing"]], lacking)
    same("group", found["group"], group)


def read_class(part, finding, said):
    """What may be said of the kind of a lack: a wish is to be agreed on, the law speaks of permits alone."""
    about = f"class of {finding['asked']}"
    if part["half"] == "wishes":
        same(about, said, "negotiable")
    if said == "legal" and (part["criterion"] != "permits" or finding["asked"] == "car"):
        raise Differs(f"{about}: the law does not ask it")


def keeps_out(part, finding):
    """Whether a finding keeps the person out of `fits`."""
    if part["half"] == "work":
        return finding.get("need") == "must" and finding["state"] != "met"
    return finding["state"] == "missing"


def read_group(found, none_needed, dropped=None):
    """The group from need, state, class and criterion, and what keeps the person out of `fits`; the same
    with one finding dropped."""
    classes = {m["what"]: m["class"] for m in found["missing"]}
    blocked, unlawful, lacking = False, False, []
    skills, skills_had, occupation_asked, occupation_near = 0, 0, False, False
    for part in found["parts"]:
        for finding in part["findings"]:
            if finding is dropped:
                continue
            state, must = finding["state"], finding.get("need") == "must"
            blocks = keeps_out(part, finding)
            blocked |= blocks
            if blocks and state != "unknown":
                lacking.append(finding["asked"])
                read_class(part, finding, classes.get(finding["asked"]))
            if blocks and state == "missing" and classes.get(finding["asked"]) == "legal":
                unlawful = True
            had = state in ("met", "near")
            if part["criterion"] == "skills" and must:
                skills += 1
                skills_had += had
            if part["criterion"] == "occupation" and finding["asked"] != "experience":
                occupation_asked = True
                occupation_near |= had
    judged = occupation_asked or skills > 0
    half = skills > 0 and 2 * skills_had >= skills
    if judged and not none_needed and not occupation_near and not half:
        return "far", lacking
    if unlawful:
        return "not_lawful_yet", lacking
    return ("fits_if" if blocked else "fits"), lacking


def readd_set_aside(answer):
    """Whom each must sets aside, and who would come in were it dropped, counted over everyone."""
    people, alone, perhaps = {}, {}, {}
    for found in answer["matches"]:
        classes = {m["what"]: m["class"] for m in found["missing"]}
        both = [(part, f) for part in found["parts"] for f in part["findings"] if keeps_out(part, f)]
        of_work = [f for part, f in both if part["half"] == "work"]
        # What one states of driving or of nights is against the work through a must, and falls with it.
        wishes = [f["asked"] for part, f in both if part["half"] == "wishes"]
        for finding in of_work:
            asked = finding["asked"]
            if finding["state"] == "missing" and classes.get(asked) != "negotiable":
                people[asked] = people.get(asked, 0) + 1
            if len(of_work) == 1 and wishes in ([], ["conditions"]):
                group, _ = read_group(found, answer["no_experience_needed"], finding)
                if not wishes and group == "fits":
                    alone[asked] = alone.get(asked, 0) + 1
                elif wishes:
                    perhaps[asked] = perhaps.get(asked, 0) + 1
        if not of_work and wishes == ["conditions"]:
            perhaps["car or licence"] = perhaps.get("car or licence", 0) + 1
    said = {}
    for row in answer["set_aside"]:
        if row["requirement"] in said:
            return  # asked twice, at two levels: the rows cannot be told apart by their names
        said[row["requirement"]] = row
    for asked in people.keys() | alone.keys() | said.keys():
        row = said.get(asked, {"people": 0, "only": 0})
        same(f"people set aside by {asked}", row["people"], people.get(asked, 0))
        least = alone.get(asked, 0)
        drives = asked == "car" or asked.startswith("driving:")
        most = least + perhaps.get(asked, 0) + (perhaps.get("car or licence", 0) if drives else 0)
        if not least <= row["only"] <= most:
            raise Differs(f"`only` of {asked}: {row['only']}, counted again {least} to {most}")


def readd_pair(pair):
    """A pair by itself. Gives the number of its matches: one."""
    try:
        readd_match(pair, pair["no_experience_needed"])
    except Differs as differs:
        raise Differs(f"vacancy {pair['vacancy']}, pair {pair['pair']}: {differs}") from None
    return 1


def readd_list(answer):
    """One vacancy's list. Gives the number of its matches."""
    vacancy, matches = answer["vacancy"], answer["matches"]
    try:
        counts = answer["groups"]
        same("groups", sorted(counts), sorted(GROUPS))
        same("considered", answer["considered"], sum(counts.values()))
        keys = [(GROUPS.index(m["group"]), -m["points"]) for m in matches]
        same("order", keys, sorted(keys))
        people = [m["person"] for m in matches]
        same("people, each once", len(people), len(set(people)))
        shown = {g: sum(m["group"] == g for m in matches) for g in GROUPS}
        if len(matches) == answer["considered"]:
            same("groups counted", counts, shown)
            readd_set_aside(answer)
        for group in GROUPS:
            if shown[group] > counts[group]:
                raise Differs(f"{shown[group]} shown as {group} of {counts[group]}")
        same("points_max, one for all", len({m["points_max"] for m in matches}) <= 1, True)
    except Differs as differs:
        raise Differs(f"vacancy {vacancy}: {differs}") from None
    for found in matches:
        try:
            readd_match(found, answer["no_experience_needed"])
        except Differs as differs:
            raise Differs(f"vacancy {vacancy}, person {found['person']}: {differs}") from None
    return len(matches)


def of_lines(lines):
    for line in lines:
        if line.strip():
            yield json.loads(line)


def of_program(program):
    """Every vacancy's list of the synthetic region, with everyone in it."""
    demo = subprocess.Popen(
        [program, "demo", "--people", "300", "--vacancies", "60", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True)
    try:
        address = demo.stdout.readline().strip()

        def ask(path):
            with urllib.request.urlopen(f"{address}/api/v1/{path}", timeout=60) as answer:
                return json.load(answer)

        first = 0
        while first is not None:
            page = ask(f"vacancies?limit=50&from={first}" if first else "vacancies?limit=50")
            for vacancy in page["vacancies"]:
                yield ask(f"vacancies/{vacancy['public_id']}/matches?limit=1000")
            first = page["next"]
    finally:
        demo.terminate()
        demo.wait()


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    source = arguments[0]
    if source == "-":
        lists = of_lines(sys.stdin)
    elif os.access(source, os.X_OK):
        lists = of_program(source)
    else:
        lists = of_lines(open(source, encoding="utf-8"))
    vacancies, matches = set(), 0
    try:
        for answer in lists:
            matches += readd_pair(answer) if "pair" in answer else readd_list(answer)
            vacancies.add(answer["vacancy"])
    except Differs as differs:
        print(differs, file=sys.stderr)
        return 1
    if matches == 0:
        print("no match was read", file=sys.stderr)
        return 2
    print(f"{len(vacancies)} vacancies, {matches} matches: every sum and every group is as said")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
