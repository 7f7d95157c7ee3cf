import * as z from 'zod/mini';
import { roles } from './access.ts';

/** A role as it is read from outside. Apart from the rules of access, which the first page needs without schemas. */
export const role = z.enum(roles);
