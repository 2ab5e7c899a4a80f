-- The zone of a tenant that chose none is a setting of the product.
ALTER TABLE tenants ALTER COLUMN time_zone DROP DEFAULT;
