import {
  passkeyAlgorithms,
  type FactorBegun,
  type NewPasskey,
  type PasskeyAnswer,
  type PasskeyChallenge,
} from '#domain/office/sign-in.ts';

/** Whether this browser has passkeys at all. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

const toBase64url = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));

const descriptors = (ids: readonly string[]): PublicKeyCredentialDescriptor[] =>
  ids.map((each) => ({ type: 'public-key', id: fromBase64url(each) }));

/** Null where the person said no, let the time run out, or has none that fits: the browser does not say which. */
const unlessRefused = async <Value>(asked: Promise<Value>): Promise<Value | null> => {
  try {
    return await asked;
  } catch (cause) {
    if (
      cause instanceof DOMException &&
      ['NotAllowedError', 'InvalidStateError', 'AbortError'].includes(cause.name)
    )
      return null;
    throw cause;
  }
};

/** Lets the person unlock one of her passkeys for the challenge; null where it came to nothing. */
export const askPasskey = async ({
  challenge,
  host,
  credentialIds,
}: PasskeyChallenge): Promise<PasskeyAnswer | null> => {
  const credential = await unlessRefused(
    navigator.credentials.get({
      publicKey: {
        challenge: fromBase64url(challenge),
        rpId: host,
        allowCredentials: descriptors(credentialIds),
        userVerification: 'required',
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential)) return null;
  const { response } = credential;
  if (!(response instanceof AuthenticatorAssertionResponse)) return null;
  return {
    id: toBase64url(credential.rawId),
    clientData: toBase64url(response.clientDataJSON),
    authenticatorData: toBase64url(response.authenticatorData),
    signature: toBase64url(response.signature),
  };
};

/** Lets the person make a passkey, kept where the browser finds it by the host alone; null where it came to nothing. */
export const makePasskey = async (
  begun: FactorBegun & { readonly kind: 'passkey' },
): Promise<NewPasskey | null> => {
  const credential = await unlessRefused(
    navigator.credentials.create({
      publicKey: {
        challenge: fromBase64url(begun.challenge),
        rp: { id: begun.host, name: 'Följsam' },
        user: {
          id: new TextEncoder().encode(begun.userId),
          name: begun.userName,
          displayName: begun.userName,
        },
        pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: descriptors(begun.credentialIds),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential)) return null;
  const { response } = credential;
  if (!(response instanceof AuthenticatorAttestationResponse)) return null;
  return {
    id: toBase64url(credential.rawId),
    clientData: toBase64url(response.clientDataJSON),
    attestation: toBase64url(response.attestationObject),
  };
};
