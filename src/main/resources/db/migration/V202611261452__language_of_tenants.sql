-- In which language the product writes what is kept once for all people of a tenant.
ALTER TABLE tenants ADD COLUMN language varchar(2) NOT NULL DEFAULT 'ja';
