/** What a page or another worker hears when a store has changed: the store's name. */
export const changesChannel = 'foljsam-changes';

/** Name of the lock under which a store's queue is sent, wherever that is done. */
export const pushLock = (databaseName: string): string => `foljsam-push-${databaseName}`;
