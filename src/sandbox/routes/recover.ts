import { bool, objectBody, required, text } from '../bodyReaders.ts';
import { readPassword, readProvider } from '../bundleSettings.ts';
import { selectedCertificate } from '../certificateSelector.ts';
import { certificateFormat, fileHeader } from '../enrollment.ts';
import { Refusal, type Call, type Reply, type Route } from '../http.ts';
import { chainOf, withBytes } from '../issuing.ts';
import { bundleExtensions, keyBundle, type BundleWishes } from '../keyBundle.ts';
import { permissions } from '../permissions.ts';
import { privateKeyFromPkcs8 } from '../pki/crypto.ts';

/** STORE is refused here (recorded on 25.4); that 10.5 has no ZIP is a guess. */
const formats = ['PFX', 'PEM', 'JKS', 'ZIP'];
const formatsV10 = ['PFX', 'PEM', 'JKS'];

/** What to make of it. 10.x knows the password and the chain only (vendor documentation, Certificates/Recover). */
function readWishes(call: Call, body: object): BundleWishes {
  const { world } = call;
  const password = readPassword(world, body) ?? required('Password');
  const includeChain = bool(body, 'IncludeChain') ?? false;
  const plain = { password, includeChain, friendlyName: '', rootFirst: false, subjectHeader: true };
  if (!world.profile.keyChoice) return { ...plain, legacyEncryption: false, provider: '' };
  return {
    ...plain,
    friendlyName: (text(body, 'FriendlyName') ?? '').trim(),
    rootFirst: /^RootFirst$/i.test(text(body, 'ChainOrder') ?? ''),
    subjectHeader: bool(body, 'IncludeSubjectHeader') ?? true,
    legacyEncryption: bool(body, 'UseLegacyEncryption') ?? false,
    provider: readProvider(world, body),
  };
}

/** Key and certificate. That no key is kept is said before the format is looked at (recorded on 25.4; 404 on 10.x). */
async function recover(call: Call): Promise<Reply> {
  const { world } = call;
  const body = objectBody(call.body);
  const row = await withBytes(world, selectedCertificate(call, body, permissions.certificatesRecover));
  if (!row.retained || row.keyPkcs8 === null || row.der === null) {
    const status = world.profile.major < 11 ? 404 : 400;
    throw new Refusal(status, '0xA0110002', 'No private key could be found for the given certificate.');
  }
  const format = certificateFormat(call, world.profile.major < 11 ? formatsV10 : formats);
  const wishes = readWishes(call, body);
  const authority = world.authorities.get(row.authorityId);
  const leaf = Buffer.from(row.der, 'base64');
  const bundle = keyBundle(format, {
    ...wishes,
    key: privateKeyFromPkcs8(Buffer.from(row.keyPkcs8, 'base64')),
    chain: authority === undefined ? [leaf] : chainOf(authority, leaf),
    commonName: row.commonName,
    at: call.now,
  });
  const file = `${row.commonName}.${bundleExtensions[format] ?? 'pfx'}`;
  return {
    body: { PFX: bundle.toString('base64'), FileName: file },
    headers: { 'X-CertificateFile': fileHeader(row.commonName, bundleExtensions[format] ?? 'pfx') },
  };
}

export const recoverRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Certificates/Recover',
    versions: '1.0, 2',
    certificateRight: permissions.certificatesRecover,
    handle: recover,
  },
];
