import { certificateText, pemBundle } from './bundleText.ts';
import { encryptedPkcs8Pem, pkcs12 } from './pki/bundles.ts';
import { sha1Hex, type PrivateKey } from './pki/crypto.ts';
import { jks } from './pki/jks.ts';
import { zipFile, type ZipEntry } from './zipFile.ts';

/** How a certificate and its key are to be packed. */
export interface BundleWishes {
  password: string;
  friendlyName: string;
  includeChain: boolean;
  /** Only text has an order: PKCS#12, JKS and the numbered files of a ZIP stay leaf first. */
  rootFirst: boolean;
  /** PEM only (vendor documentation, IncludeSubjectHeader). */
  subjectHeader: boolean;
  /** PKCS#12 only. */
  legacyEncryption: boolean;
  /** Name of a Microsoft cryptographic service provider, '' for none; PKCS#12 only. */
  provider: string;
}

/** Extension of the file that each format makes; STORE and REPLACE are PKCS#12 (recorded on 25.4 for STORE). */
export const bundleExtensions: Readonly<Record<string, string>> = {
  PFX: 'pfx',
  PEM: 'pem',
  ZIP: 'zip',
  JKS: 'jks',
  STORE: 'store',
  REPLACE: 'store',
};

/**
 * Certificate and key in one of the formats of x-certificateformat, as Enrollment/PFX and Certificates/Recover answer
 * them. `chain` starts with the certificate of the key.
 */
export function keyBundle(
  format: string,
  o: BundleWishes & { key: PrivateKey; chain: readonly Uint8Array[]; commonName: string; at: Date },
): Buffer {
  const chain = o.includeChain ? [...o.chain] : o.chain.slice(0, 1);
  const { key, password, rootFirst, subjectHeader } = o;
  const name = o.friendlyName || o.commonName;
  if (format === 'PEM') return Buffer.from(pemBundle({ chain, key, password, subjectHeader, rootFirst }));
  if (format === 'ZIP') return zipFile(zipEntries(o.commonName, key, chain, password), o.at);
  if (format === 'JKS') {
    const alias = name || sha1Hex(o.chain[0] ?? Buffer.alloc(0));
    return jks({ key, chain, password, alias, at: o.at });
  }
  const legacy = o.legacyEncryption;
  return Buffer.from(pkcs12({ key, chain, password, friendlyName: name, legacy, provider: o.provider }));
}

/** `<CN>-key.pem`, `<CN>-server.cer`, `<CN>-chain1.cer`, …; certificates with their subject line (recorded on 25.4, Recover). */
function zipEntries(commonName: string, key: PrivateKey, chain: readonly Uint8Array[], password: string): ZipEntry[] {
  // oxlint-disable-next-line no-control-regex -- a name inside an archive must not leave its folder or hide letters
  const base = commonName.replaceAll(/[/\\\x00-\x1f]/g, '_');
  const certificates = chain.map((der, n) => ({
    name: `${base}-${n === 0 ? 'server' : `chain${n}`}.cer`,
    content: certificateText(der, true),
  }));
  return [{ name: `${base}-key.pem`, content: encryptedPkcs8Pem(key, password) }, ...certificates];
}
