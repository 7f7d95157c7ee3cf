import { protocolVersion, uploadBatch, uploadReply } from '#domain/protocol.ts';
import { signatureHeader } from '#domain/signing.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { rawBodyOf } from '../http.ts';
import { findDevice, isSignedBy, markDelivered } from '../identity/devices.ts';
import { plainKeyId } from '../register/unseal.ts';

/**
 * What tablets send. Authorised by the tablet's signature over the batch and by the authors enrolled on it, never by a
 * session: an expired one must not hold work back. It can add, and read nothing but receipts.
 */
export const uploads = endpoint({
  method: 'POST',
  path: '/api/uploads',
  access: 'device',
  summary: 'Takes in items from the outbox of an enrolled tablet; answers with a receipt for each',
  body: uploadBatch,
  replies: uploadReply,
  bodyLimit: 1_100_000,
  handle: async ({ context, body, request }) => {
    if (body.protocol !== protocolVersion) throw new ProblemError('app-too-old');
    const device = await findDevice(context.database, body.deviceId);
    if (device === undefined || device.state === 'erased') throw new ProblemError('unknown-device');
    const signature = request.headers[signatureHeader];
    if (typeof signature !== 'string' || !isSignedBy(device, rawBodyOf(request).bytes, signature)) {
      throw new ProblemError('bad-signature');
    }
    // A batch for somebody who is not enrolled on the tablet, or whose signatures cannot be told from forged ones, is
    // refused whole, and nothing of it is lost: it stays on the tablet until she is.
    const isWelcome = body.items.every(({ authorId, keyId }) =>
      (keyId === plainKeyId ? device.users : device.authors).has(authorId),
    );
    if (!isWelcome) throw new ProblemError('wrong-user');
    const reply = await context.intake.receive(body);
    if (device.state !== 'lost') return reply;
    if (body.items.length > 0) {
      const at = context.now().toISOString();
      await context.database.write((transaction) => markDelivered(transaction, device.id, at));
    }
    return { ...reply, device: 'lost' as const };
  },
});
