import { expect, type Locator, type Page } from '@playwright/test';

export const sections = {
  preparation: 'Förberedelse',
  client: 'Frågor till brukaren',
  assessment: 'Bedömning',
  deviations: 'Brister och åtgärder',
} as const;

type Level = 'Mycket bra' | 'Godkänt' | 'Borde kunna prestera bättre' | 'Bristande';

/** The questions by what they ask, as far as it tells them apart. */
export const asked = {
  licence: 'tillståndet från IVO',
  plan: 'Har genomförandeplanen kommit?',
  reports: 'månadsrapporterna',
  feedback: 'löpande återkoppling',
  support: 'det stöd som står i beslutet',
  influence: 'kunnat vara med och påverka',
  change: 'din situation förändrats',
  add: 'något du vill tillägga',
  accordingToPlan: 'enligt plan och beställning',
  activities: 'stöd och aktiviteter',
  information: 'informationsskyldighet',
  overall: 'Sammantagen bedömning',
  deviationFound: 'sett någon brist eller avvikelse',
} as const;

/** One follow-up, as a caseworker goes about it. */
export class Visit {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes to a section by the rail. */
  async go(section: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Besökets delar' })
      .getByRole('link', { name: section })
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: section })).toBeVisible();
  }

  question(words: string): Locator {
    return this.page.getByRole('region', { name: words });
  }

  /** Answers with one of the alternatives. */
  async answer(question: string, choice: string): Promise<void> {
    await this.question(question).getByRole('radiogroup').first().getByText(choice, { exact: true }).click();
    await expect(this.chosen(question, choice)).toBeChecked();
  }

  chosen(question: string, choice: string): Locator {
    return this.question(question).getByRole('radio', { name: choice, exact: true });
  }

  /** Leaves a question unanswered, with the reason. */
  async leave(question: string, reason: string): Promise<void> {
    await this.question(question).getByText('Inte besvarad – varför?').click();
    await this.question(question).getByText(reason, { exact: true }).click();
    await expect(this.chosen(question, reason)).toBeChecked();
  }

  comment(question: string): Locator {
    return this.question(question).getByRole('textbox', { name: 'Kommentar' });
  }

  /** The field of a question that is answered in words. */
  text(question: string): Locator {
    return this.question(question).getByRole('textbox').first();
  }

  async noteDeviation(question: string, text: string): Promise<void> {
    await this.question(question).getByRole('button', { name: 'Notera en avvikelse' }).click();
    await this.question(question).getByRole('textbox', { name: 'Vad avviker?' }).fill(text);
  }

  /** Waits until the save line says that all is on the disk. */
  async isSaved(): Promise<void> {
    await expect(this.saveLine).toBeVisible();
  }

  /** The line itself: what is read aloud of it stays for a while when it is no longer true. */
  get saveLine(): Locator {
    return this.page.getByRole('banner').getByText('Sparat på plattan', { exact: true });
  }

  async prepare(): Promise<void> {
    await this.go(sections.preparation);
    await this.answer(asked.licence, 'Kontrollerat, gäller');
    await this.answer(asked.plan, 'Nej');
    await this.answer(asked.reports, 'Ja, i tid');
    await this.answer(asked.feedback, 'Ja');
  }

  async askClient(): Promise<void> {
    await this.go(sections.client);
    await this.answer(asked.support, 'Ja');
    await this.answer(asked.influence, 'Till viss del');
    await this.answer(asked.change, 'Lite bättre');
    await this.text(asked.add).fill('Maten är god.');
  }

  async leaveClientQuestions(reason: string): Promise<void> {
    await this.go(sections.client);
    for (const question of [asked.support, asked.influence, asked.change, asked.add])
      await this.leave(question, reason);
  }

  async assess(level: Level): Promise<void> {
    await this.go(sections.assessment);
    for (const question of [asked.accordingToPlan, asked.activities, asked.information, asked.overall])
      await this.answer(question, level);
  }

  async findNothingMore(): Promise<void> {
    await this.go(sections.deviations);
    await this.answer(asked.deviationFound, 'Nej');
  }

  /** The whole visit, with nothing left out. */
  async carryOut(level: Level = 'Godkänt'): Promise<void> {
    await this.prepare();
    await this.askClient();
    await this.assess(level);
    await this.findNothingMore();
    await this.isSaved();
  }

  /** Puts it in the outbox. */
  async send(): Promise<void> {
    await this.go('Granska och skicka');
    await this.page.getByRole('button', { name: 'Skicka uppföljningen' }).click();
    await expect(this.heading).not.toHaveText('Granska och skicka');
  }

  /** Opens what was sent for a correction. */
  async correct(): Promise<void> {
    await this.page.getByRole('button', { name: 'Rätta' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Granska och skicka' })).toBeVisible();
  }

  /** Where the follow-up stands, as its heading says. */
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The id of the follow-up that is open. */
  get followUpId(): string {
    const [, id] = /\/uppfoljning\/([\w-]+)/.exec(this.page.url()) ?? [];
    if (id === undefined) throw new Error('No follow-up is open');
    return id;
  }
}
