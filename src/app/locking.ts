import type { TabletWorker } from '#worker/api.ts';
import type { Session } from './session.svelte.ts';
import type { VisitEditor } from './visit-editor.svelte.ts';

/** What Följsam has put on the clipboard and nobody but its user should find there. */
let isOnClipboard = false;
/** Where the page that comes after this one finds that the clipboard is still to be emptied; never what is on it. */
const owed = 'foljsam-clipboard-owed';

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

/** Takes away what Följsam has put on the clipboard; where the browser refuses, `emptyClipboardWhenSeen` does it. */
export const emptyClipboard = async (): Promise<void> => {
  if (!isOnClipboard && sessionStorage.getItem(owed) === null) return;
  try {
    await navigator.clipboard.writeText('');
    isOnClipboard = false;
    sessionStorage.removeItem(owed);
  } catch {
    // The browser lets no page write that is not in front, or that nobody has touched.
    sessionStorage.setItem(owed, '');
  }
};

/** Empties the clipboard, where that could not be done when it locked, as soon as somebody is at the page again. */
export const emptyClipboardWhenSeen = (): void => {
  const empty = (): void => {
    if (sessionStorage.getItem(owed) !== null) void emptyClipboard();
  };
  for (const kind of ['focus', 'pointerup', 'keyup']) addEventListener(kind, empty, { capture: true });
  empty();
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
