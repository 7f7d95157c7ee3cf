/** Step 2: the keys of authors, tablets that are lost, and recovery of what lies on them. */
export const sealingStep = {
  id: 2,
  statements: `
    -- Each key that a person has had on a tablet: what an older one has signed stays signed.
    CREATE TABLE author_keys (
      device_id TEXT NOT NULL, user_id TEXT NOT NULL, public_key TEXT NOT NULL, enrolled_at TEXT NOT NULL,
      PRIMARY KEY (device_id, user_id, public_key),
      FOREIGN KEY (device_id, user_id) REFERENCES device_users (device_id, user_id)
    ) STRICT, WITHOUT ROWID;

    -- A lost tablet may still deliver; one that is erased (by itself, or revoked_at) sends nothing more.
    ALTER TABLE devices ADD COLUMN lost_at TEXT;
    ALTER TABLE devices ADD COLUMN erased_at TEXT;

    -- The data key of a person's store on a tablet, sealed for her board's recovery key.
    CREATE TABLE recovery_deposits (
      device_id TEXT NOT NULL, user_id TEXT NOT NULL, board_id TEXT NOT NULL, key_id TEXT NOT NULL,
      sealed TEXT NOT NULL, deposited_at TEXT NOT NULL,
      PRIMARY KEY (device_id, user_id),
      FOREIGN KEY (device_id, user_id) REFERENCES device_users (device_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE recoveries (
      id TEXT PRIMARY KEY, device_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users (id),
      -- What the data key is sealed for; its private half lives in the worker of the tablet that asked.
      public_key TEXT NOT NULL,
      asked_at TEXT NOT NULL, fetched_at TEXT
    ) STRICT;
    CREATE INDEX recoveries_open ON recoveries (asked_at) WHERE fetched_at IS NULL;
    CREATE TABLE recovery_approvals (
      recovery_id TEXT NOT NULL REFERENCES recoveries (id),
      user_id TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL,
      PRIMARY KEY (recovery_id, user_id)
    ) STRICT, WITHOUT ROWID;
    -- Who did what in a recovery, and when. Rows are added and never changed.
    CREATE TABLE recovery_log (
      ordinal INTEGER PRIMARY KEY, recovery_id TEXT NOT NULL, event TEXT NOT NULL,
      by_id TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER recovery_log_stays BEFORE UPDATE ON recovery_log
      BEGIN SELECT raise(ABORT, 'the log of recoveries is not changed'); END;
    CREATE TRIGGER recovery_log_is_kept BEFORE DELETE ON recovery_log
      BEGIN SELECT raise(ABORT, 'the log of recoveries is not shortened'); END;
  `,
};
