#!/bin/sh
# latency.sh [FRONTIS] [SITE]: start to first screen and key to repaint, through a pty, with the harness
# bench/tui_latency.py from FRONTIS_SHARED or ../shared. Without it, says so and ends well.
set -eu
cd "$(dirname "$0")/.."
frontis=${1:-.build/release/frontis}
site=${2:-sample-site}
harness=${FRONTIS_SHARED:-../shared}/bench/tui_latency.py

[ -x "$frontis" ] || { echo "latency.sh: $frontis is not there; run make build" >&2; exit 2; }
[ -e "$harness" ] || { echo "latency.sh: skipped, $harness is not there"; exit 0; }
command -v python3 >/dev/null || { echo 'latency.sh: skipped, python3 is not installed'; exit 0; }

"$frontis" check "$site" >/dev/null 2>&1 || : # warms the index
python3 "$harness" --size 120x40 --runs 5 --keys 'j*20 k*20 <CR> j*10 <Esc>' --quit 'q' -- \
  "$frontis" "$site"
