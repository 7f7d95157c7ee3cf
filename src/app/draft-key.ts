import * as z from 'zod/mini';
import { write } from './office/api.ts';

/** Has the server forget the key to the copies of one's drafts, and the copies; asks her to show again that it is she. */
export const beginCopiesAnew = async (): Promise<boolean> =>
  (await write(z.undefined(), 'DELETE', '/api/owner-key')).ok;
