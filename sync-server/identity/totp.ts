import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds that a code holds, and its digits: what every authenticator app takes for granted (RFC 6238). */
const period = 30;
const digits = 6;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret: 160 bits, as RFC 4226 (section 4) wants it. */
export const newTotpSecret = (): Buffer => randomBytes(20);

/** Bytes in base 32 without padding (RFC 4648), as authenticator apps take a secret. */
export const toBase32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((part) => base32.charAt(Number.parseInt(part.padEnd(5, '0'), 2)))
    .join('');
};

/** The address that an authenticator app reads out of a QR code. */
export const totpAddress = (secret: Uint8Array, userName: string): string => {
  const query = new URLSearchParams({ secret: toBase32(secret), issuer: 'Följsam' });
  // Some apps show a plus sign as it is.
  return `otpauth://totp/${encodeURIComponent(`Följsam:${userName}`)}?${query.toString().replaceAll('+', '%20')}`;
};

/** Which time step an instant is in. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / period);

/** The code of a time step (RFC 4226, section 5.3, with SHA-1). */
export const codeAt = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const value = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return (value % 10 ** digits).toString().padStart(digits, '0');
};

/** The time step, of this one and its two neighbours, of which it is the code; null for none. Clocks go a little wrong. */
export const stepOfCode = (secret: Uint8Array, code: string, now: Date): number | null => {
  const present = stepAt(now);
  const given = Buffer.from(code.padEnd(digits).slice(0, digits));
  const fitting = [present - 1, present, present + 1].filter((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), given),
  );
  return code.length === digits ? (fitting.at(-1) ?? null) : null;
};
