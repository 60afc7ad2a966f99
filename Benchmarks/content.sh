#!/bin/sh
# content.sh [FRONTIS] [SIZE…]: `frontis check` on sites of SIZE entries (1000, 10000, 100000) that are made for it,
# beside the least that must be done at all (C: list, open, read a page of each file; list and stat) and beside
# js-yaml and Zod under Node, by turns; warm, then cold where the caches may be dropped. At the end every planted
# fault must be found, and no other. Writes only to a temporary folder. FRONTIS_RUNS is how often (7).
#
# The material is looked for in FRONTIS_SHARED or ../shared; the peer's folder, with check.mjs, js-yaml and
# Zod, in FRONTIS_PEERS. What is absent is skipped, with a line that says so.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
frontis=${1:-$here/.build/release/frontis}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- 1000 10000 100000
bench=${FRONTIS_SHARED:-$here/../shared}/bench
peers=${FRONTIS_PEERS:-$bench/peers}
runs=${FRONTIS_RUNS:-7}

[ -x "$frontis" ] || { echo "content.sh: $frontis is not there; run make build" >&2; exit 2; }
[ -e "$bench/make_site.py" ] || { echo "content.sh: skipped, $bench/make_site.py is not there"; exit 0; }
for tool in python3 cc; do
  command -v "$tool" >/dev/null || { echo "content.sh: skipped, $tool is not installed"; exit 0; }
done
frontis=$(realpath "$frontis")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export XDG_CACHE_HOME="$scratch/cache" XDG_STATE_HOME="$scratch/state" XDG_CONFIG_HOME="$scratch/config"
export PYTHONDONTWRITEBYTECODE=1 ONCE="$scratch/once"
cc -O2 -pthread "$bench/floor.c" -o "$scratch/floor"
cc -O2 -static "$bench/once.c" -o "$scratch/once"

# Every planted fault is named by its file and line, that of the problem or the one that its help names; no other file has an error.
verify() {
  python3 - "$1" "$2" <<'PYTHON'
import json, re, sys

with open(sys.argv[2]) as file:
    faults = json.load(file)["faults"]
lines = {}
with open(sys.argv[1]) as report:
    for text in report:
        if match := re.match(r"(\S.*?):(\d+):\d+  error  ", text):
            found = lines.setdefault(match[1], [])
            found.append(int(match[2]))
        elif match := re.match(r"  help: it begins on line (\d+)", text):
            found.append(int(match[1]))
missed = [fault for fault in faults if fault["line"] not in lines.get(fault["file"], [])]
others = sorted(set(lines) - {fault["file"] for fault in faults})
print(f"faults {len(faults) - len(missed)} of {len(faults)} at their line, {len(others)} files with an error that was not planted")
for fault in missed[:5]:
    print(f"  missed {fault['kind']} {fault['file']}:{fault['line']}, found at {lines.get(fault['file'])}")
for name in others[:5]:
    print(f"  not planted {name}")
sys.exit(bool(missed or others))
PYTHON
}

wrong=0
for size in "$@"; do
  site=$scratch/s$size
  python3 "$bench/make_site.py" "$site" --entries "$size" >/dev/null
  content=$site/src/content
  compare() {
    python3 "$bench/compare.py" --entries "$size" --runs "$runs" "$@"
  }
  echo "$size entries, every file read"
  peer=
  [ -e "$peers/check.mjs" ] && command -v node >/dev/null && peer=yes ||
    echo "content.sh: no peer, $peers/check.mjs or node is not there"
  compare "floor-2t=$scratch/floor -t 2 $content" "frontis=$frontis check $site --no-cache" \
    ${peer:+"node-sync=node $peers/check.mjs $site --sync"} \
    ${peer:+"node-async10=node $peers/check.mjs $site"}
  echo "$size entries, nothing changed"
  compare "stat-2t=$scratch/floor -m -t 2 $content" "frontis=$frontis check $site"
  if [ -w /proc/sys/vm/drop_caches ]; then
    echo "$size entries, cold"
    compare --cold "floor-16t=$scratch/floor -t 16 $content" "frontis=$frontis check $site --no-cache"
  else
    echo 'content.sh: not cold, the caches can only be dropped by root'
  fi
  "$frontis" check "$site" >"$scratch/report" || [ $? -eq 1 ]
  verify "$scratch/report" "$site/expected.json" || wrong=1
  rm -rf "$site"
done
exit $wrong
