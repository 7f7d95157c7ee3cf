import type { VaultPasskey } from '#worker/api-vault.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
const base64Of = (bytes: ArrayBuffer | Bytes): string =>
  btoa(String.fromCharCode(...(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))));
const urlSafe = (base64: string): string =>
  base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Nobody checks it: what counts is what the authenticator makes of the salt, and that never leaves the tablet. */
const challenge = (): Bytes => crypto.getRandomValues(new Uint8Array(32));

/** The 32 bytes that the authenticator gave for the salt; null where it gave none. */
const prfOutputOf = (credential: Credential | null): Bytes | null => {
  if (!(credential instanceof PublicKeyCredential)) return null;
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  const bytes = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer.slice(0));
  return bytes.length === 32 ? bytes : null;
};

/** Null where the person said no, or let the time run out: the browser does not say which. */
const unlessRefused = async <Value>(asked: Promise<Value>): Promise<Value | null> => {
  try {
    return await asked;
  } catch (cause) {
    if (cause instanceof DOMException) return null;
    throw cause;
  }
};

/** Whether this browser has passkeys at all; whether one can open a store shows when it is asked. */
export const canHavePasskey = (): boolean => 'PublicKeyCredential' in globalThis;

/** What a passkey opened a store with. */
export interface PasskeyOpening {
  readonly credentialId: string;
  readonly prfOutput: Bytes;
}

/**
 * Lets the person use one of the passkeys that open the store (WebAuthn level 3, PRF extension). Needs no network. Null
 * where it came to nothing.
 */
export const openWithPasskey = async (passkeys: readonly VaultPasskey[]): Promise<PasskeyOpening | null> => {
  const evalByCredential = Object.fromEntries(
    passkeys.map(({ credentialId, salt }) => [urlSafe(credentialId), { first: bytesOf(salt) }]),
  );
  const credential = await unlessRefused(
    navigator.credentials.get({
      publicKey: {
        challenge: challenge(),
        rpId: location.hostname,
        allowCredentials: passkeys.map(({ credentialId }) => ({
          type: 'public-key',
          id: bytesOf(credentialId),
        })),
        userVerification: 'required',
        extensions: { prf: { evalByCredential } },
      },
    }),
  );
  const prfOutput = prfOutputOf(credential);
  if (!(credential instanceof PublicKeyCredential) || prfOutput === null) return null;
  return { credentialId: base64Of(credential.rawId), prfOutput };
};

/** Makes a passkey that can open the store; null where it came to nothing, or where the authenticator has no PRF. */
export const makeVaultPasskey = async (person: {
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
}): Promise<(VaultPasskey & PasskeyOpening) | null> => {
  const made = await unlessRefused(
    navigator.credentials.create({
      publicKey: {
        challenge: challenge(),
        rp: { id: location.hostname, name: 'Följsam' },
        user: {
          id: new TextEncoder().encode(`vault ${person.userId}`),
          name: person.userName,
          displayName: person.name,
        },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        attestation: 'none',
        extensions: { prf: {} },
      },
    }),
  );
  if (!(made instanceof PublicKeyCredential)) return null;
  const passkey = {
    credentialId: base64Of(made.rawId),
    salt: base64Of(crypto.getRandomValues(new Uint8Array(32))),
  };
  const opening = await openWithPasskey([passkey]);
  return opening && { ...passkey, ...opening };
};
