import { fail, succeed, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import type { OpenStore } from './open-store.ts';
import { saveProblemOf } from './save-problem.ts';

/** Writes the work; a lost connection to the store is opened again once before it is given up. */
export const saving = async <Value>(
  store: OpenStore,
  work: () => Promise<Value>,
): Promise<Result<Value, SaveProblem>> => {
  try {
    return succeed(await work());
  } catch (error) {
    if (saveProblemOf(error) !== 'storage-lost') return fail(saveProblemOf(error));
    try {
      store.database.close({ disableAutoOpen: false });
      await store.database.open();
      return succeed(await work());
    } catch (second) {
      return fail(saveProblemOf(second));
    }
  }
};
