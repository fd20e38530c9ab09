import { int, objectBody, required, text } from '../bodyReaders.ts';
import { randomPassword } from '../bundleSettings.ts';
import { readableCertificate, requireReadable } from '../certificateRights.ts';
import { gatewayTimeout, issuerText, judge, orderFor } from '../enrollment.ts';
import { readTime, type CommonRequest } from '../enrollRequest.ts';
import { heldBack, hold, workflowOfIssued } from '../holding.ts';
import { idParam, invalid, notFound, type Call, type Reply, type Route } from '../http.ts';
import { issue, withBytes } from '../issuing.ts';
import { checkKey } from '../keyChecks.ts';
import { authorityName } from '../companyRows.ts';
import { permissions, rolesOf } from '../permissions.ts';
import { generateKey, hashPassword, privateKeyToPkcs8, publicKeyInfo, type KeySpec } from '../pki/crypto.ts';
import { parseDn } from '../pki/names.ts';
import { originOf, renewabilityOf } from '../renewal.ts';
import { stage } from '../staging.ts';
import type { CertificateRow } from '../storeRows.ts';

function byThumbprint(call: Call, thumbprint: string): CertificateRow {
  const row = call.world.certificates.all().find((one) => one.thumbprint === thumbprint.toUpperCase());
  requireReadable(call, row);
  if (row === undefined) throw notFound('Certificate', thumbprint);
  return row;
}

function available(call: Call, row: CertificateRow): Reply {
  const { type, message } = renewabilityOf(call, row);
  return { body: { AvailableRenewalType: type, Message: message } };
}

/** One of CertificateId and Thumbprint, never both (vendor documentation, POST Enrollment Renew). */
function renewed(call: Call, body: object): CertificateRow {
  const id = int(body, 'CertificateId');
  const thumbprint = (text(body, 'Thumbprint') ?? '').trim();
  if ((id === null) === (thumbprint === '')) {
    throw invalid('Exactly one of CertificateId and Thumbprint must be provided.');
  }
  return id === null ? byThumbprint(call, thumbprint) : readableCertificate(call, id);
}

/**
 * What to enroll: the old certificate's names, metadata and owner. What the body says of CA, template and pattern wins;
 * without one-click renewal it has to say it.
 */
function requestFor(call: Call, row: CertificateRow, body: object): CommonRequest {
  const { world, user } = call;
  const template = (text(body, 'Template') ?? '').trim();
  const patternId = world.profile.patterns ? int(body, 'EnrollmentPatternId') : null;
  const authority = (text(body, 'CertificateAuthority') ?? '').trim();
  const { type, message } = renewabilityOf(call, row);
  const seeded = authority !== '' && type !== 0;
  if (type !== 2 && !seeded) throw invalid(message);
  const origin = originOf(world, row);
  const named = template !== '' || patternId !== null;
  const owner = world.roles.get(row.ownerRoleId ?? 0);
  return {
    template: named ? template : (origin.template?.CommonName ?? ''),
    patternId: named ? patternId : (origin.pattern?.Id ?? null),
    authority: authority === '' && origin.authority !== null ? authorityName(origin.authority) : authority,
    sans: row.sans,
    metadata: row.metadata,
    fields: {},
    ownerRoleId: owner !== undefined && rolesOf(world, user).includes(owner) ? owner.Id : null,
    ownerRoleName: null,
    renewalCertificateId: row.Id,
    includeChain: null,
    rootFirst: false,
    subjectHeader: true,
  };
}

/** A new key like the old one. */
function keyLike(row: CertificateRow): KeySpec {
  const kind = row.keyKind === 'other' ? 'RSA' : row.keyKind;
  return { kind, bits: row.keyBits, ...(row.curve === null ? {} : { curve: row.curve }) };
}

async function renew(call: Call): Promise<Reply> {
  const { world } = call;
  const body = objectBody(call.body);
  if (readTime(body, 'Timestamp') === null) required('Timestamp');
  const row = await withBytes(world, renewed(call, body));
  const request = requestFor(call, row, body);
  const subject = parseDn(row.subject);
  if ('error' in subject) throw invalid(`The subject could not be parsed. ${subject.error}`);
  const sans = () => row.sans.map((san) => ({ ...san, raw: null }));
  const judged = judge(call, request, { subject, sans }, 1);
  if (row.ownerRoleId !== null) judged.owner = { id: row.ownerRoleId, name: row.ownerRoleName };
  const spec = keyLike(row);
  checkKey(world, judged.target, spec);
  const key = await generateKey(spec);
  const { template, authority } = judged.target;
  const retains = template === null ? authority.KeyRetention !== 0 : template.KeyRetention !== 'None';
  const kept = retains ? privateKeyToPkcs8(key).toString('base64') : null;
  const order = orderFor(call, judged, publicKeyInfo(key), kept);
  const held = heldBack(judged);
  if (held !== null) {
    const waiting = hold(call, judged, held, order, { stores: [], password: null });
    return { body: answer({ requestId: waiting.Id, disposition: waiting.disposition, message: waiting.message }) };
  }
  const at = call.now.getTime();
  const made = issue(world, order, at);
  const password = randomPassword(world);
  stage(world, { certificateId: made.Id, requestId: 0, user: call.user, passwordHash: hashPassword(password) }, at);
  workflowOfIssued(call, judged, made);
  if (judged.commonName.toLowerCase().startsWith('timeout.')) return gatewayTimeout;
  return { body: answer({ made, issuer: issuerText(call, judged), password, disposition: 'ISSUED', message: '' }) };
}

/** The answer of Renew; what waits has no certificate and, as with PFX enrollment, no password. */
function answer(o: {
  made?: CertificateRow;
  issuer?: string;
  password?: string;
  requestId?: number;
  disposition: string;
  message: string;
}): object {
  return {
    KeyfactorId: o.made?.Id ?? 0,
    KeyfactorRequestId: o.requestId ?? 0,
    Thumbprint: o.made?.thumbprint ?? '',
    SerialNumber: o.made?.serial ?? '',
    IssuerDN: o.issuer ?? null,
    RequestDisposition: o.disposition,
    DispositionMessage: o.message,
    Password: o.password ?? null,
  };
}

export const renewalRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Enrollment/Renew',
    versions: '1.0',
    permission: permissions.enrollPfx,
    handle: renew,
  },
  {
    method: 'GET',
    path: '/Enrollment/AvailableRenewal/Id/:id',
    versions: '1.0',
    handle: (call) => available(call, readableCertificate(call, idParam(call))),
  },
  {
    method: 'GET',
    path: '/Enrollment/AvailableRenewal/Thumbprint/:thumbprint',
    versions: '1.0',
    handle: (call) => available(call, byThumbprint(call, call.params['thumbprint'] ?? '')),
  },
];
