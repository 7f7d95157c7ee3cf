import type { DraftSaved, DraftView } from '#domain/office/questionnaires.ts';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import type { PublicationFault } from '#domain/questionnaire/publication-fault.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Answered, OfficeProblem } from '../office/api.ts';
import { movePart, movePartTo, type Direction } from './moving.ts';
import { addPart, type Addable } from './new-parts.ts';
import { outlineOf, partAt, removePart, withPart, type Address, type OutlineLine } from './parts.ts';
import { renamePart } from './renaming.ts';

/** How what stands on the screen stands in the register. `stale`: somebody else has changed the draft meanwhile. */
export type DraftSaving =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'waiting' | 'saving' | 'stale' }
  | { readonly kind: 'failed'; readonly problem: OfficeProblem };

/** What the editor needs of the register, and how long it waits. */
export interface DraftEditorOptions {
  readonly save: (document: Questionnaire, revision: string) => Answered<DraftSaved>;
  readonly read: () => Answered<DraftView>;
  /** Milliseconds after the last change. */
  readonly patience?: number;
}

interface State {
  readonly document: Questionnaire;
  readonly selected: Address;
}

const mostUndone = 200;

/** A draft that is being changed: each change can be undone, and goes to the register by itself. */
export class DraftEditor {
  document = $state.raw<Questionnaire>({ id: '', version: 1, title: { sv: '' }, sections: [] });
  selected = $state.raw<Address>([]);
  saving = $state.raw<DraftSaving>({ kind: 'waiting' });
  /** What keeps it from being published; a moment behind the typing. */
  faults = $state.raw<readonly PublicationFault[]>([]);
  /** The document that the faults are of, and that is tried: a moment behind the typing too. */
  settled: Questionnaire = $state.raw(this.document);

  #undo = $state.raw<readonly State[]>([]);
  #redo = $state.raw<readonly State[]>([]);
  #typing: string | null = null;
  #revision: string;
  #saved: Questionnaire;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #under: Promise<void> | null = null;
  readonly #options: Required<DraftEditorOptions>;

  constructor({ document, revision, changedAt }: DraftView, options: DraftEditorOptions) {
    this.#options = { patience: 800, ...options };
    this.document = document;
    this.saving = { kind: 'saved', at: changedAt };
    this.#revision = revision;
    this.#saved = document;
    this.#settle();
  }

  readonly outline: readonly OutlineLine[] = $derived(outlineOf(this.document));

  get part() {
    return partAt(this.document, this.selected);
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Whether the register has all that stands here. */
  get isSaved(): boolean {
    return this.document === this.#saved;
  }

  /** The revision that the register gave last: for publishing what is saved. */
  get revision(): string {
    return this.#revision;
  }

  select(address: Address): void {
    this.#typing = null;
    this.selected = address;
  }

  /** Changes a part. `typing` names the field, so that what is typed in it in one go is undone in one go. False: refused. */
  changePart(of: unknown, typing: string | null = null, address: Address = this.selected): boolean {
    const changed = withPart(this.document, address, of);
    if (changed === undefined) return false;
    this.#change({ document: changed, selected: this.selected }, typing && `${address.join('/')} ${typing}`);
    return true;
  }

  /** Gives the chosen part another name, in logic and words too. */
  rename(name: string): boolean {
    const renamed = renamePart(this.document, this.selected, name);
    if (renamed !== undefined) this.#change({ document: renamed, selected: this.selected });
    return renamed !== undefined;
  }

  add(kind: Addable): void {
    const { document, address } = addPart(this.document, this.selected, kind);
    this.#change({ document, selected: address });
  }

  /** Moves the chosen part a step; false where it cannot go there. */
  move(direction: Direction): boolean {
    const moved = movePart(this.document, this.selected, direction);
    if (moved !== undefined) this.#change({ document: moved.document, selected: moved.address });
    return moved !== undefined;
  }

  /** Moves a part before what stands at an address; false where it stands there, or cannot go there. */
  moveTo(from: Address, to: Address): boolean {
    const moved = movePartTo(this.document, from, to);
    if (moved !== undefined) this.#change({ document: moved.document, selected: moved.address });
    return moved !== undefined;
  }

  /** Takes the chosen part away, with all that is in it; it can be undone. */
  remove(): void {
    if (this.selected.length === 0) return;
    const document = removePart(this.document, this.selected);
    const index = this.selected.at(-1) ?? 0;
    const parent = this.selected.slice(0, -1);
    const [next, before] = [this.selected, [...parent, index - 1]];
    const selected = [next, before, parent].find((each) => partAt(document, each) !== undefined) ?? [];
    this.#change({ document, selected });
  }

  undo(): void {
    this.#step(
      this.#undo,
      (undone, redone) => ([this.#undo, this.#redo] = [undone, [...this.#redo, redone]]),
    );
  }

  redo(): void {
    this.#step(
      this.#redo,
      (redone, undone) => ([this.#redo, this.#undo] = [redone, [...this.#undo, undone]]),
    );
  }

  /** Saves now what is not saved; settles when all is, or when it could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (!this.isSaved && this.saving.kind !== 'stale') {
      this.#under ??= this.#save();
      await this.#under;
      if (this.saving.kind === 'failed') return;
    }
  }

  /** Takes what somebody else has made of it; what was changed here can be brought back by undoing. */
  async takeTheirs(): Promise<void> {
    const theirs = await this.#options.read();
    if (!theirs.ok) {
      this.saving = { kind: 'failed', problem: theirs.problem };
      return;
    }
    const { document, revision, changedAt } = theirs.value;
    this.#revision = revision;
    this.#saved = document;
    this.#put({ document, selected: this.selected }, null);
    this.saving = { kind: 'saved', at: changedAt };
  }

  /** Saves what stands here over what somebody else has made of it. */
  async keepMine(): Promise<void> {
    const theirs = await this.#options.read();
    if (!theirs.ok) {
      this.saving = { kind: 'failed', problem: theirs.problem };
      return;
    }
    this.#revision = theirs.value.revision;
    this.saving = { kind: 'waiting' };
    await this.flush();
  }

  /** What is waiting for a while to pass is let go: the page goes. */
  stop(): void {
    clearTimeout(this.#settling);
    // What was typed goes to the register all the same.
    this.flush().catch(console.error);
  }

  #change(to: State, typing: string | null = null): void {
    this.#put(to, typing);
    // Whose it is has to be said first.
    if (this.saving.kind === 'stale') return;
    this.saving = { kind: 'waiting' };
    this.#later();
  }

  #put(to: State, typing: string | null): void {
    if (typing === null || typing !== this.#typing) {
      const before = { document: this.document, selected: this.selected };
      this.#undo = [...this.#undo, before].slice(-mostUndone);
    }
    this.#typing = typing;
    this.#redo = [];
    this.#show(to);
  }

  #step(from: readonly State[], put: (rest: readonly State[], present: State) => void): void {
    const to = from.at(-1);
    if (to === undefined) return;
    this.#typing = null;
    put(from.slice(0, -1), { document: this.document, selected: this.selected });
    this.#show(to);
    if (this.saving.kind === 'stale') return;
    this.saving = { kind: 'waiting' };
    this.#later();
  }

  #show({ document, selected }: State): void {
    this.document = document;
    this.selected = partAt(document, selected) === undefined ? [] : selected;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), this.#options.patience / 3);
  }

  #settle(): void {
    this.settled = this.document;
    this.faults = publicationFaults(this.document);
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#options.patience);
  }

  async #save(): Promise<void> {
    const { document } = this;
    this.saving = { kind: 'saving' };
    const saved = await this.#options.save(document, this.#revision);
    this.#under = null;
    if (saved.ok) {
      this.#revision = saved.value.revision;
      this.#saved = document;
      this.saving = this.isSaved ? { kind: 'saved', at: saved.value.changedAt } : { kind: 'waiting' };
    } else if (saved.problem.code === 'stale-revision') this.saving = { kind: 'stale' };
    else this.saving = { kind: 'failed', problem: saved.problem };
  }
}
