import type { TabletWorker } from '#worker/api.ts';
import type { Session } from './session.svelte.ts';
import type { VisitEditor } from './visit-editor.svelte.ts';

/** What Följsam has put on the clipboard and nobody but its user should find there. */
let isOnClipboard = false;

/** Puts words on the clipboard; locking takes them away again. False where the browser refuses. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    isOnClipboard = true;
    return true;
  } catch {
    // No clipboard without a secure page, or it was refused: the person can do it.
    return false;
  }
};

/** Takes away what Följsam has put on the clipboard. */
export const emptyClipboard = async (): Promise<void> => {
  if (!isOnClipboard) return;
  isOnClipboard = false;
  try {
    await navigator.clipboard.writeText('');
  } catch {
    // The browser lets no page write that is not in front; what is there was put there by its user's own press.
  }
};

/**
 * Locks: what is being written goes to the disk, the store is shut, its key is gone with the worker, and the page is
 * loaded anew with nothing in it. Where something cannot be written it must not be lost: then the page stays in memory,
 * covered by the lock.
 */
export const lockApp = async (
  worker: TabletWorker,
  session: Session,
  editors: Iterable<VisitEditor>,
): Promise<void> => {
  const open = [...editors];
  await Promise.all(open.map((editor) => editor.buffer.flush()));
  await emptyClipboard();
  if (open.some((editor) => editor.saving.kind === 'failed')) {
    session.state = 'covered';
    return;
  }
  await worker.lock();
  location.reload();
};
