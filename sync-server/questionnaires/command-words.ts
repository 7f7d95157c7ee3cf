/** What the command says. */
export const commandWords = {
  sv: {
    checked: (id: string, version: number) => `Formuläret ${id} version ${version} går att använda.`,
    stored: (id: string, version: number) => `Formuläret ${id} version ${version} är sparat som utkast.`,
    nowPublished: (id: string, version: number, from: string) =>
      `Formuläret ${id} version ${version} är publicerat och gäller från ${from}.`,
    noDraft: (form: string) => `Det finns inget utkast som heter ${form}. Skriv FORMULÄR@VERSION.`,
    past: 'Inget har ändrats. Dagen har varit.',
    exported: (path: string) => `Formuläret är skrivet till ${path}.`,
    refused: (count: number) => `Inget har ändrats. ${count === 1 ? 'Ett fel' : `${count} fel`}:`,
    more: (count: number) => `… och ${count} fel till.`,
    note: 'Obs',
    published: (id: string, version: number) =>
      `Inget har ändrats. ${id} version ${version} är publicerad och ändras aldrig; höj versionen.`,
    unknown: (id: string) => `Det finns inget formulär som heter ${id}.`,
    unreadable: (code: string) => `Filen finns inte, eller kan inte läsas eller skrivas (${code}).`,
    usage: [
      'Användning: npm run questionnaire -- check FIL | import FIL | publish FORMULÄR@VERSION [--from DATUM] | export FORMULÄR[@VERSION] FIL.xlsx [--lang en]',
      'FIL är en arbetsbok i XLSForm (.xlsx), eller en mapp eller zip med survey.csv, choices.csv och settings.csv.',
      'import sparar ett utkast i registret i DATA_DIR (./data); check läser bara filen.',
      'publish har nya uppföljningar ställa utkastets frågor från och med dagen (2026-12-24), idag om inget sägs.',
    ],
  },
  en: {
    checked: (id: string, version: number) => `The form ${id} version ${version} can be used.`,
    stored: (id: string, version: number) => `The form ${id} version ${version} is stored as a draft.`,
    nowPublished: (id: string, version: number, from: string) =>
      `The form ${id} version ${version} is published and holds from ${from}.`,
    noDraft: (form: string) => `There is no draft called ${form}. Write FORM@VERSION.`,
    past: 'Nothing has been changed. The day has been.',
    exported: (path: string) => `The form is written to ${path}.`,
    refused: (count: number) => `Nothing has been changed. ${count === 1 ? 'One fault' : `${count} faults`}:`,
    more: (count: number) => `… and ${count} more.`,
    note: 'Note',
    published: (id: string, version: number) =>
      `Nothing has been changed. ${id} version ${version} is published and never changes; raise the version.`,
    unknown: (id: string) => `There is no form called ${id}.`,
    unreadable: (code: string) => `The file is not there, or cannot be read or written (${code}).`,
    usage: [
      'Usage: npm run questionnaire -- check FILE | import FILE | publish FORM@VERSION [--from DATE] | export FORM[@VERSION] FILE.xlsx [--lang en]',
      'FILE is a workbook in XLSForm (.xlsx), or a folder or zip with survey.csv, choices.csv and settings.csv.',
      'import stores a draft in the register in DATA_DIR (./data); check only reads the file.',
      'publish has new follow-ups ask the questions of the draft from the day on (2026-12-24), today unless said.',
    ],
  },
};
