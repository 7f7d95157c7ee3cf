/** What is said on the pages on which a client answers by herself, in one language. */
export interface ClientWords {
  readonly direction: 'ltr' | 'rtl';
  /** Whether a translator has checked these words, or need not have. */
  readonly isChecked: boolean;
  /** That no translator has checked what is read. */
  readonly unchecked: string;
  readonly title: (count: number) => string;
  readonly why: Told;
  readonly whoSees: Told;
  readonly usedFor: Told;
  readonly youDecide: Told;
  readonly yes: string;
  readonly no: string;
  readonly questionOf: (number: number, total: number) => string;
  readonly language: string;
  readonly listen: string;
  readonly silence: string;
  readonly noVoice: string;
  readonly several: string;
  readonly yourAnswer: string;
  readonly remove: string;
  readonly haveRead: string;
  readonly answerYes: string;
  readonly answerNo: string;
  readonly notANumber: string;
  readonly notADate: string;
  readonly doesNotFit: string;
  readonly whoSeesMine: string;
  readonly backToQuestions: string;
  readonly back: string;
  readonly skip: string;
  readonly next: string;
  readonly done: string;
  readonly stop: string;
  readonly thanks: string;
  readonly giveBack: string;
  readonly saveFailed: string;
  readonly stillThere: string;
}

interface Told {
  readonly heading: string;
  readonly text: string;
}
