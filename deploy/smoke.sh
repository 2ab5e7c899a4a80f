#!/usr/bin/env bash
# Looks whether a Nagare that was just put in place does its work: it lives, somebody signs in, reports an incident, finds it and cancels it.
#   NAGARE_SMOKE_USER=… NAGARE_SMOKE_PASSWORD=… smoke.sh https://nagare.example.jp
# The account needs a role that reports incidents and no second factor; nothing is left behind but a cancelled incident. Ends with 0 where all is well.
set -euo pipefail
base=${1:?the address of Nagare}
: "${NAGARE_SMOKE_USER:?}" "${NAGARE_SMOKE_PASSWORD:?}"
say() { echo "smoke: $*"; }
text() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -1; }
# what is sent comes from the standard input, so that no list of processes shows it
ask() { curl --silent --show-error --fail-with-body --max-time 30 --config - "$base$1"; }
sent() { printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "$(sed 's/["\\]/\\&/g')"; }

curl --silent --show-error --fail --max-time 30 "$base/actuator/health" | grep -q '"status":"UP"'
say "it lives"
token=$(printf '{"username": "%s", "password": "%s"}' "$NAGARE_SMOKE_USER" "$NAGARE_SMOKE_PASSWORD" | sent | ask /api/v1/auth/login | text access_token)
[ -n "$token" ]
say "$NAGARE_SMOKE_USER is signed in"
bearer() { printf 'header = "Authorization: Bearer %s"\n' "$token"; }
id=$( { bearer; echo '{"title": "Smoke test", "priority": "low"}' | sent; } | ask /api/v1/incidents | grep -o '"id":"[^"]*","incident_number"\|"id":"[^"]*"' | head -1 | text id)
[ -n "$id" ]
bearer | ask "/api/v1/incidents/$id" | grep -q '"Smoke test"'
say "an incident was reported and is found"
{ bearer; echo '{"reason": "Smoke test"}' | sent; } | ask "/api/v1/incidents/$id/actions/cancel" | grep -q '"cancelled"'
say "it was cancelled; all is well"
