import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { NewPasskey, PasskeyAnswer } from '#domain/office/sign-in.ts';

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
};

/** The little of CBOR (RFC 8949) that a passkey speaks: whole numbers, bytes, texts, maps. */
const cbor = (value: number | string | Buffer | Map<number | string, unknown>): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, each]) => {
    if (
      typeof each !== 'number' &&
      typeof each !== 'string' &&
      !Buffer.isBuffer(each) &&
      !(each instanceof Map)
    )
      throw new TypeError('No such thing is said by a passkey');
    return [cbor(key), cbor(each)];
  });
  return Buffer.concat([head(5, value.size), ...entries]);
};

const isPresent = 0x01;
const isVerified = 0x04;
const hasCredential = 0x40;

/** A passkey in software, as a browser and its authenticator would show it to the server. */
export class SoftwarePasskey {
  readonly id = randomBytes(32);
  counter = 0;
  /** Whether the person unlocks it (user verification). */
  unlocks = true;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }));
  }

  #authenticatorData(flags: number, rest = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    const said = flags | isPresent | (this.unlocks ? isVerified : 0);
    return Buffer.concat([sha256(new URL(this.#origin).hostname), Buffer.from([said]), count, rest]);
  }

  /** What `navigator.credentials.create` gives. */
  create(challenge: string): NewPasskey {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, cbor(key)]);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', this.#authenticatorData(hasCredential, credential)],
      ]),
    );
    return {
      id: this.id.toString('base64url'),
      clientData: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestation: attestation.toString('base64url'),
    };
  }

  /** What `navigator.credentials.get` gives. */
  answer(challenge: string): PasskeyAnswer {
    this.counter += 1;
    const clientData = this.#clientData('webauthn.get', challenge);
    const authenticatorData = this.#authenticatorData(0);
    const signature = createSign('sha256')
      .update(Buffer.concat([authenticatorData, sha256(clientData)]))
      .sign(this.#keys.privateKey);
    return {
      id: this.id.toString('base64url'),
      clientData: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: signature.toString('base64url'),
    };
  }
}
