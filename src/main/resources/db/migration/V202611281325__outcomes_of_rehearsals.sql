-- Which tickets were asked, and what becomes of them by the model in force and by the changed one.
ALTER TABLE rehearsals ADD COLUMN asked_from timestamptz;
ALTER TABLE rehearsals ADD COLUMN asked_to timestamptz;
ALTER TABLE rehearsals ADD COLUMN outcomes jsonb NOT NULL DEFAULT '[]';
UPDATE rehearsals SET asked_from = '1970-01-01T00:00:00Z', asked_to = created_at;
ALTER TABLE rehearsals ALTER COLUMN asked_from SET NOT NULL;
ALTER TABLE rehearsals ALTER COLUMN asked_to SET NOT NULL;

-- What a table of teams asks of items.
CREATE OR REPLACE VIEW configuration_items_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, owner_user_id, ci_class, description, attributes,
           status = 'live' AND deleted_at IS NULL AS is_live, tier
      FROM configuration_items;
