import { createContext } from 'svelte';
import type { TabletWorker } from '#worker/api.ts';
import type { AppUpdate } from './app-update.svelte.ts';
import type { Connection } from './connection.svelte.ts';
import type { LockClock } from './lock-clock.svelte.ts';
import type { Router } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { VisitEditor } from './visit-editor.svelte.ts';

/** What every page can reach. */
export interface AppContext {
  readonly worker: TabletWorker;
  readonly session: Session;
  readonly connection: Connection;
  readonly router: Router;
  readonly update: AppUpdate;
  /** Follow-ups that were left with words that could not be written, by id. */
  readonly unsaved: Map<string, VisitEditor>;
  /** Follow-ups that are open on the page. */
  readonly editors: Set<VisitEditor>;
  readonly clock: LockClock;
  /** Locks, once what is being written is on the disk. */
  readonly lock: () => void;
}

export const [getApp, setApp] = createContext<AppContext>();
