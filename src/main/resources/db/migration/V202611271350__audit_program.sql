-- Through which program somebody did it, by the name of its token or client. Rows that say nothing of one keep their
-- digest.
ALTER TABLE audit_log ADD COLUMN program varchar(200);
GRANT INSERT (program) ON audit_log TO nagare_app;

CREATE OR REPLACE FUNCTION audit_digest(r audit_log) RETURNS bytea LANGUAGE sql STABLE
    RETURN sha256(convert_to((jsonb_build_array(r.id, (extract(epoch FROM r.at) * 1000000)::bigint, r.position,
        r.tenant_id, r.actor_id, r.actor_name, r.on_behalf_of, r.channel, r.address, r.action, r.entity_type,
        r.entity_id, r.old, r.new, r.request_id)
        || CASE WHEN r.program IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(r.program) END)::text, 'UTF8'));
