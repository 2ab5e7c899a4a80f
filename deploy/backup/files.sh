#!/usr/bin/env bash
# Copies new attachments away, again and again: files.sh FROM TO [SECONDS]. A file is written once and never changed, and stands
# before its row does; so what is copied some seconds behind the database is lost with those seconds at most. Without SECONDS it
# copies once.
set -euo pipefail
from=${1:?the folder attachments of the data directory}
to=${2:?where to}
each=${3:-}
mkdir -p "$to"
to=$(realpath "$to")
mark=$to/.copied
while true; do
	next=$(mktemp "$to/.next.XXXXXX")
	# a second behind, for what is being written just now
	touch -d '-1 second' "$next"
	chmod 644 "$next"
	if [ -d "$from" ]; then
		( cd "$from" && find . -type f $([ -f "$mark" ] && printf -- '-newer %s' "$mark") -print0 ) |
			while IFS= read -r -d '' file; do
				mkdir -p "$to/$(dirname "$file")"
				cp -p "$from/$file" "$to/$file.part" && mv "$to/$file.part" "$to/$file"
			done
	fi
	mv "$next" "$mark"
	[ -n "$each" ] || break
	sleep "$each"
done
