import { bool, objectBody, required, text } from '../bodyReaders.ts';
import { certificateText } from '../bundleText.ts';
import {
  certificateFormat,
  fileHeader,
  gatewayTimeout,
  heldBack,
  hold,
  issuerText,
  judge,
  orderedSans,
  orderFor,
  workflowIds,
} from '../enrollment.ts';
import { readCommon } from '../enrollRequest.ts';
import { invalid, type Call, type Reply, type Route } from '../http.ts';
import { certificateDer, chainOf, issue, type OrderedSan } from '../issuing.ts';
import { checkKey, checkKeyReuse } from '../keyChecks.ts';
import { permissions } from '../permissions.ts';
import { parseCsr, type CsrInfo } from '../pki/csr.ts';
import { privateKeyFromPkcs8, publicKeyInfo } from '../pki/crypto.ts';
import type { SanText } from '../storeRows.ts';

function readCsr(body: object): CsrInfo {
  const sent = text(body, 'CSR') ?? '';
  if (sent.trim() === '') required('CSR');
  const csr = parseCsr(sent);
  if ('error' in csr) throw invalid(`The CSR could not be parsed. ${csr.error}`);
  if (!csr.signatureValid) throw invalid('The signature of the CSR is invalid.');
  return csr;
}

/**
 * Names beside the CSR: it depends on the CA what happens to them (vendor documentation, POST Enrollment CSR). Here
 * Microsoft CAs add them to those of the CSR, EJBCA-like CAs take them instead.
 */
function mergedSans(csr: CsrInfo, sent: readonly SanText[], replace: boolean): OrderedSan[] {
  const own = csr.sans.map((san) => ({
    kind: san.kind,
    value: san.value,
    raw: san.raw === undefined ? null : Buffer.from(san.raw).toString('base64'),
  }));
  const extra = orderedSans(sent);
  if (extra.length === 0) return own;
  if (replace) return extra;
  const known = new Set(own.map((san) => `${san.kind} ${san.value.toLowerCase()}`));
  return [...own, ...extra.filter((san) => !known.has(`${san.kind} ${san.value.toLowerCase()}`))];
}

/** The CSR's own private key, for retention: base64 PKCS#8 that must belong to the request (vendor documentation). */
function readPrivateKey(body: object, csr: CsrInfo, retains: boolean): string | null {
  const sent = text(body, 'PrivateKey') ?? '';
  if (sent === '') return null;
  let spki: Uint8Array;
  try {
    spki = publicKeyInfo(privateKeyFromPkcs8(Buffer.from(sent, 'base64')));
  } catch {
    throw invalid('The private key could not be read.');
  }
  if (!Buffer.from(spki).equals(Buffer.from(csr.spki))) throw invalid('The private key does not match the CSR.');
  return retains ? sent : null;
}

async function enrollCsr(call: Call): Promise<Reply> {
  const { world } = call;
  const format = certificateFormat(call, ['PEM', 'DER']);
  const body = objectBody(call.body);
  const csr = readCsr(body);
  const request = readCommon(body);
  const judged = judge(
    call,
    request,
    { subject: csr.subject, sans: (target) => mergedSans(csr, request.sans, target.authority.CAType === 1) },
    2,
  );
  checkKey(world, judged.target, csr.key);
  checkKeyReuse(world, judged.target, csr.spki);
  const { template, authority } = judged.target;
  const retains = template === null ? authority.KeyRetention !== 0 : template.KeyRetention !== 'None';
  const order = orderFor(call, judged, csr.spki, readPrivateKey(body, csr, retains));
  const held = heldBack(judged);
  if (held !== null) {
    const row = hold(call, judged, held, order, { stores: [], password: null });
    return {
      body: {
        CertificateInformation: {
          SerialNumber: '',
          IssuerDN: null,
          Thumbprint: '',
          KeyfactorID: 0,
          Certificates: null,
          ...workflowIds(call),
          KeyfactorRequestId: row.Id,
          RequestDisposition: row.disposition,
          DispositionMessage: row.message,
          EnrollmentContext: null,
        },
        Metadata: judged.metadata,
      },
    };
  }
  const row = issue(world, order, call.now.getTime());
  if (judged.commonName.toLowerCase().startsWith('timeout.')) return gatewayTimeout;
  const chain = chainOf(authority, await certificateDer(world, row));
  const shown = (request.includeChain ?? false) ? chain : chain.slice(0, 1);
  const header = world.profile.subjectHeader ? (bool(body, 'IncludeSubjectHeader') ?? true) : true;
  const texts = shown.map((der) =>
    format === 'DER' ? Buffer.from(der).toString('base64') : certificateText(der, header),
  );
  return {
    body: {
      CertificateInformation: {
        SerialNumber: row.serial,
        IssuerDN: issuerText(call, judged),
        Thumbprint: row.thumbprint,
        KeyfactorID: row.Id,
        Certificates: texts,
        ...workflowIds(call),
        KeyfactorRequestId: 0,
        RequestDisposition: 'ISSUED',
        DispositionMessage: '',
        EnrollmentContext: null,
      },
      Metadata: judged.metadata,
    },
    headers: { 'X-CertificateFile': fileHeader(judged.commonName, format.toLowerCase()) },
  };
}

export const enrollCsrRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Enrollment/CSR',
    versions: '1.0, 2',
    permission: permissions.enrollCsr,
    handle: enrollCsr,
  },
];
