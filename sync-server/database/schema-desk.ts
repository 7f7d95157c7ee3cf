/** Step 9: indexes of the review desk by unit hold all that its lists are narrowed by; what a tablet did not deliver. */
export const deskStep = {
  id: 9,
  statements: `
    DROP INDEX entries_queue_by_unit;
    CREATE INDEX entries_queue_by_unit ON entries (unit_id, queue, queued_at, follow_up_id, board_id);
    CREATE INDEX entries_conflicts_by_unit ON entries (unit_id, queued_at, follow_up_id, board_id)
      WHERE has_conflict = 1;
    -- What a lost tablet had in its queue, and could not deliver without its author, when it erased itself.
    ALTER TABLE devices ADD COLUMN undelivered INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX items_settled ON items (follow_up_id, receipt) WHERE settled_at IS NOT NULL;
  `,
};
