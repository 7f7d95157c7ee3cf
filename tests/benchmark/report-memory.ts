/** Loaded into another program (`node --import`): says, when that ends, what memory it had at most, in bytes. */
import { writeFileSync } from 'node:fs';

const path = process.env['MEMORY_REPORT'];
if (path === undefined) throw new Error('MEMORY_REPORT does not say where to');
process.on('exit', () => writeFileSync(path, String(process.resourceUsage().maxRSS * 1024)));
