-- What a webhook that writes to a chat says, and in which language: the tenant's, and the product's words, where it says nothing.
ALTER TABLE webhooks
    ADD COLUMN language text CHECK (language IN ('ja', 'en')),
    ADD COLUMN template text;
