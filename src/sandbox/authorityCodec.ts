import type { AuthorityRow } from './companyRows.ts';
import type { Issuer } from './pki/certificates.ts';
import { privateKeyFromPem, privateKeyToPkcs8 } from './pki/crypto.ts';
import type { Rdn } from './pki/names.ts';
import type { Codec } from './table.ts';

interface StoredIssuer {
  name: Rdn[];
  key: string;
  certificate: string;
}

type StoredAuthority = Omit<AuthorityRow, 'issuer' | 'chain'> & { issuer: StoredIssuer; chain: StoredIssuer[] };

function store(issuer: Issuer): StoredIssuer {
  return {
    name: [...issuer.name],
    key: privateKeyToPkcs8(issuer.key).toString('base64'),
    certificate: Buffer.from(issuer.certificate).toString('base64'),
  };
}

function restore(stored: StoredIssuer): Issuer {
  const pem = `-----BEGIN PRIVATE KEY-----\n${stored.key}\n-----END PRIVATE KEY-----\n`;
  return {
    name: stored.name,
    key: privateKeyFromPem(pem),
    certificate: new Uint8Array(Buffer.from(stored.certificate, 'base64')),
  };
}

/** CAs are stored with their keys as PKCS#8, so that certificates of an earlier run still chain to the same root. */
export const authorityCodec: Codec<AuthorityRow> = {
  toJson: (row) => ({ ...row, issuer: store(row.issuer), chain: row.chain.map(store) }) satisfies StoredAuthority,
  fromJson(json) {
    const stored = json as StoredAuthority;
    return { ...stored, issuer: restore(stored.issuer), chain: stored.chain.map(restore) };
  },
};
