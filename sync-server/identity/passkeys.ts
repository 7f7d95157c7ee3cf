import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { passkeyAlgorithms, type NewPasskey, type PasskeyAnswer } from '#domain/office/sign-in.ts';
import type { Site } from './site.ts';

/** A passkey as it is kept. */
export interface KeptPasskey {
  readonly credentialId: string;
  /** The public key in COSE form, base64url. */
  readonly publicKey: string;
  readonly counter: number;
}

/**
 * The new passkey, where it was made for this very site and challenge by somebody who unlocked it; null otherwise.
 * What made it is not asked (attestation `none`): the authority does not prescribe the make.
 */
export const checkNewPasskey = async (
  { id, clientData, attestation }: NewPasskey,
  challenge: string,
  site: Site,
): Promise<KeptPasskey | null> => {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: clientData, attestationObject: attestation },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    });
    if (!verified) return null;
    const { id: credentialId, publicKey, counter } = registrationInfo.credential;
    return { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  } catch {
    // The library throws at whatever does not fit; the caller says so.
    return null;
  }
};

/**
 * The passkey's new counter, where it has signed the challenge at this site for somebody who unlocked it; null
 * otherwise, also where the counter has not gone up as it must (a copy of the passkey).
 */
export const checkPasskeyAnswer = async (
  { id, clientData, authenticatorData, signature }: PasskeyAnswer,
  challenge: string,
  site: Site,
  kept: KeptPasskey,
): Promise<number | null> => {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: clientData, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: {
        id: kept.credentialId,
        publicKey: new Uint8Array(Buffer.from(kept.publicKey, 'base64url')),
        counter: kept.counter,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // As above: what does not fit is thrown.
    return null;
  }
};
