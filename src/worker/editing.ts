/**
 * Who edits a follow-up, among the tabs of this browser: a Web Lock each, held by the worker of the tab that edits. A
 * tab asks another for it over a channel; where that one does not answer it is taken.
 */
export interface Editing {
  /** Takes the editing where nobody has it; says whether it did. */
  acquire(followUpId: string): Promise<boolean>;
  /** Takes the editing from whoever has it. */
  takeOver(followUpId: string): Promise<void>;
  release(followUpId: string): void;
  has(followUpId: string): boolean;
}

/** Milliseconds that the other tab gets to write what it has and let go. */
const patience = 1_500;

const lockName = (followUpId: string): string => `foljsam-editing-${followUpId}`;

/**
 * `onTakenOver` is told when another tab takes the editing; it settles when all that was typed is on disk.
 */
export const createEditing = (onTakenOver: (followUpId: string) => Promise<void>): Editing => {
  const held = new Map<string, () => void>();
  const channel = new BroadcastChannel('foljsam-editing');

  const hold = (followUpId: string, options: LockOptions): Promise<boolean> =>
    new Promise((resolve, reject) => {
      navigator.locks
        .request(lockName(followUpId), options, async (lock) => {
          if (lock === null) return resolve(false);
          await new Promise<void>((release) => {
            held.set(followUpId, release);
            resolve(true);
          });
        })
        .catch((error: unknown) => {
          // A stolen lock ends here, long after it was granted; one never granted ends here at once.
          if (held.delete(followUpId)) void onTakenOver(followUpId);
          reject(error instanceof Error ? error : new Error('The lock was refused'));
        });
    });

  const release = (followUpId: string): void => {
    held.get(followUpId)?.();
    held.delete(followUpId);
  };

  channel.onmessage = (event: MessageEvent<unknown>) => {
    const followUpId = event.data;
    if (typeof followUpId !== 'string' || !held.has(followUpId)) return;
    void onTakenOver(followUpId).finally(() => release(followUpId));
  };

  return {
    acquire: (followUpId) =>
      held.has(followUpId) ? Promise.resolve(true) : hold(followUpId, { ifAvailable: true }),
    takeOver: async (followUpId) => {
      if (held.has(followUpId)) return;
      channel.postMessage(followUpId);
      try {
        await hold(followUpId, { signal: AbortSignal.timeout(patience) });
      } catch {
        // The other tab is frozen or gone wrong; what it wrote is in the log, and this one reads the log.
        await hold(followUpId, { steal: true });
      }
    },
    release,
    has: (followUpId) => held.has(followUpId),
  };
};
