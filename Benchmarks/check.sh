#!/bin/sh
# check.sh [FRONTIS] [SITE] [RUNS]: wall time of `frontis check` on SITE, first without any index, then
# RUNS times (5) with a warm one, with the median. Without SITE, or with an empty one, on a site of 2500
# entries made from the sample site. Writes only to a temporary folder.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
frontis=${1:-$here/.build/release/frontis}
[ -x "$frontis" ] || { echo "check.sh: $frontis is not there; run make build" >&2; exit 2; }
frontis=$(realpath "$frontis")
site=${2:-}
runs=${3:-5}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export XDG_CACHE_HOME="$scratch/cache" XDG_STATE_HOME="$scratch/state"

# The sample site's schemas and its good journal entries, over and over.
make_site() {
  from=$here/sample-site
  to=$1
  mkdir -p "$to/src/content/blog"
  cp "$from/package.json" "$from/astro.config.mjs" "$from/tsconfig.json" "$to/"
  cp -R "$from/src/content.config.ts" "$from/src/lib" "$from/src/assets" "$to/src/"
  cp -R "$from/src/content/authors" "$to/src/content/"
  number=0
  while [ "$number" -lt "$2" ]; do
    for name in a-mast-from-one-tree starter-on-holiday sharpening-day a-year-of-sweeping; do
      number=$((number + 1))
      cp "$from/src/content/blog/$name.md" "$to/src/content/blog/$name-$number.md"
    done
  done
}

# Milliseconds; BSD's date has no nanoseconds and writes an N.
now() { date +%s%N | sed 's/N$/000000000/; s/......$//'; }

# Sets `took` to the milliseconds of one check.
measure() {
  before=$(now)
  code=0
  "$frontis" check "$site" --format json >"$scratch/report.json" || code=$?
  took=$(($(now) - before))
  [ "$code" -le 1 ] || { echo "check.sh: frontis ended with $code" >&2; exit 1; }
}

if [ -z "$site" ]; then
  site=$scratch/site
  make_site "$site" 2500
  echo 'frontis check, 2500 entries'
else
  echo "frontis check, $site"
fi
measure
printf 'cold   %6d ms\n' "$took"
run=0
while [ "$run" -lt "$runs" ]; do
  measure
  printf 'warm   %6d ms\n' "$took"
  echo "$took" >>"$scratch/warm"
  run=$((run + 1))
done
[ "$runs" -eq 0 ] || printf 'median %6d ms\n' \
  "$(sort -n "$scratch/warm" | sed -n "$(((runs + 1) / 2))p")"
