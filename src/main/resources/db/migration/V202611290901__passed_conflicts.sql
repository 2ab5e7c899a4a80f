-- Auditors read with what a change met, who saw it and when.
CREATE OR REPLACE VIEW change_acknowledgements_view WITH (security_invoker = true) AS
    SELECT a.tenant_id, a.change_id, a.conflict, a.by_right, split_part(a.conflict, '/', 1) AS kind,
           substring(split_part(a.conflict, '/', 2) FROM '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid AS other_id, f.name AS freeze,
           a.acknowledged_by, a.acknowledged_at
      FROM change_acknowledgements a
      LEFT JOIN freezes f ON a.conflict LIKE 'freeze/%'
            AND f.id = substring(split_part(a.conflict, '/', 2) FROM '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid;
