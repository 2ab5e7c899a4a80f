#!/usr/bin/env bash
# Brings everything back into a place of its own, audits it, says how long it took, and clears it away. Exit code: the audit's.
#   NAGARE_JAR       the product's jar
#   NAGARE_REHEARSAL where there is room for it all (/var/tmp without it)
# The settings of restore.sh, and SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD for the audit.
set -euo pipefail
. "$(dirname "$0")/told.sh"
here=$(cd "$(dirname "$0")" && pwd)
bin=${PGBIN:-/usr/lib/postgresql/17/bin}
port=${NAGARE_REHEARSAL_PORT:-54330}
place=$(mktemp -d "${NAGARE_REHEARSAL:-/var/tmp}/nagare-rehearsal.XXXXXX")
clear() {
	"$bin/pg_ctl" --pgdata="$place/database" --mode=immediate stop > /dev/null 2>&1 || true
	rm -rf "$place"
}
trap clear EXIT
mkdir -m 700 "$place/database" "$place/data"
began=$(date +%s)
code=0
"$here/restore.sh" --pgdata "$place/database" --port "$port" --data "$place/data" -- \
	java -jar "${NAGARE_JAR:?the jar of the product}" audit \
	--spring.datasource.url="jdbc:postgresql://127.0.0.1:$port/${NAGARE_DATABASE:-nagare}" || code=$?
echo "rehearsed in $(( $(date +%s) - began )) s, audit: $code"
[ "$code" != 0 ] || told rehearsal
exit $code
