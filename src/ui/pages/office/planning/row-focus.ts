import { tick } from 'svelte';

/** The id of the row of that follow-up or placement. */
export const rowId = (id: string): string => `row-${id}`;

/** What was pressed is gone with the form: its row has the focus, and where that has left the list the page's heading. */
export const returnFocus = async (id: string | null): Promise<void> => {
  await tick();
  const row = id === null ? null : document.getElementById(rowId(id));
  (row?.querySelector('button') ?? document.querySelector<HTMLElement>('#main h1'))?.focus();
};
