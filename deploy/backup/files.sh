#!/usr/bin/env bash
# Copies new attachments away, again and again: files.sh FROM TO [SECONDS]. A file is written once and never changed, and stands
# before its row does; so what is copied some seconds behind the database is lost with those seconds at most. Without SECONDS it
# copies once. Where a file cannot be copied it ends, and the next start begins where this one did.
set -euo pipefail
. "$(dirname "$0")/told.sh"
from=${1:?the folder attachments of the data directory}
to=${2:?where to}
each=${3:-}
mkdir -p "$to"
to=$(realpath "$to")
mark=$to/.copied
rm -f "$to"/.next.*
while true; do
	next=$(mktemp "$to/.next.XXXXXX")
	# for what is being written just now, and for another machine's clock; what is there already is passed over
	touch -d '-10 minutes' "$next"
	chmod 644 "$next"
	if [ -d "$from" ]; then
		# by the change of its entry: a file that another ticket has too keeps its time
		( cd "$from" && find . -type f $([ -f "$mark" ] && printf -- '-cnewer %s' "$mark") -printf '%s %p\0' ) |
			while IFS=' ' read -r -d '' size file; do
				[ "$(stat -c %s "$to/$file" 2> /dev/null || true)" != "$size" ] || continue
				mkdir -p "$to/$(dirname "$file")"
				if ! cp -pT "$from/$file" "$to/$file.part"; then
					rm -f "$to/$file.part"
					# somebody took it away meanwhile
					[ ! -e "$from/$file" ] || exit 1
					continue
				fi
				mv -T "$to/$file.part" "$to/$file"
			done
	fi
	mv "$next" "$mark"
	told files
	[ -n "$each" ] || break
	sleep "$each"
done
