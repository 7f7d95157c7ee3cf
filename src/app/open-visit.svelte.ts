import type { TabletWorker } from '#worker/api.ts';
import { VisitEditor, withFunctions } from './visit-editor.svelte.ts';

type OnTakenOver = (listener: (followUpId: string) => void) => () => void;

/** Milliseconds that the worker gets at most to write what was gathered, before the page and it are gone. */
const lastWords = 2_000;

/** As long, where the page cannot see whether it is written: most tablets write within that. */
const blindWords = 250;

/**
 * Holds the page back until the worker has written what it was given. No message comes in while the page is about to
 * go, but memory that the two share can be read.
 */
const waitForWorker = (worker: TabletWorker): void => {
  const start = performance.now();
  if (!crossOriginIsolated) {
    while (performance.now() < start + blindWords);
    return;
  }
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  worker.flagWhenWritten(flag).catch(console.error);
  while (Atomics.load(flag, 0) === 0 && performance.now() < start + lastWords);
};

/** Where a follow-up is still being let go of: whoever opens it again waits for that, or it would be let go of there too. */
const closings = new Map<string, Promise<void>>();

/** The life of an open follow-up: opened, watched while the page lives, and let go of with everything written. */
export class OpenVisit {
  editor = $state.raw<VisitEditor | null>(null);
  state = $state<'opening' | 'open' | 'absent' | 'failed'>('opening');

  readonly #worker: TabletWorker;
  readonly #unsaved: Map<string, VisitEditor>;
  readonly #editors: Set<VisitEditor>;
  readonly #followUpId: string;
  #opening: Promise<void>;
  #closing: Promise<void> | undefined;

  /**
   * Asks for it at once: the worker reads while the page that is left is taken away. `unsaved` keeps the editors that
   * were left with something that could not be written, `editors` those that are open.
   */
  constructor(
    worker: TabletWorker,
    { unsaved, editors }: { unsaved: Map<string, VisitEditor>; editors: Set<VisitEditor> },
    followUpId: string,
  ) {
    this.#worker = worker;
    this.#unsaved = unsaved;
    this.#editors = editors;
    this.#followUpId = followUpId;
    this.#opening = this.#open();
  }

  /** Writes what is gathered whenever the page may be about to go. Gives the way to let go of it. */
  start(onTakenOver: OnTakenOver): () => void {
    const watching = new AbortController();
    const on = { signal: watching.signal };
    const flush = () => void this.editor?.buffer.flush();
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush(), on);
    addEventListener('pagehide', flush, on);
    // Before a page is left there is still time to write; once it is hidden or gone, its worker may be gone too.
    addEventListener(
      'beforeunload',
      (event) => {
        flush();
        if (this.editor?.saving.kind === 'failed') event.preventDefault();
        else if (this.editor?.buffer.isEmpty === false) waitForWorker(this.#worker);
      },
      on,
    );
    const stopListening = onTakenOver((followUpId) => {
      if (followUpId === this.#followUpId) this.editor?.loseEditing();
    });
    return () => {
      watching.abort();
      stopListening();
      void this.close();
    };
  }

  /** Lets go of it, once. When this settles all is written, and another page can open it. */
  close(): Promise<void> {
    if (this.#closing === undefined) {
      const closing = this.#close().finally(() => {
        if (closings.get(this.#followUpId) === closing) closings.delete(this.#followUpId);
      });
      closings.set(this.#followUpId, closing);
      this.#closing = closing;
    }
    return this.#closing;
  }

  /** Opens it once more, after what stood in the way has been seen to. */
  async retry(): Promise<void> {
    this.state = 'opening';
    await (this.#opening = this.#open());
  }

  /** Reads its state anew, such as when a receipt has come. */
  async refresh(): Promise<void> {
    try {
      if (this.editor !== null) await this.editor.refresh();
      else if (this.state === 'absent') await (this.#opening = this.#open());
    } catch (problem) {
      // What is shown stays; the next change brings another try.
      console.error(problem);
    }
  }

  async #open(): Promise<void> {
    const before = closings.get(this.#followUpId);
    if (before !== undefined) await before;
    const kept = this.#unsaved.get(this.#followUpId);
    if (kept !== undefined) {
      this.#unsaved.delete(this.#followUpId);
      this.#edit(kept);
      return;
    }
    try {
      const opened = await withFunctions(this.#worker.openFollowUp(this.#followUpId));
      if (opened === null) this.state = 'absent';
      else this.#edit(new VisitEditor(this.#worker, opened));
    } catch (problem) {
      console.error(problem);
      this.state = 'failed';
    }
  }

  #edit(editor: VisitEditor): void {
    this.editor = editor;
    this.#editors.add(editor);
    this.state = 'open';
  }

  async #close(): Promise<void> {
    // What is left before it was open is open for writing a moment later, with nobody there.
    await this.#opening;
    const { editor } = this;
    if (editor !== null) this.#editors.delete(editor);
    // Another page of this tab goes on with it.
    if (editor !== null && this.#unsaved.get(this.#followUpId) === editor) return;
    try {
      await editor?.buffer.flush();
      // What could not be written goes on being tried, and stands there when the follow-up is opened again.
      if (editor?.saving.kind === 'failed') this.#unsaved.set(this.#followUpId, editor);
      else await this.#worker.closeFollowUp(this.#followUpId);
    } catch (problem) {
      console.error(problem);
    }
  }
}
