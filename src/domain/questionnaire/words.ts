import * as z from 'zod/mini';
import { name } from '../ids.ts';

/** Words per language. Swedish is always there; another language may be missing and then Swedish is shown. */
export const localizedText = z.strictObject({ sv: z.string(), en: z.optional(z.string()) });
export type LocalizedText = z.infer<typeof localizedText>;
export type Language = keyof LocalizedText;

/** Picks the words of a language, Swedish where the language has none. */
export const inLanguage = (text: LocalizedText, language: Language): string => text[language] ?? text.sv;

/** One of the answers that a question offers. */
export const choice = z.strictObject({ name, label: localizedText });
export type Choice = z.infer<typeof choice>;
