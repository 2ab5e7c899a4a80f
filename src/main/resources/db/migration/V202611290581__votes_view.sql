-- Who voted how, for whoever reports on what was approved by whom.
CREATE VIEW change_votes_view WITH (security_invoker = true) AS
    SELECT s.tenant_id, r.change_id, r.number AS round, s.member_id, s.holder_id, s.vote, s.voted_at
      FROM change_seats s JOIN change_rounds r ON r.id = s.round_id
     WHERE s.vote IS NOT NULL;
