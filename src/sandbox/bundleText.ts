import { certificateInfo } from './pki/certificates.ts';
import { encryptedPkcs8Pem, pem } from './pki/bundles.ts';
import type { PrivateKey } from './pki/crypto.ts';
import { formatDn } from './pki/names.ts';

/** One certificate as PEM with LF; with `#<subject>` on the line before it (recorded on 25.4). */
export function certificateText(der: Uint8Array, subjectHeader: boolean): string {
  const text = pem('CERTIFICATE', der);
  return subjectHeader ? `#${formatDn(certificateInfo(der).subject)}\n${text}` : text;
}

/** Leaf, encrypted key, then the issuers: the order of a PEM bundle as recorded on 25.4. */
export function pemBundle(
  chain: readonly Uint8Array[],
  key: PrivateKey,
  password: string,
  subjectHeader: boolean,
): string {
  const [leaf, ...issuers] = chain.map((der) => certificateText(der, subjectHeader));
  return [leaf ?? '', encryptedPkcs8Pem(key, password), ...issuers].join('');
}
