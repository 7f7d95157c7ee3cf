import type { Change } from '#domain/questionnaire/engine/form.ts';
import { nameAt } from '#domain/follow-up/place.ts';
import type { Item } from '#domain/questionnaire/questionnaire.ts';
import type { LiveSection } from './live-section.svelte.ts';
import type { Marks } from './marks.ts';

/** Which section each name belongs to, so that a change in one leaves the others as they are. */
export class SectionMarks {
  readonly #sectionOf = new Map<string, LiveSection>();

  constructor(sections: readonly LiveSection[], marks: Marks) {
    const note = (name: string, section: LiveSection): void => {
      marks.make(name);
      if (!this.#sectionOf.has(name)) this.#sectionOf.set(name, section);
    };
    const noteItems = (items: readonly Item[], section: LiveSection): void => {
      for (const each of items) {
        note(each.name, section);
        if (each.kind === 'group' || each.kind === 'repeat') noteItems(each.items, section);
      }
    };
    for (const section of sections) noteItems(section.section.questions, section);
    for (const section of sections) note(section.section.name, section);
  }

  /** Tells the sections in which something has changed: what they say, and where it may be so, what they put. */
  touch(place: string, changes: readonly Change[]): void {
    const touched = new Set([this.#sectionOf.get(nameAt(place))]);
    const moved = new Set<LiveSection | undefined>();
    for (const { place: at, kinds } of changes) {
      const section = this.#sectionOf.get(nameAt(at));
      touched.add(section);
      if (kinds.has('relevance') || kinds.has('rows')) moved.add(section);
    }
    for (const section of touched) section?.answers.touch();
    for (const section of moved) section?.structure.touch();
  }
}
