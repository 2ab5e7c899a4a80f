#!/bin/sh
# Makes the owner, the application's role and the database; runs once, on an empty data directory.
set -eu

: "${NAGARE_OWNER_PASSWORD:?}" "${NAGARE_APP_PASSWORD:?}"

psql --set ON_ERROR_STOP=1 --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv owner_password NAGARE_OWNER_PASSWORD
\getenv app_password NAGARE_APP_PASSWORD
CREATE ROLE nagare LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE nagare_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE nagare OWNER nagare;
REVOKE CONNECT ON DATABASE nagare FROM PUBLIC;
GRANT CONNECT ON DATABASE nagare TO nagare_app;
SQL
