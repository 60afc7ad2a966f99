#!/bin/sh
# check.sh [FRONTIS] [ENTRIES] [RUNS]: wall time of `frontis check` on a site with ENTRIES entries (2500),
# first without any index, then RUNS times (5) with a warm one. Writes only to a temporary folder.
set -eu
cd "$(dirname "$0")/.."
frontis=$(realpath "${1:-.build/release/frontis}")
entries=${2:-2500}
runs=${3:-5}
[ -x "$frontis" ] || { echo "check.sh: $frontis is not there; run make build" >&2; exit 2; }

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT INT TERM
export XDG_CACHE_HOME="$site/cache" XDG_STATE_HOME="$site/state"

# The sample site's schemas and its good journal entries, over and over.
mkdir -p "$site/site/src/content/blog"
cp sample-site/package.json sample-site/astro.config.mjs sample-site/tsconfig.json "$site/site/"
cp -R sample-site/src/content.config.ts sample-site/src/lib sample-site/src/assets "$site/site/src/"
cp -R sample-site/src/content/authors "$site/site/src/content/"
number=0
while [ "$number" -lt "$entries" ]; do
  for name in a-mast-from-one-tree starter-on-holiday sharpening-day a-year-of-sweeping; do
    [ "$number" -lt "$entries" ] || break
    number=$((number + 1))
    cp "sample-site/src/content/blog/$name.md" "$site/site/src/content/blog/$name-$number.md"
  done
done

now() { date +%s%N 2>/dev/null | sed 's/N$/000000000/'; }

measure() {
  before=$(now)
  code=0
  "$frontis" check "$site/site" --format json >"$site/report.json" || code=$?
  after=$(now)
  [ "$code" -le 1 ] || { echo "check.sh: frontis ended with $code" >&2; exit 1; }
  printf '%-6s %6d ms\n' "$1" $(((after - before) / 1000000))
}

printf 'frontis check, %s entries\n' "$entries"
measure cold
run=0
while [ "$run" -lt "$runs" ]; do
  measure warm
  run=$((run + 1))
done
