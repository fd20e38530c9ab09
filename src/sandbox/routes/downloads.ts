import { bool, int, objectBody, text } from '../bodyReaders.ts';
import { certificateText } from '../bundleText.ts';
import { certificateFormat, fileHeader } from '../enrollment.ts';
import { invalid, notFound, type Call, type Reply, type Route } from '../http.ts';
import { certificateDer, chainOf } from '../issuing.ts';
import { permissions } from '../permissions.ts';
import { pkcs7Chain } from '../pki/bundles.ts';
import { formatDn } from '../pki/names.ts';
import type { CertificateRow } from '../storeRows.ts';

const extensions: Record<string, string> = { DER: 'cer', PEM: 'pem', P7B: 'p7b' };

function plainDn(text: string): string {
  return text.replaceAll(/,\s+/g, ',').toLowerCase();
}

/** One selector: CertID, Thumbprint, or SerialNumber with IssuerDN (vendor documentation, Certificates/Download). */
function selected(call: Call, body: object): CertificateRow {
  const { world } = call;
  const id = int(body, 'CertID');
  if (id !== null && id !== 0) {
    const row = world.certificates.get(id);
    if (row === undefined) throw notFound('Certificate', id);
    return row;
  }
  const thumbprint = (text(body, 'Thumbprint') ?? '').toUpperCase();
  const serial = (text(body, 'SerialNumber') ?? '').toUpperCase();
  const issuer = plainDn(text(body, 'IssuerDN') ?? '');
  if (thumbprint === '' && (serial === '' || issuer === '')) {
    throw invalid('A certificate id, a thumbprint, or a serial number with issuer DN must be provided.');
  }
  const row = world.certificates.all().find((one) => {
    if (thumbprint !== '') return one.thumbprint === thumbprint;
    const name = world.authorities.get(one.authorityId)?.issuer.name ?? [];
    return one.serial === serial && plainDn(formatDn(name)) === issuer;
  });
  if (row === undefined) throw notFound('Certificate', thumbprint || serial);
  return row;
}

async function download(call: Call): Promise<Reply> {
  const format = certificateFormat(call, ['DER', 'PEM', 'P7B']);
  const body = objectBody(call.body);
  const row = selected(call, body);
  const leaf = await certificateDer(call.world, row);
  const authority = call.world.authorities.get(row.authorityId);
  const whole = authority === undefined || row.state === 0 ? [leaf] : chainOf(authority, leaf);
  const wanted = (bool(body, 'IncludeChain') ?? false) ? whole : [leaf];
  const chain = /^RootFirst$/i.test(text(body, 'ChainOrder') ?? '') ? wanted.toReversed() : wanted;
  const header = bool(body, 'IncludeSubjectHeader') ?? true;
  return {
    body: { Content: content(format, chain, leaf, header).toString('base64') },
    headers: { 'X-CertificateFile': fileHeader(row.commonName, extensions[format] ?? 'cer') },
  };
}

function content(format: string, chain: Uint8Array[], leaf: Uint8Array, header: boolean): Buffer {
  if (format === 'P7B') return Buffer.from(pkcs7Chain(chain));
  if (format === 'DER') return Buffer.from(leaf);
  return Buffer.from(chain.map((der) => certificateText(der, header)).join(''));
}

export const downloadRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Certificates/Download',
    versions: '1.0, 2',
    permission: permissions.certificatesRead,
    handle: download,
  },
];
