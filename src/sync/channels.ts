/** What a page or another worker hears when a store has changed: the store's name. */
export const changesChannel = 'foljsam-changes';

/** Name of the lock under which a store's queue is sent, wherever that is done. */
export const pushLock = (databaseName: string): string => `foljsam-push-${databaseName}`;

/** Lock held by each worker that has a store open, so that another need not wait for its key where there is none. */
export const vaultOpenLock = 'foljsam-vault-open';
