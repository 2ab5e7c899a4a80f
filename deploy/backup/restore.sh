#!/usr/bin/env bash
# Brings everything back into a fresh place, and looks whether it is whole.
#   restore.sh --pgdata DIR --port PORT --data DIR [--time 2026-11-26T10:15:00+09:00] -- AUDIT...
# --pgdata  an empty directory for PostgreSQL's files
# --data    an empty data directory for Nagare; the attachments come from NAGARE_FILES_BACKUP
# --time    the moment to go back to, as ISO 8601 (2026-11-26T01:15:00.123456Z) or as pgBackRest writes it
#           ('2026-11-26 10:15:00+09'); without an offset it is this machine's time; the end of the archive without --time
# AUDIT     the program that audits, such as: java -jar nagare.jar audit --spring.datasource.url=…
# Runs as the database's system user, with PGBACKREST_REPO1_CIPHER_PASS set; the database stays up afterwards, without
# archiving: turn that on once it is the one that counts. Ends with the audit's exit code.
set -euo pipefail
stanza=${NAGARE_STANZA:-nagare}
bin=${PGBIN:-/usr/lib/postgresql/17/bin}
time=""
began=$(date +%s)

# Writes the moment as pgBackRest reads it, in UTC and to the microsecond; ends where it is none, or is still to come.
moment() {
	local form='^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$' at=""
	if ! [[ $1 =~ $form ]] || ! at=$(LC_ALL=C date -d "$1" +%s.%6N 2> /dev/null); then
		echo "--time: '$1' is no time; write 2026-11-26T01:15:00Z, 2026-11-26T10:15:00+09:00 or '2026-11-26 10:15:00+09'" >&2
		exit 64
	fi
	if [ "${at%.*}" -gt "$began" ]; then
		echo "--time: '$1' is still to come" >&2
		exit 64
	fi
	LC_ALL=C date -u -d "@$at" '+%Y-%m-%d %H:%M:%S.%6N+00'
}

while [ $# -gt 0 ]; do
	case $1 in
		--pgdata) pgdata=$2; shift 2 ;;
		--port) port=$2; shift 2 ;;
		--data) data=$2; shift 2 ;;
		--time) time=$(moment "$2"); shift 2 ;;
		--) shift; break ;;
		*) echo "unknown: $1" >&2; exit 64 ;;
	esac
done
: "${pgdata:?}" "${port:?}" "${data:?}" "${1:?the program that audits}"
say() { echo "$(( $(date +%s) - began )) s: $*"; }

if [ -n "$time" ]; then
	pgbackrest --stanza="$stanza" --pg1-path="$pgdata" --archive-mode=off --type=time --target="$time" \
		--target-action=promote restore
else
	pgbackrest --stanza="$stanza" --pg1-path="$pgdata" --archive-mode=off restore
fi
say "the database's files are there"

# Debian keeps the server's settings elsewhere, and so they are in no backup. A copy goes through the archive with no less of
# these than the server had, which the backup knows.
if [ ! -f "$pgdata/postgresql.conf" ]; then
	"$bin/pg_controldata" "$pgdata" | awk -F': *' '
		{ sub(/ setting$/, "", $1) }
		$1 ~ /^max_(connections|worker_processes|wal_senders|locks_per_xact|prepared_xacts)$/ {
			sub(/locks_per_xact/, "locks_per_transaction", $1); sub(/prepared_xacts/, "prepared_transactions", $1)
			print $1 " = " $2
		}' > "$pgdata/postgresql.conf"
	say "the database's files had no settings; it starts with what the backup knows of them"
fi
if [ ! -f "$pgdata/pg_hba.conf" ]; then
	printf '%s\n' 'local all all peer' 'host all all 127.0.0.1/32 scram-sha-256' > "$pgdata/pg_hba.conf"
fi
[ -f "$pgdata/pg_ident.conf" ] || touch "$pgdata/pg_ident.conf"

"$bin/pg_ctl" --pgdata="$pgdata" --wait --timeout=14400 --log="$pgdata/restore.log" \
	--options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$pgdata" start > /dev/null
until [ "$("$bin/psql" -h "$pgdata" -p "$port" -d postgres -Atc 'SELECT pg_is_in_recovery()')" = f ]; do sleep 0.2; done
say "the database is as it was ${time:+at }${time:-at the end of the archive}"

if [ -d "${NAGARE_FILES_BACKUP:?}" ]; then
	mkdir -p "$data/attachments"
	cp -a "$NAGARE_FILES_BACKUP/." "$data/attachments/"
	rm -f "$data"/attachments/.copied "$data"/attachments/.next.*
fi
say "the attachments are there"

code=0
"$@" --nagare.data-dir="$data" || code=$?
say "the audit has ended"
exit $code
