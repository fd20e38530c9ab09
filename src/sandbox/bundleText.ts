import { certificateInfo } from './pki/certificates.ts';
import { encryptedPkcs8Pem, pem } from './pki/bundles.ts';
import type { PrivateKey } from './pki/crypto.ts';
import { formatDn } from './pki/names.ts';

/** One certificate as PEM with LF; with `#<subject>` on the line before it (recorded on 25.4). */
export function certificateText(der: Uint8Array, subjectHeader: boolean): string {
  const text = pem('CERTIFICATE', der);
  return subjectHeader ? `#${formatDn(certificateInfo(der).subject)}\n${text}` : text;
}

/**
 * Leaf, encrypted key, then the issuers: the order of a PEM bundle as recorded on 25.4. With `rootFirst` the root comes
 * first and the leaf last, the key still behind its certificate (a guess). `chain` starts with the leaf.
 */
export function pemBundle(o: {
  chain: readonly Uint8Array[];
  key: PrivateKey;
  password: string;
  subjectHeader: boolean;
  rootFirst: boolean;
}): string {
  const [leaf = '', ...issuers] = o.chain.map((der) => certificateText(der, o.subjectHeader));
  const own = leaf + encryptedPkcs8Pem(o.key, o.password);
  return (o.rootFirst ? [...issuers.toReversed(), own] : [own, ...issuers]).join('');
}
