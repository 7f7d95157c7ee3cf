/** Step 7: sealed copies of open drafts, which the register can neither read nor count the answers of. */
export const draftStep = {
  id: 7,
  statements: `
    -- Whose drafts a key opens. The key itself is never here: only as her devices have wrapped it.
    CREATE TABLE owner_keys (
      user_id TEXT PRIMARY KEY REFERENCES users (id), key_id TEXT NOT NULL, made_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE owner_key_slots (
      user_id TEXT NOT NULL REFERENCES owner_keys (user_id), device_id TEXT NOT NULL,
      slot TEXT NOT NULL, stored_at TEXT NOT NULL,
      PRIMARY KEY (user_id, device_id),
      FOREIGN KEY (device_id, user_id) REFERENCES device_users (device_id, user_id)
    ) STRICT, WITHOUT ROWID;

    -- One of each draft and device. No reference to follow_ups: one that was not planned is there first.
    CREATE TABLE draft_copies (
      user_id TEXT NOT NULL REFERENCES owner_keys (user_id), follow_up_id TEXT NOT NULL, device_id TEXT NOT NULL,
      key_id TEXT NOT NULL, revision INTEGER NOT NULL, content TEXT NOT NULL, stored_at TEXT NOT NULL,
      PRIMARY KEY (user_id, follow_up_id, device_id),
      FOREIGN KEY (device_id, user_id) REFERENCES device_users (device_id, user_id)
    ) STRICT;
    CREATE INDEX draft_copies_by_age ON draft_copies (stored_at);
    CREATE INDEX draft_copies_by_follow_up ON draft_copies (follow_up_id);
  `,
};
