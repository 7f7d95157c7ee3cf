/** Step 5: versions of questionnaires from draft to retired. What is published is, as before, in `questionnaires`. */
export const questionnaireStep = {
  id: 5,
  statements: `
    CREATE TABLE questionnaire_versions (
      id TEXT NOT NULL, version INTEGER NOT NULL,
      -- draft, published, retired
      state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
      -- The draft; null once it is published: then it is in questionnaires, and never changes.
      document TEXT, changed_at TEXT NOT NULL,
      -- The first day on which it is what new follow-ups ask; null for a draft.
      valid_from TEXT, retired_at TEXT,
      PRIMARY KEY (id, version),
      CHECK ((state = 'draft') = (document IS NOT NULL)),
      CHECK ((state = 'draft') = (valid_from IS NULL))
    ) STRICT, WITHOUT ROWID;
    INSERT INTO questionnaire_versions (id, version, state, document, changed_at, valid_from, retired_at)
      SELECT id, version, 'published', NULL, published_at, substr(published_at, 1, 10), NULL FROM questionnaires;
  `,
};

/** Step 6: who changed a version last; null where nobody did by hand. */
export const questionnaireKeeperStep = {
  id: 6,
  statements: 'ALTER TABLE questionnaire_versions ADD COLUMN changed_by TEXT;',
};
