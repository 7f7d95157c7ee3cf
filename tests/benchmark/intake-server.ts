/**
 * node intake-server.ts store|answer FILE [KEYS]: the uploads endpoint over the register in the file, or the same one whose
 * intake opens what it gets and answers without storing it. Prints its port; a line on standard input makes it print
 * the most memory that it has had, in bytes.
 */
import { createInterface } from 'node:readline';
import type { ItemResult } from '#domain/protocol.ts';
import type { Context } from '#server/context.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { uploads } from '#server/endpoints/uploads.ts';
import { openKeyFolder } from '#server/sealing/key-folder.ts';
import { createHttp } from '#server/http.ts';
import { plainOnly, unseal } from '#server/register/unseal.ts';
import { contextOf } from '../server/register-context.ts';

const [mode, file, keysFolder] = process.argv.slice(2);
if (file === undefined) throw new Error('Which register?');
const keys = keysFolder === undefined ? undefined : openKeyFolder(keysFolder, false);
const context = contextOf(openSqlite(file), undefined, keys?.ok ? keys.value : undefined);

const answering: Context = {
  ...context,
  intake: {
    ...context.intake,
    receive: async ({ items }) => {
      const at = new Date().toISOString();
      const results = items.map((item): ItemResult => {
        const opened = unseal(item, plainOnly);
        if (!opened.ok) throw new Error(opened.problem);
        const { id } = opened.value.item;
        return { id, status: 'accepted', at, receipt: 1, number: '2026-0001', head: id };
      });
      return { epoch: 'none', serverTime: at, backedUpThrough: 0, results };
    },
  },
};

const http = createHttp(mode === 'store' ? context : answering, [uploads]);
await http.listen({ port: 0, host: '127.0.0.1' });
const address = http.server.address();
console.log(typeof address === 'object' ? address?.port : '');

createInterface({ input: process.stdin })
  .on('line', () => console.log(process.resourceUsage().maxRSS * 1024))
  .on('close', () => process.exit(0));
