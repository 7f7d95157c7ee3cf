import * as z from 'zod/mini';
import { id } from '../ids.ts';
import { sessionView } from '../session.ts';

/** `GET /api/sign-in`: the ways in that there are. */
export const signInMeans = z.strictObject({
  local: z.boolean(),
  /** The provider of the organisation, by the name that the authority gave it; null where it gave none. */
  external: z.nullable(z.strictObject({ name: z.nullable(z.string()) })),
  secondFactorRequired: z.boolean(),
});
export type SignInMeans = z.infer<typeof signInMeans>;

/** `POST /api/session` */
export const credentials = z.strictObject({
  userName: z.string().check(z.trim(), z.toLowerCase(), z.maxLength(200)),
  password: z.string().check(z.maxLength(1_000)),
});

const bytes = z.string().check(z.regex(/^[\w-]{1,8000}$/));

/** What a passkey is asked to sign. Without ids the browser offers those that it has for the host. */
export const passkeyChallenge = z.strictObject({
  challenge: z.string(),
  host: z.string(),
  credentialIds: z.array(z.string()),
});
export type PasskeyChallenge = z.infer<typeof passkeyChallenge>;

/** What a passkey answered to a challenge; all in base64url (WebAuthn, AuthenticationResponseJSON). */
export const passkeyAnswer = z.strictObject({
  id: bytes,
  clientData: bytes,
  authenticatorData: bytes,
  signature: bytes,
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

/** Which signatures a passkey may make (COSE): ES256 and RS256, of which every authenticator has one. */
export const passkeyAlgorithms = [-7, -257] as const;

/** What a new passkey says of itself (WebAuthn, RegistrationResponseJSON). */
export const newPasskey = z.strictObject({ id: bytes, clientData: bytes, attestation: bytes });
export type NewPasskey = z.infer<typeof newPasskey>;

/** A code as it is typed: some write it in two halves. */
const code = z.string().check(
  z.overwrite((typed) => typed.replaceAll(/\s/g, '')),
  z.regex(/^\d{6}$/),
);

/** What shows that it is she. A password alone only where she has no second factor. */
export const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), code }),
  z.strictObject({ kind: z.literal('passkey'), answer: passkeyAnswer }),
  z.strictObject({ kind: z.literal('password'), password: z.string().check(z.maxLength(1_000)) }),
]);
export type Proof = z.infer<typeof proof>;

const token = z.string().check(z.maxLength(100));

/** What is begun and waits for a proof. */
const secondStep = z.strictObject({ token, passkey: passkeyChallenge });
export type SecondStep = z.infer<typeof secondStep>;

/** Reply to `POST /api/session`: signed in, or a second factor is asked for, whether the first was right or not. */
export const signInReply = z.strictObject({
  session: z.nullable(sessionView),
  secondStep: z.nullable(secondStep),
});
export type SignInReply = z.infer<typeof signInReply>;

/** `POST /api/session/second-factor` and `POST /api/session/step-up` */
export const provenStep = z.strictObject({ token, proof });

/** `GET /api/session/step-up`: by what she can show again that it is she. */
export const stepUpMeans = z.strictObject({
  ways: z.array(z.enum(['passkey', 'totp', 'password', 'external'])),
  token,
  passkey: passkeyChallenge,
});
export type StepUpMeans = z.infer<typeof stepUpMeans>;

/** The channel on which a page of the provider's tells the page that asked: `proved`, or what went wrong. */
export const stepUpChannel = 'foljsam-step-up';

/** What a new second factor is begun with. */
export const factorBegun = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('totp'),
    token,
    /** For those who cannot read the picture: to be typed into the app. */
    secret: z.string(),
    address: z.string(),
  }),
  z.strictObject({
    kind: z.literal('passkey'),
    token,
    challenge: z.string(),
    host: z.string(),
    userId: id,
    userName: z.string(),
    /** Those that she has: the same is not made twice. */
    credentialIds: z.array(z.string()),
  }),
]);
export type FactorBegun = z.infer<typeof factorBegun>;
export type FactorKind = FactorBegun['kind'];
export const factorKinds = ['passkey', 'totp'] as const satisfies readonly FactorKind[];

/** `POST /api/account/factors`, and `POST /api/invitations/:token/factor` */
export const factorWanted = z.strictObject({ kind: z.enum(factorKinds) });

/** What finishes a new second factor. */
export const factorFinished = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), token, code }),
  z.strictObject({ kind: z.literal('passkey'), token, passkey: newPasskey }),
]);
export type FactorFinished = z.infer<typeof factorFinished>;
