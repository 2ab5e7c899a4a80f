-- Who did what, written in the transaction that did it, and sealed afterwards into a chain of hashes.
-- See docs/adr/audit.md.

-- Rows are sealed in the order of their transactions' numbers. A copy of the database that was loaded into another
-- server goes on counting where the old one stopped: see audit_catch_up.
CREATE FUNCTION audit_ahead() RETURNS bigint LANGUAGE sql STABLE RETURN 0::bigint;

CREATE FUNCTION audit_position() RETURNS bigint LANGUAGE sql VOLATILE
    RETURN pg_current_xact_id()::text::bigint + audit_ahead();

-- The Monday, in UTC, of the week that a moment lies in.
CREATE FUNCTION audit_week(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE
    RETURN date_trunc('week', moment AT TIME ZONE 'UTC')::date;

-- The moment at which the day begins in UTC.
CREATE FUNCTION audit_begin(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN day::timestamp AT TIME ZONE 'UTC';

CREATE SEQUENCE audit_log_id_seq AS bigint CACHE 1;

-- No foreign keys: the log outlives what it tells of. Rows without a tenant are the platform's.
CREATE TABLE audit_log (
    id           bigint NOT NULL DEFAULT nextval('audit_log_id_seq'),
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    position     bigint NOT NULL DEFAULT audit_position(),
    tenant_id    uuid,
    actor_id     uuid,
    actor_name   varchar(100),
    on_behalf_of uuid,
    channel      varchar(20) NOT NULL,
    address      varchar(64),
    action       varchar(100) NOT NULL,
    entity_type  varchar(50) NOT NULL,
    entity_id    text,
    old          jsonb,
    new          jsonb,
    request_id   uuid,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_log_position ON audit_log (position);
CREATE INDEX audit_log_newest ON audit_log (tenant_id, at DESC, id DESC);
CREATE INDEX audit_log_entity ON audit_log (entity_id, at DESC);
SELECT secure_tenant_table('audit_log');

-- What stands in no other partition, so that a row never fails for want of one.
CREATE TABLE audit_log_rest PARTITION OF audit_log DEFAULT;

-- The application reads and adds rows, and gives them no number, time or place of its own choice. The partitions are
-- reached through the table alone.
REVOKE ALL ON audit_log, audit_log_rest FROM nagare_app;
GRANT SELECT, INSERT (tenant_id, actor_id, actor_name, on_behalf_of, channel, address, action, entity_type, entity_id,
    old, new, request_id) ON audit_log TO nagare_app;

-- Makes the partitions of this and the following weeks, where they are missing. A week whose rows already went to
-- audit_log_rest stays there.
CREATE FUNCTION audit_prepare_weeks() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public
    SET lock_timeout = '1s'
AS $$
DECLARE
    monday date;
    part   text;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('nagare.audit.weeks')) THEN
        RETURN;
    END IF;
    FOR ahead IN 0..7 LOOP
        monday := audit_week(now()) + 7 * ahead;
        part := 'audit_log_' || to_char(monday, 'YYYYMMDD');
        IF to_regclass('public.' || part) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE TABLE public.%I PARTITION OF public.audit_log FOR VALUES FROM (%L) TO (%L)',
                    part, audit_begin(monday), audit_begin(monday + 7));
                EXECUTE format('REVOKE ALL ON public.%I FROM nagare_app', part);
            EXCEPTION WHEN check_violation OR lock_not_available THEN
                -- the next call tries again
                RAISE LOG 'Partition % could not be made: %', part, SQLERRM;
            END;
        END IF;
    END LOOP;
END
$$;
SELECT audit_prepare_weeks();

-- One seal covers the rows of one week whose position lies between two marks: from, included, and to, excluded.
CREATE TABLE audit_seals (
    number        bigint PRIMARY KEY,
    sealed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    week          date NOT NULL,
    from_position bigint NOT NULL,
    to_position   bigint NOT NULL CHECK (to_position > from_position),
    row_count     bigint NOT NULL CHECK (row_count > 0),
    rows_digest   bytea NOT NULL,
    previous      bytea,
    seal          bytea NOT NULL
);
ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON audit_seals USING (current_setting('nagare.tenant', true) = 'platform');

-- Weeks whose rows were taken out, by whom and when. Their seals stay.
CREATE TABLE audit_archives (
    week        date PRIMARY KEY,
    archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_by text NOT NULL DEFAULT session_user
);
ALTER TABLE audit_archives ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_archives FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON audit_archives USING (current_setting('nagare.tenant', true) = 'platform');

REVOKE ALL ON audit_seals, audit_archives FROM nagare_app;
GRANT SELECT ON audit_seals, audit_archives TO nagare_app;

-- A row's SHA-256. The bytes are PostgreSQL's text of a JSON array, in UTF-8; the time is in microseconds since 1970.
CREATE FUNCTION audit_digest(r audit_log) RETURNS bytea LANGUAGE sql STABLE
    RETURN sha256(convert_to(jsonb_build_array(r.id, (extract(epoch FROM r.at) * 1000000)::bigint, r.position,
        r.tenant_id, r.actor_id, r.actor_name, r.on_behalf_of, r.channel, r.address, r.action, r.entity_type,
        r.entity_id, r.old, r.new, r.request_id)::text, 'UTF8'));

-- A seal: the SHA-256 of the seal before it and of all this one says.
CREATE FUNCTION audit_seal_of(s audit_seals) RETURNS bytea LANGUAGE sql STABLE
    RETURN sha256(coalesce(s.previous, ''::bytea) || convert_to(jsonb_build_array(s.number,
        (extract(epoch FROM s.sealed_at) * 1000000)::bigint, s.week, s.from_position, s.to_position, s.row_count,
        encode(s.rows_digest, 'hex'))::text, 'UTF8'));

-- Seals what is unsealed and tells how many rows that were. Every transaction numbered below the oldest running one has
-- ended, so nothing can be added there later. Of several callers one works. Called for the platform: a tenant would see
-- no seals, and may write none.
CREATE FUNCTION audit_seal() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public
AS $$
DECLARE
    last   audit_seals;
    next   audit_seals;
    begun  bigint;
    upto   bigint;
    sealed bigint := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('nagare.audit.seal')) THEN
        RETURN 0;
    END IF;
    SELECT * INTO last FROM audit_seals ORDER BY number DESC LIMIT 1;
    begun := coalesce(last.to_position, 0);
    upto := pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit_ahead();
    FOR next.week, next.row_count, next.rows_digest IN
        SELECT audit_week(r.at), count(*), sha256(string_agg(audit_digest(r), ''::bytea ORDER BY r.position, r.id))
          FROM audit_log r
         WHERE r.position >= begun AND r.position < upto
         GROUP BY 1 ORDER BY 1
    LOOP
        next.number := coalesce(last.number, 0) + 1;
        next.sealed_at := clock_timestamp();
        next.from_position := begun;
        next.to_position := upto;
        next.previous := last.seal;
        next.seal := audit_seal_of(next);
        INSERT INTO audit_seals SELECT (next).*;
        last := next;
        sealed := sealed + next.row_count;
    END LOOP;
    RETURN sealed;
END
$$;

-- How many rows nobody has sealed for a minute.
CREATE FUNCTION audit_overdue() RETURNS bigint LANGUAGE sql STABLE
AS $$
    SELECT count(*) FROM audit_log r
     WHERE r.position >= (SELECT coalesce(max(s.to_position), 0) FROM audit_seals s)
       AND r.at < now() - interval '1 minute'
$$;

-- Everything that is wrong with the log, nothing where it is whole. One statement, so that it sees one moment.
CREATE FUNCTION audit_findings()
    RETURNS TABLE (finding text, seal_number bigint, week date, expected bigint, found bigint)
    LANGUAGE sql STABLE
AS $$
    WITH chain AS MATERIALIZED (
        SELECT s.number, s.week, s.previous, s.seal, s.to_position, audit_seal_of(s) AS right_seal,
               lag(s.number) OVER w AS number_before, lag(s.seal) OVER w AS seal_before
          FROM audit_seals s WINDOW w AS (ORDER BY s.number)
    ), mark AS (
        SELECT coalesce(max(to_position), 0) AS upto FROM audit_seals
    ), compared AS MATERIALIZED (
        SELECT s.number, s.week, s.row_count, s.rows_digest, now_there.row_count AS found, now_there.digest
          FROM audit_seals s CROSS JOIN LATERAL (
               SELECT count(*) AS row_count,
                      sha256(coalesce(string_agg(audit_digest(r), ''::bytea ORDER BY r.position, r.id), '')) AS digest
                 FROM audit_log r
                WHERE r.position >= s.from_position AND r.position < s.to_position
                  AND r.at >= audit_begin(s.week) AND r.at < audit_begin(s.week + 7)) now_there
         WHERE s.week NOT IN (SELECT a.week FROM audit_archives a)
    ), present AS (
        SELECT audit_week(r.at) AS week, count(*) AS row_count
          FROM audit_log r, mark WHERE r.position < mark.upto GROUP BY 1
    )
    SELECT 'seals_removed', c.number, c.week, c.number - coalesce(c.number_before, 0) - 1, 0::bigint
      FROM chain c WHERE c.number <> coalesce(c.number_before, 0) + 1
    UNION ALL
    SELECT 'seal_altered', c.number, c.week, NULL, NULL FROM chain c
     WHERE c.seal <> c.right_seal
        OR (c.number = coalesce(c.number_before, 0) + 1 AND c.previous IS DISTINCT FROM c.seal_before)
    UNION ALL
    SELECT CASE WHEN c.found < c.row_count THEN 'rows_removed' WHEN c.found > c.row_count THEN 'rows_inserted'
                ELSE 'rows_altered' END, c.number, c.week, c.row_count, c.found
      FROM compared c WHERE c.found <> c.row_count OR c.digest <> c.rows_digest
    UNION ALL
    SELECT 'rows_inserted', NULL, p.week, coalesce(sealed.found, 0)::bigint, p.row_count
      FROM present p LEFT JOIN (SELECT c.week, sum(c.found) AS found FROM compared c GROUP BY c.week) sealed
        ON sealed.week = p.week
     WHERE p.row_count <> coalesce(sealed.found, 0)
    UNION ALL
    SELECT 'rows_unsealed', NULL, NULL, 0, audit_overdue() WHERE audit_overdue() > 0
    ORDER BY 2 NULLS LAST, 3
$$;

-- Takes a past week out of the log, for the owner to copy elsewhere and drop, and puts that on record.
CREATE FUNCTION audit_archive_week(monday date) RETURNS text
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $$
DECLARE
    part text := 'audit_log_' || to_char(monday, 'YYYYMMDD');
BEGIN
    IF monday <> audit_week(audit_begin(monday)) OR monday > audit_week(now()) - 14 THEN
        RAISE EXCEPTION '% is not a Monday at least two weeks ago', monday;
    END IF;
    PERFORM set_config('nagare.tenant', 'platform', true);
    EXECUTE format('ALTER TABLE public.audit_log DETACH PARTITION public.%I', part);
    INSERT INTO audit_archives (week) VALUES (monday);
    INSERT INTO audit_log (actor_name, channel, action, entity_type, entity_id)
        VALUES (left(session_user, 100), 'sql', 'audit.archived', 'audit_week', monday::text);
    RETURN part;
END
$$;

-- A database that was dumped and loaded runs on a server that counts transactions from the start again. Called after
-- every migration; does nothing as long as the numbers are ahead.
CREATE FUNCTION audit_catch_up() RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $$
DECLARE
    used bigint;
    next bigint;
BEGIN
    PERFORM set_config('nagare.tenant', 'platform', true);
    SELECT greatest((SELECT max(to_position) FROM audit_seals), (SELECT max(position) FROM audit_log)),
           pg_snapshot_xmax(pg_current_snapshot())::text::bigint INTO used, next;
    IF used > next + audit_ahead() THEN
        EXECUTE format('CREATE OR REPLACE FUNCTION public.audit_ahead() RETURNS bigint LANGUAGE sql STABLE RETURN %s::bigint',
            used - next + 1);
    END IF;
END
$$;

REVOKE EXECUTE ON FUNCTION audit_archive_week(date), audit_catch_up() FROM PUBLIC;
