import { formatDn, type Rdn } from './pki/names.ts';
import type { SanEntry } from './pki/sanDer.ts';

const sanNames: Record<SanEntry['kind'], string> = {
  dns: 'DNS Name',
  ip4: 'IP Address',
  ip6: 'IP Address',
  rfc822: 'RFC822 Name',
  uri: 'URL',
  ms_ntprincipalname: 'Principal Name',
  ms_ntdsreplication: 'DS Object Guid',
  directory: 'Directory Address',
  registeredid: 'Registered ID',
  other: 'Other Name',
};

const keyNames: Record<string, string> = { RSA: 'RSA', EC: 'ECC', Ed25519: 'Ed25519', Ed448: 'Ed448' };

/**
 * A request in words, `Name=Value` in each line: subject, names, key length and hash algorithm (vendor documentation, POST
 * Enrollment CSR Parse and GET CSR Generation Pending). The names other than those of the subject are a guess.
 */
export function csrLines(csr: {
  subject: readonly Rdn[];
  sans: readonly SanEntry[];
  key: { kind: string; bits: number };
  signatureHash: string;
}): string[] {
  const parts = csr.subject.flatMap((rdn) => rdn.map((part) => formatDn([[part]])));
  return [
    ...parts,
    ...csr.sans.map((san) => `${sanNames[san.kind]}=${san.value}`),
    `Key Type=${keyNames[csr.key.kind] ?? 'Unknown'}`,
    `Key Length=${csr.key.bits}`,
    ...(csr.signatureHash === '' ? [] : [`Hash Algorithm=${csr.signatureHash}`]),
  ];
}
