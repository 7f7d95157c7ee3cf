/** Second factors, what has been begun and not finished, people known by a provider, and sessions that can be listed. */
export const identityTables = {
  id: 3,
  statements: `
    -- Whoever is signed in signs in anew: what her session says of when she proved who she is would be missing.
    DROP TABLE sessions;
    CREATE TABLE sessions (
      token_hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL REFERENCES users (id),
      label TEXT NOT NULL, created_at TEXT NOT NULL, seen_at TEXT NOT NULL,
      -- When she last proved who she is, and whether with an account here ('local') or at a provider ('external').
      proved_at TEXT NOT NULL, way TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sessions_by_user ON sessions (user_id);

    CREATE TABLE second_factors (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id), kind TEXT NOT NULL, label TEXT NOT NULL,
      -- Of a code generator: its sealed secret, and the last time step of which a code was taken.
      secret TEXT, last_step INTEGER,
      -- Of a passkey.
      credential_id TEXT UNIQUE, public_key TEXT, counter INTEGER,
      created_at TEXT NOT NULL, used_at TEXT
    ) STRICT;
    CREATE INDEX second_factors_by_user ON second_factors (user_id);

    CREATE TABLE ceremonies (
      token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, expires_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE external_identities (
      issuer TEXT NOT NULL, subject TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users (id),
      -- Who says what she may do: an administrator ('invitation'), or the provider at each sign-in ('claims').
      rights_by TEXT NOT NULL, linked_at TEXT NOT NULL,
      PRIMARY KEY (issuer, subject)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX external_identities_by_user ON external_identities (user_id);
  `,
};
