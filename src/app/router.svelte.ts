import { tick } from 'svelte';
import { addressOf, findRoute, queryOf, type Page, type Parameters, type Route } from './router.ts';

/** The page that is shown; it stays until the next one is loaded. */
interface Shown {
  readonly route: Route;
  readonly parameters: Parameters;
  readonly page: Page;
}

/** Where the person is. The History API underneath; ordinary links work and are caught. */
export class Router {
  /** Null while the first page is being loaded; `not-found` and `failed` are told in words. */
  shown = $state.raw<Shown | 'not-found' | 'failed' | null>(null);
  path = $state(location.pathname);
  query = $state.raw(queryOf(location.search));
  /** Counts the pages gone to, so that the heading can take focus; the first one does not. */
  visits = $state(0);

  readonly #routes: readonly Route[];
  #asked = 0;
  /** Where the person has gone, until it stands in the browser's history; and how far down she was where she left. */
  #arrived: string | null = null;
  #leftAt = 0;

  constructor(routes: readonly Route[]) {
    this.#routes = routes;
  }

  /** Listens to links and to the browser's back and forward, and shows the present address. Gives the way to stop. */
  start(): () => void {
    const popped = ({ state }: PopStateEvent) =>
      void this.#show(new URL(location.href)).then(() => {
        scrollWhenLongEnough(typeof state === 'number' ? state : 0, () => history.state === state);
      });
    const clicked = (event: MouseEvent) => this.#follow(event);
    addEventListener('popstate', popped);
    document.addEventListener('click', clicked);
    void this.#show(new URL(location.href));
    return () => {
      removeEventListener('popstate', popped);
      document.removeEventListener('click', clicked);
    };
  }

  /** Goes to an address of the app. */
  go(address: string, how: 'push' | 'replace' = 'push'): void {
    this.writeHistory();
    this.#leftAt = scrollY;
    if (how === 'replace') history.replaceState(null, '', address);
    void this.#show(new URL(address, location.href), how === 'push').then(() => scrollTo(0, 0));
  }

  /** Changes what stands after the question mark, such as a filter, without going anywhere. */
  setQuery(query: URLSearchParams): void {
    this.writeHistory();
    const text = query.toString();
    history.replaceState(null, '', text === '' ? this.path : `${this.path}?${text}`);
    this.query = query;
  }

  /**
   * Writes where the person has gone into the browser's history, before the title changes. After the page has been made:
   * what that asks of the worker would wait for the browser, which is busy with a new address for long.
   */
  writeHistory(): void {
    if (this.#arrived === null) return;
    history.replaceState(this.#leftAt, '');
    history.pushState(null, '', this.#arrived);
    this.#arrived = null;
  }

  async #show(to: URL, isNew = false): Promise<void> {
    const asked = ++this.#asked;
    const path = to.pathname;
    const found = findRoute(this.#routes, path);
    // Which page the root is depends on who is signed in; the frame goes there when it knows.
    const shown = path === '/' ? null : found === null ? ('not-found' as const) : await load(found);
    // Somebody who was quicker than the page has gone on to another.
    if (asked !== this.#asked) return;
    if (this.shown !== null) this.visits += 1;
    this.path = path;
    this.query = queryOf(to.search);
    this.shown = shown;
    if (isNew) this.#arrived = to.pathname + to.search;
    await tick();
    this.writeHistory();
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.hasAttribute('download')) return;
    const to = addressOf(link.href);
    if (to.origin !== location.origin || to.pathname.startsWith('/api/')) return;
    if (to.hash !== '' && to.pathname === location.pathname) return;
    event.preventDefault();
    this.go(to.pathname + to.search);
  }
}

/** Milliseconds within which a list that was left is expected to be there again. */
const patience = 2_000;

/** Scrolls to where the person was, once what she saw there has come; not where she has gone or scrolled on meanwhile. */
const scrollWhenLongEnough = (top: number, isStillThere: () => boolean): void => {
  const from = scrollY;
  const until = performance.now() + patience;
  const look = (): void => {
    if (!isStillThere() || scrollY !== from) return;
    if (document.documentElement.scrollHeight >= top + innerHeight || performance.now() > until)
      scrollTo(0, top);
    else requestAnimationFrame(look);
  };
  look();
};

const load = async (found: { route: Route; parameters: Parameters }): Promise<Shown | 'failed'> => {
  try {
    return { ...found, page: (await found.route.page()).default };
  } catch (problem) {
    // A page that is neither on the tablet nor to be had; told in words, with a way to try again.
    console.error(problem);
    return 'failed';
  }
};
