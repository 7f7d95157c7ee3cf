/** Step 8: recoveries with reasons and an end of their own, and what a lost tablet has delivered. */
export const recoveryStep = {
  id: 8,
  statements: `
    -- What is kept opens one slot; it is the half of the key that is not on the tablet.
    ALTER TABLE recovery_deposits ADD COLUMN slot_id TEXT NOT NULL DEFAULT '';
    -- The board whose log tells of it.
    ALTER TABLE recoveries ADD COLUMN board_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE recoveries ADD COLUMN rejected_at TEXT;
    ALTER TABLE recoveries ADD COLUMN rejected_by TEXT REFERENCES users (id);
    ALTER TABLE recoveries ADD COLUMN rejected_because TEXT;
    ALTER TABLE recoveries ADD COLUMN withdrawn_at TEXT;
    -- What she was given, sealed for her tablet's key: given again where the first answer was lost on its way.
    ALTER TABLE recoveries ADD COLUMN released TEXT;
    ALTER TABLE recovery_approvals ADD COLUMN reason TEXT NOT NULL DEFAULT '';

    -- When a lost tablet last delivered something, or said that nothing was left.
    ALTER TABLE devices ADD COLUMN delivered_at TEXT;
  `,
};
