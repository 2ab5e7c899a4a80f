-- With which browsers and from which networks somebody has signed in of late, so that he is told of another.
CREATE TABLE known_sign_ins (
    tenant_id uuid         NOT NULL,
    user_id   uuid         NOT NULL REFERENCES users (id),
    browser   varchar(60)  NOT NULL,
    network   varchar(60)  NOT NULL,
    seen_at   timestamptz  NOT NULL,
    PRIMARY KEY (user_id, browser, network)
);
SELECT secure_tenant_table('known_sign_ins');
