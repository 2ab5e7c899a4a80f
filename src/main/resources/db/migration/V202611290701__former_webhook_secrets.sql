-- A secret may be renewed again while the former one is still good: each has its own end.
-- The columns of before stay: nodes that are not replaced yet read them.
ALTER TABLE webhooks ADD COLUMN former_secrets text[] NOT NULL DEFAULT '{}',
    ADD COLUMN rotations_end_at timestamptz[] NOT NULL DEFAULT '{}';
UPDATE webhooks SET former_secrets = ARRAY[former_secret], rotations_end_at = ARRAY[rotation_ends_at]
 WHERE former_secret IS NOT NULL AND rotation_ends_at > now();
