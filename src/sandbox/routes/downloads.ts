import { bool, objectBody, text } from '../bodyReaders.ts';
import { certificateText } from '../bundleText.ts';
import { selectedCertificate } from '../certificateSelector.ts';
import { certificateFormat, fileHeader } from '../enrollment.ts';
import type { Call, Reply, Route } from '../http.ts';
import { certificateDer, chainOf } from '../issuing.ts';
import { permissions } from '../permissions.ts';
import { pkcs7Chain } from '../pki/bundles.ts';

const extensions: Record<string, string> = { DER: 'cer', PEM: 'pem', P7B: 'p7b' };

async function download(call: Call): Promise<Reply> {
  const format = certificateFormat(call, ['DER', 'PEM', 'P7B']);
  const body = objectBody(call.body);
  const row = selectedCertificate(call, body, permissions.certificatesRead);
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
    certificateRight: permissions.certificatesRead,
    handle: download,
  },
];
