import { mount } from 'svelte';
import { AppUpdate } from '#app/app-update.svelte.ts';
import type { AppContext } from '#app/context.ts';
import { Connection } from '#app/connection.svelte.ts';
import { LockClock } from '#app/lock-clock.svelte.ts';
import { isHandingOver } from '#app/handed-over.ts';
import { emptyClipboardWhenSeen, lockApp } from '#app/locking.ts';
import { Router } from '#app/router.svelte.ts';
import { keepsStore, Session } from '#app/session.svelte.ts';
import { device, language } from '#app/words/words.svelte.ts';
import type { VisitEditor } from '#app/visit-editor.svelte.ts';
import { connectWorker } from '#worker/client.ts';
import { scriptUrl } from '#worker/script-url.ts';
import App from '#ui/App.svelte';
import { routes } from '#ui/routes.ts';
import '#ui/styles/app.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const { worker, listen, isOpenElsewhere } = connectWorker(device);
const session = new Session(worker, isOpenElsewhere);
// The worker opens the store while the page is being made.
void session.start();
const update = new AppUpdate();
const unsaved = new Map<string, VisitEditor>();
const editors = new Set<VisitEditor>();
const lock = (): void => {
  // Nothing is open for anybody: there is nothing to lock.
  if ((session.state !== 'ready' && session.state !== 'client') || session.person === null) return;
  // Nor for those of the office: nothing of theirs lies here, and what one of them is writing would be lost.
  if (!keepsStore(session.person)) return;
  lockApp(worker, session, [...editors, ...unsaved.values()]).catch((problem: unknown) => {
    console.error(problem);
    session.state = 'covered';
  });
};
void listen((event) => {
  if (event.type === 'lock') lock();
  if (event.type === 'erased') location.reload();
});
const clock = new LockClock(() => session.lockAfter, lock);
clock.start();
emptyClipboardWhenSeen();
const app: AppContext = {
  worker,
  session,
  connection: new Connection(worker, listen),
  router: new Router(routes),
  update,
  unsaved,
  editors,
  clock,
  lock,
};
addEventListener('storage', (event) => {
  if (isHandingOver(event)) session.cover();
});
addEventListener('beforeunload', (event) => {
  if ([...app.unsaved.values()].some((editor) => editor.saving.kind === 'failed')) event.preventDefault();
});
void language.recall().then(() => mount(App, { target, props: { app } }));

// Most open a visit next: it is fetched when the first page has nothing more to do. Where that fails, the router says
// so when it comes to it.
const fetchAhead = () =>
  routes
    .find(({ path }) => path === '/uppfoljning/:id')
    ?.page()
    .catch(() => undefined);

/** Milliseconds in which the first page has what it needs to itself. */
const firstMoment = 2_000;
setTimeout(() => {
  void fetchAhead();
  // In development there is no service worker: what is changed is to be seen at once.
  if (import.meta.env.PROD) void update.register(scriptUrl('/service-worker.js'));
}, firstMoment);
