#!/usr/bin/env bash
# Copies the database away: backup.sh full (daily), backup.sh incr (each four hours); backup.sh verify reads each file of every
# repository and compares it with its hash. Runs on the machine of the database, as
# its system user. The write-ahead log follows by itself, see pgbackrest.conf. Attachments: files.sh.
set -euo pipefail
. "$(dirname "$0")/told.sh"
kind=${1:?full, incr or verify}
stanza=${NAGARE_STANZA:-nagare}
if [ "$kind" = verify ]; then
	pgbackrest --stanza="$stanza" --output=text --verbose verify
	told backup verify
	exit
fi
pgbackrest --stanza="$stanza" stanza-create
pgbackrest --stanza="$stanza" check
pgbackrest --stanza="$stanza" --type="$kind" backup
told backup "$kind"
pgbackrest --stanza="$stanza" info
