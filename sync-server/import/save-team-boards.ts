import { insert, type Saving } from './saving.ts';

/** Makes these the boards that a team handles; says whether that is a change. */
export async function saveTeamBoards(
  saving: Saving,
  teamId: string,
  boardIds: readonly string[],
): Promise<boolean> {
  const rows = await saving.query
    .selectFrom('team_boards')
    .select('board_id')
    .where('team_id', '=', teamId)
    .execute();
  const before = new Set(rows.map(({ board_id }) => board_id));
  const after = new Set(boardIds);
  const added = after.difference(before);
  const removed = before.difference(after);
  for (const boardId of added) insert(saving, 'team_boards', { team_id: teamId, board_id: boardId });
  for (const boardId of removed) {
    saving.transaction
      ?.prepare('DELETE FROM team_boards WHERE team_id = ? AND board_id = ?')
      .run(teamId, boardId);
  }
  return added.size + removed.size > 0;
}
