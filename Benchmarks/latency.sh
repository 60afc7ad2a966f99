#!/bin/sh
# latency.sh [FRONTIS] [SITE]: start to first screen and key to repaint, through a pty, with the harness
# bench/tui_latency.py from FRONTIS_SHARED or ../shared. Without it, says so and ends well.
# Nothing of the person's own state is read or written.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
frontis=${1:-$here/.build/release/frontis}
site=${2:-$here/sample-site}
harness=${FRONTIS_SHARED:-$here/../shared}/bench/tui_latency.py

[ -x "$frontis" ] || { echo "latency.sh: $frontis is not there; run make build" >&2; exit 2; }
[ -e "$harness" ] || { echo "latency.sh: skipped, $harness is not there"; exit 0; }
command -v python3 >/dev/null || { echo 'latency.sh: skipped, python3 is not installed'; exit 0; }
frontis=$(realpath "$frontis")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export XDG_CACHE_HOME="$scratch/cache" XDG_STATE_HOME="$scratch/state" LC_ALL=C.UTF-8

code=0
"$frontis" check "$site" >/dev/null || code=$? # warms the index
[ "$code" -le 1 ] || { echo "latency.sh: frontis ended with $code" >&2; exit 1; }
# The harness waits out its limit when nothing follows the expected text, so the limit is short.
python3 "$harness" --size 120x40 --runs 5 --limit 2 --expect '[0-9,]+ files in' \
  --keys '<CR> j*10 k*10 / a <Esc> 1' --quit 'Q' -- "$frontis" "$site"
