-- A proposal that the solution overtook was not rejected, nor is an acceptance that a review ended.
ALTER TABLE problems DROP CONSTRAINT problems_risk_state_check;
ALTER TABLE problems ADD CONSTRAINT problems_risk_state_check
    CHECK (risk_state IN ('proposed', 'accepted', 'rejected', 'withdrawn', 'ended'));
