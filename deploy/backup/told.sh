# For the other scripts: told NAME [KIND] notes that it was done now, for node_exporter's textfile collector, whose folder is
# NAGARE_METRICS; without it nothing is noted. rules.yml has the alerts. Where it cannot be noted, what was done stays done.
told() {
	[ -n "${NAGARE_METRICS:-}" ] || return 0
	local file="$NAGARE_METRICS/nagare_$1${2:+_$2}.prom"
	{
		printf 'nagare_%s_done_timestamp_seconds%s %s\n' "$1" "${2:+{kind=\"$2\"\}}" "$(date +%s)" > "$file.part" &&
			mv "$file.part" "$file"
	} || echo "$file could not be written" >&2
}
