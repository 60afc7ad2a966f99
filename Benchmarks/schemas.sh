#!/bin/sh
# schemas.sh ZOD [COUNT] [ROUNDS]: validates COUNT entries (10000) with the real Zod under Node and with
# frontis, by turns, ROUNDS times (15). ZOD, or FRONTIS_ZOD, is Zod as one module that Node can import, such
# as node_modules/zod/index.js of a site. Builds the program that it measures.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
zod=${1:-${FRONTIS_ZOD:-}}
[ -n "$zod" ] && [ -f "$zod" ] || {
  echo 'schemas.sh: say where Zod is: schemas.sh node_modules/zod/index.js, or FRONTIS_ZOD' >&2
  exit 2
}
command -v node >/dev/null || { echo 'schemas.sh: node is not there' >&2; exit 2; }
zod=$(realpath "$zod")
[ $# -eq 0 ] || shift
swift build --package-path "$here" --configuration release --product SchemaBenchmark --quiet
exec node "$here/Benchmarks/SchemaBenchmark/run.mjs" "$here/.build/release/SchemaBenchmark" "$zod" "$@"
