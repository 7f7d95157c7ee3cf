import {
  orderedHelp,
  companions as allCompanions,
  type Asked,
  type Companion,
} from '#domain/follow-up/asked.ts';
import type { AnswerValue } from '#domain/follow-up/answer.ts';
import { kinds } from '#domain/questionnaire/question-kinds.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import type { LiveForm } from '#app/form/live-form.svelte.ts';
import type { ClientWords } from './client-words.ts';
import { clientLanguages, languagesOf, loadClientWords, type ClientLanguage } from './languages.ts';
import { pageBeside, pagesOf, type ClientPage } from './pages.ts';
import { pictogramsOf } from './pictogram.ts';

type Stage = 'start' | 'question' | 'told' | 'end';

/** Where a client is in the questions that are put to her, in which language, and what of her answers is shown. */
export class ClientMode {
  stage = $state<Stage>('start');
  language = $state<ClientLanguage>('sv');
  words = $state.raw<ClientWords | null>(null);
  readonly pages: readonly ClientPage[];
  /** The question that is put now; undefined where there is none. */
  readonly page: ClientPage | undefined;
  readonly languages: readonly ClientLanguage[];
  readonly form: LiveForm;

  readonly #companions: readonly Companion[];
  #at = $state<string | null>(null);
  /** Answered by her since she got the tablet; what was answered before is not shown to her. */
  #given = $state.raw<readonly string[]>([]);
  /** Of those, what she has answered since the tablet was last unlocked. */
  #told = $state.raw<readonly string[]>([]);
  #heard: readonly string[] = [];

  /** `companions` are those with her; null where she comes back to questions that she had begun. */
  constructor(form: LiveForm, section: string, companions: readonly Companion[] | null) {
    this.form = form;
    const live = form.sections.find((each) => each.section.name === section);
    this.pages = $derived(live === undefined || !live.isRelevant ? [] : pagesOf(form, live.page));
    this.page = $derived(this.pages.find((each) => each.place === this.#at) ?? this.pages[0]);
    this.languages = $derived(
      languagesOf(
        form.questionnaire,
        this.pages.map((each) => each.question),
      ),
    );
    this.#companions = companions ?? this.#companionsBefore();
    if (companions === null) this.#goOn();
  }

  get number(): number {
    return this.pages.findIndex((each) => each.place === this.page?.place) + 1;
  }

  /** Speaks a language, once its words are here; the one before where they cannot be had. */
  async speak(language: ClientLanguage): Promise<void> {
    try {
      this.words = await loadClientWords(language);
      this.language = language;
    } catch (problem) {
      console.error(problem);
      return;
    }
    if (this.stage === 'question') this.#noteAsked();
  }

  /** Her own answer at a place; nothing of what was answered before she got the tablet. */
  valueAt(place: string): AnswerValue | undefined {
    return this.#given.includes(place) ? this.form.answerAt(place)?.value : undefined;
  }

  /**
   * Words as she may read them at a place. Where they name an answer (`${name}`) that she has not given since the tablet
   * was handed to her and last unlocked, three dots stand: nothing of the case or of earlier answers is shown to her.
   */
  textAt(place: string, text: LocalizedText): string {
    return this.form.textAt(place, text, this.language, (named) => this.#told.includes(named));
  }

  /** Takes what she answers; it is on disk as soon as anything of the caseworker's is. */
  answer(raw: string, isTyping = false): void {
    const { page } = this;
    if (page === undefined) return;
    if (!this.#given.includes(page.place)) this.#given = [...this.#given, page.place];
    if (!this.#told.includes(page.place)) this.#told = [...this.#told, page.place];
    this.#noteAsked(true);
    this.form.answer(page.place, raw, isTyping);
  }

  /** The question is read aloud to her. */
  hear(): void {
    if (this.page === undefined || this.stage !== 'question') return;
    this.#heard = [...this.#heard, this.page.place];
    this.#noteAsked(true);
  }

  /** To the first question, or back to the one that she was at. */
  begin(): void {
    if (this.pages.length === 0) this.stage = 'end';
    else this.#show(this.page?.place ?? null);
  }

  next(): void {
    const next = pageBeside(this.pages, this.#at, 1);
    if (next === undefined) this.stage = 'end';
    else this.#show(next.place);
  }

  back(): void {
    const before = pageBeside(this.pages, this.#at, -1);
    if (before === undefined) this.stage = 'start';
    else this.#show(before.place);
  }

  /** The companions that the caseworker named when she began. */
  #companionsBefore(): Companion[] {
    const noted = this.#askedBefore().at(-1)?.help ?? [];
    return allCompanions.filter((each) => noted.includes(each));
  }

  #askedBefore(): Asked[] {
    return this.pages.flatMap((each) => this.form.answerAt(each.place)?.asked ?? []);
  }

  /** Where she was when the tablet was locked: at the last question that was put to her. */
  #goOn(): void {
    const language = this.#askedBefore().at(-1)?.language;
    this.language = clientLanguages.find((each) => each === language) ?? 'sv';
    const put = this.pages.filter((each) => this.form.answerAt(each.place)?.asked !== undefined);
    this.#given = put.map((each) => each.place);
    this.#at = put.at(-1)?.place ?? null;
  }

  #show(place: string | null): void {
    this.#at = place;
    this.stage = 'question';
    this.#noteAsked();
  }

  /** Notes in which language and with which help she is asked; an answer that she has given keeps its own. */
  #noteAsked(isAnswering = false): void {
    const { page } = this;
    if (page === undefined || !kinds[page.question.kind].isAsked) return;
    const { place, question } = page;
    if (this.#given.includes(place) && !isAnswering) return;
    const isDrawn = pictogramsOf(question, this.form.choicesOf(place)).size > 0;
    this.form.ask(place, {
      language: this.language,
      help: orderedHelp([
        ...this.#companions,
        ...(this.#heard.includes(place) ? (['read-aloud'] as const) : []),
        ...(isDrawn ? (['pictograms'] as const) : []),
      ]),
    });
  }
}
