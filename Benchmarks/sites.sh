#!/bin/sh
# sites.sh [FRONTIS] [MIRRORS] [MANIFEST…]: holds `frontis check` against real public sites and mutated
# copies of them, with sites/score.py from FRONTIS_SHARED or ../shared. MIRRORS, or FRONTIS_MIRRORS, is a
# folder with bare clones as OWNER+NAME/repo or OWNER/NAME.git. Without MANIFEST, every site is scored whose
# repositories are there. Without score.py or the mirrors, says so and ends well.
# MUTATIONS limits how many mutated files of each site are tried.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
frontis=${1:-$here/.build/release/frontis}
mirrors=${2:-${FRONTIS_MIRRORS:-}}
sites=${FRONTIS_SHARED:-$here/../shared}/sites
[ $# -le 2 ] && set -- || shift 2

[ -x "$frontis" ] || { echo "sites.sh: $frontis is not there; run make build" >&2; exit 2; }
[ -e "$sites/score.py" ] || { echo "sites.sh: skipped, $sites/score.py is not there"; exit 0; }
[ -n "$mirrors" ] || { echo 'sites.sh: skipped, no folder of mirrors is named'; exit 0; }
[ -d "$mirrors" ] || { echo "sites.sh: skipped, $mirrors is not there"; exit 0; }
command -v python3 >/dev/null || { echo 'sites.sh: skipped, python3 is not installed'; exit 0; }
frontis=$(realpath "$frontis")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export XDG_CACHE_HOME="$scratch/cache" XDG_STATE_HOME="$scratch/state"
export PYTHONDONTWRITEBYTECODE=1

# The manifests whose own repository and whose packages' repositories are all under the mirrors.
present() {
  python3 - "$mirrors" "$@" <<'PYTHON'
import json, os, sys

def is_there(name):
    flat = name.replace("/", "+")
    return any(os.path.isdir(os.path.join(sys.argv[1], path)) for path in (f"{flat}/repo", f"{name}.git", flat))

for path in sys.argv[2:]:
    with open(path) as file:
        manifest = json.load(file)
    names = [manifest["repo"]] + [package["repo"] for package in manifest["thirdParty"]]
    missing = [name for name in names if not is_there(name)]
    if missing:
        print(f"sites.sh: skipped {manifest['site']}, no mirror of {', '.join(missing)}", file=sys.stderr)
    else:
        print(path)
PYTHON
}

[ $# -gt 0 ] || set -- "$sites"/*.json
present "$@" >"$scratch/manifests"
set --
while read -r manifest; do set -- "$@" "$manifest"; done <"$scratch/manifests"
[ $# -gt 0 ] || { echo 'sites.sh: skipped, no site has all its mirrors'; exit 0; }
python3 "$sites/score.py" --frontis "$frontis" --mirrors "$mirrors" --work "$scratch/sites" \
  --mutations "${MUTATIONS:-1000000}" "$@"
