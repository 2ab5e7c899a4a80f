-- On which clock people of a tenant read times.
ALTER TABLE tenants ADD COLUMN time_zone varchar(50) NOT NULL DEFAULT 'Asia/Tokyo';
