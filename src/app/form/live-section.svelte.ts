import type { FormFinding } from '#domain/questionnaire/engine/findings.ts';
import type { Progress } from '#domain/questionnaire/engine/progress.ts';
import type { Form } from '#domain/questionnaire/engine/form.ts';
import type { Section } from '#domain/questionnaire/questionnaire.ts';
import { noBlocks, pageOf, type Page } from './blocks.ts';
import { Mark } from './mark.svelte.ts';

/** A section of the form on the screen. What it tells is worked out when it is asked for, and anew when it changed. */
export class LiveSection {
  readonly section: Section;
  /** Touched by every change in it. */
  readonly answers = new Mark();
  /** Touched where what is put may have changed. */
  readonly structure = new Mark();
  readonly #progress: Progress;
  readonly findings: readonly FormFinding[];
  readonly page: Page;
  readonly isRelevant: boolean;

  constructor(form: Form, section: Section) {
    this.section = section;
    this.#progress = $derived.by(() => {
      this.answers.read();
      return { ...form.progressOf(section.name) };
    });
    this.findings = $derived.by(() => {
      this.answers.read();
      return form.findings(section.name);
    });
    this.isRelevant = $derived.by(() => {
      this.structure.read();
      return form.isSectionRelevant(section.name);
    });
    const known = noBlocks();
    this.page = $derived.by(() => {
      this.structure.read();
      return pageOf(section.questions, '', 2, (place) => form.isRelevant(place), known);
    });
  }

  /** Of what is to be answered, how much is answered or left with a reason. */
  get handled(): number {
    return this.#progress.handled;
  }

  get total(): number {
    return this.#progress.total;
  }
}
