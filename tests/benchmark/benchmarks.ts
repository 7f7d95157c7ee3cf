import type { Benchmark } from './benchmark.ts';

/** Every benchmark there is, in the order in which they run. Each is loaded when its turn comes. */
export const benchmarks: readonly { readonly name: string; readonly load: () => Promise<Benchmark> }[] = [
  { name: 'intake', load: async () => (await import('./intake.ts')).intake },
  { name: 'sealing', load: async () => (await import('./sealing.ts')).sealing },
  { name: 'vault', load: async () => (await import('./vault.ts')).vault },
  { name: 'report', load: async () => (await import('./report.ts')).report },
  { name: 'review-queue', load: async () => (await import('./review-queue.ts')).reviewQueue },
  { name: 'import', load: async () => (await import('./import.ts')).importFile },
  { name: 'form', load: async () => (await import('./form.ts')).form },
  { name: 'browser', load: async () => (await import('./browser.ts')).browser },
  { name: 'browser-forms', load: async () => (await import('./browser.ts')).browserForms },
  { name: 'browser-queue', load: async () => (await import('./browser.ts')).browserQueue },
  { name: 'start', load: async () => (await import('./start.ts')).start },
  { name: 'proofs', load: async () => (await import('./proofs.ts')).proofsOfNone },
];
