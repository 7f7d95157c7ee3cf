/** Header that carries the tablet's signature over the batch: P-256, SHA-256, IEEE P1363 form, base64url. */
export const signatureHeader = 'foljsam-signature';

/** What is put before the body when it is signed, so that a signature is good for nothing else. */
export const signaturePrefix = 'foljsam-uploads-1\n';

/** What is put before the body of `POST /api/devices/:id/erased` when the tablet signs it. */
export const erasedPrefix = 'foljsam-erased-1\n';
