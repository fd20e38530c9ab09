import { type CertificateView, orderChain, parseCertificate, pemBundle, sameBytes } from './certificate.ts';

/** What a file of certificate and key is, by its first bytes. */
export type BundleKind = 'PFX' | 'ZIP' | 'JKS' | 'PEM';

/** The ending and the media type of a file, by what it is. */
export const bundleFiles: Readonly<Record<BundleKind, { extension: string; type: string }>> = {
  PFX: { extension: 'pfx', type: 'application/x-pkcs12' },
  ZIP: { extension: 'zip', type: 'application/zip' },
  PEM: { extension: 'pem', type: 'application/x-pem-file' },
  JKS: { extension: 'jks', type: 'application/octet-stream' },
};

const magic: readonly (readonly [BundleKind, readonly number[]])[] = [
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['JKS', [0xfe, 0xed, 0xfe, 0xed]],
  ['JKS', [0xce, 0xce, 0xce, 0xce]],
  ['PFX', [0x30]],
];

/**
 * Tells PKCS #12, ZIP, Java keystore and PEM apart, whatever was asked for: a file must bear the ending of what it is.
 * Null for anything else. (Newer Java keystores are PKCS #12 themselves.)
 */
export function bundleKind(bytes: Uint8Array): BundleKind | null {
  const known = magic.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (known) return known[0];
  return new TextDecoder().decode(bytes.subarray(0, 100_000)).includes('-----BEGIN ') ? 'PEM' : null;
}

/** A PEM bundle taken apart: the leaf, its issuers from the nearest to the root, and the key as it came, with LF. */
export interface PemPieces {
  leaf: CertificateView | null;
  chain: CertificateView[];
  /** PEM text of the private key, encrypted or not; null where none is in it. */
  key: string | null;
  /** Blocks that are neither a certificate that can be read nor the key. */
  unread: number;
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** The certificates in the order leaf to root, from whatever order. `spki` is the leaf's public key where it is known. */
export function leafFirst(
  views: readonly CertificateView[],
  spki: Uint8Array | null,
): { leaf: CertificateView | null; chain: CertificateView[] } {
  const ordered = orderChain(views);
  const leaf = (spki && ordered.find((view) => sameBytes(view.spki, spki))) ?? ordered[0] ?? null;
  return { leaf, chain: ordered.filter((view) => view !== leaf) };
}

/**
 * Takes a PEM bundle apart: `#CN=` lines, any line end, any order of certificates (recorded on 25.4; root-first bundles
 * and CRLF reported by client authors). Never throws.
 */
export function readPemBundle(bytes: Uint8Array): PemPieces {
  const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
  const blocks = [...text.matchAll(block)].map((found) => ({ label: found[1] ?? '', text: `${found[0]}\n` }));
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const views = blocks
    .filter(({ label }) => !label.endsWith('PRIVATE KEY'))
    .map((each) => parseCertificate(each.text))
    .flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
  return {
    ...leafFirst(views, null),
    key: keys[0]?.text ?? null,
    unread: blocks.length - views.length - Math.min(keys.length, 1),
  };
}

/**
 * A PEM file of certificates with the certificate first and each issuer after it, and the serial number of the first (hex);
 * bytes that cannot all be read are left as they came. Never throws.
 */
export function pemInOrder(bytes: Uint8Array<ArrayBuffer>): {
  content: string | Uint8Array<ArrayBuffer>;
  serial: string;
} {
  const { leaf, chain, unread } = readPemBundle(bytes);
  return { content: leaf && unread === 0 ? pemBundle([leaf, ...chain]) : bytes, serial: leaf?.serial ?? '' };
}
