/** Protected identity, reasons for access, the audit log and its checks, purging. */
export const scopeStep = {
  id: 4,
  statements: `
    -- Placements under protected identity, and who alone may see each.
    CREATE TABLE protected_placements (
      placement_id TEXT PRIMARY KEY REFERENCES placements (id), since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE protected_readers (
      placement_id TEXT NOT NULL REFERENCES protected_placements (placement_id),
      user_id TEXT NOT NULL REFERENCES users (id),
      PRIMARY KEY (placement_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE protection_changes (
      id TEXT PRIMARY KEY, placement_id TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT,
      is_protected INTEGER NOT NULL, readers TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX protection_changes_by_placement ON protection_changes (placement_id, at);

    -- Why somebody read a case in which she had no assignment; holds for a while.
    CREATE TABLE access_reasons (
      user_id TEXT NOT NULL REFERENCES users (id), placement_id TEXT NOT NULL,
      given_at TEXT NOT NULL, expires_at TEXT NOT NULL, reason TEXT NOT NULL, comment TEXT NOT NULL,
      PRIMARY KEY (user_id, placement_id, given_at)
    ) STRICT, WITHOUT ROWID;

    -- Every read and write of a person's data. Each board has a chain: a row's hash covers the one before.
    CREATE TABLE audit_log (
      board_id TEXT NOT NULL, position INTEGER NOT NULL,
      at TEXT NOT NULL, actor_id TEXT NOT NULL, action TEXT NOT NULL, source TEXT NOT NULL,
      subjects TEXT NOT NULL, marks TEXT NOT NULL, why TEXT, hash TEXT NOT NULL,
      PRIMARY KEY (board_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_log_by_time ON audit_log (board_id, at);
    CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
    CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'nothing is taken out of the audit log'); END;
    -- How far each chain has come, so that a row cut off at the end is missed.
    CREATE TABLE audit_chains (board_id TEXT PRIMARY KEY, last INTEGER NOT NULL, hash TEXT NOT NULL)
      STRICT, WITHOUT ROWID;
    CREATE TABLE log_checks (
      id TEXT PRIMARY KEY, month TEXT NOT NULL, board_id TEXT NOT NULL,
      by_id TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL, comment TEXT NOT NULL
    ) STRICT;
    CREATE INDEX log_checks_by_month ON log_checks (month, board_id);

    -- What is proposed to be purged, who approved it, and that it was done. What was purged is named by pseudonyms.
    CREATE TABLE purges (
      id TEXT PRIMARY KEY, board_id TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL,
      rules TEXT NOT NULL, clients TEXT NOT NULL, state TEXT NOT NULL, done_at TEXT, counts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX purges_by_board ON purges (board_id, made_at);
    CREATE TABLE purge_approvals (
      purge_id TEXT NOT NULL REFERENCES purges (id), user_id TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL,
      PRIMARY KEY (purge_id, user_id)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
