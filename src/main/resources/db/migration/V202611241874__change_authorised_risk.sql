-- The level of risk that was authorised: a change that moves into another window and rises above it is authorised anew.
ALTER TABLE changes ADD COLUMN authorised_risk varchar(10) CHECK (authorised_risk IN ('low', 'medium', 'high'));
