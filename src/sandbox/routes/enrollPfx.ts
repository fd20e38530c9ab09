import { randomPassword } from '../bundleSettings.ts';
import { deliver, placesOf, refusePast, requireSchedule } from '../delivery.ts';
import {
  certificateFormat,
  fileHeader,
  gatewayTimeout,
  issuerText,
  judge,
  orderedSans,
  orderFor,
  type Judged,
} from '../enrollment.ts';
import { heldBack, hold, workflowOfIssued } from '../holding.ts';
import type { Call, Reply, Route } from '../http.ts';
import { certificateDer, chainOf, issue } from '../issuing.ts';
import { bundleExtensions, keyBundle } from '../keyBundle.ts';
import { checkKey, defaultKey, requestedKey } from '../keyChecks.ts';
import { permissions } from '../permissions.ts';
import { generateKey, hashPassword, privateKeyToPkcs8, publicKeyInfo, type PrivateKey } from '../pki/crypto.ts';
import { readPfxRequest, type PfxRequest } from '../pfxRequest.ts';
import { stage } from '../staging.ts';
import type { WantedStore } from '../storeRows.ts';

const formatsV10 = ['PFX', 'ZIP', 'STORE'];
const formatsV25 = ['PFX', 'ZIP', 'PEM', 'JKS', 'STORE', 'REPLACE'];
const retained = 'The private key was successfully retained.';
const notRetained = 'The template was not set up for private key retention, so no private key was saved.';

interface Enrolled {
  judged: Judged;
  key: PrivateKey;
  retains: boolean;
}

async function prepare(call: Call, request: PfxRequest): Promise<Enrolled> {
  const { world } = call;
  const judged = judge(call, request, { subject: request.subject, sans: () => orderedSans(request.sans) }, 1);
  const asked = request.keyType !== '' || request.keyLength !== null || request.curve !== '';
  const spec = asked
    ? requestedKey(request.keyType, request.keyLength, request.curve)
    : defaultKey(world, judged.target);
  checkKey(world, judged.target, spec);
  const key = await generateKey(spec);
  const { template, authority } = judged.target;
  const retains = template === null ? authority.KeyRetention !== 0 : template.KeyRetention !== 'None';
  return { judged, key, retains };
}

/** Members that only version 2, or only a server from 11 on, sends. */
function wrapped(call: Call, information: object, successful: string[] | null, metadata: object): object {
  const first = call.apiVersion === 2 ? { SuccessfulStores: successful } : {};
  return { ...first, CertificateInformation: information, Metadata: metadata };
}

function later(call: Call, workflow: object, invalidStores: string[]): object {
  return call.world.profile.major < 11
    ? {}
    : { ...workflow, StoreIdsInvalidForRenewal: invalidStores, ChainFailedToBuild: false };
}

/** Every metadata field that is not hidden comes back, with "" where nothing was sent (recorded on 25.4). */
function metadataEcho(judged: Judged): Record<string, string> {
  return { ...Object.fromEntries(judged.shownFields.map((name) => [name, ''])), ...judged.metadata };
}

function bundle(
  call: Call,
  request: PfxRequest,
  enrolled: Enrolled,
  made: { chain: Uint8Array[]; password: string; format: string },
): string {
  const { key, judged } = enrolled;
  const { chain, password, format } = made;
  const wishes = { ...request, includeChain: request.includeChain ?? true, password };
  return keyBundle(format, { ...wishes, key, chain, commonName: judged.commonName, at: call.now }).toString('base64');
}

/** What waits: the ids are 0, and there are no bytes yet. */
function heldReply(
  call: Call,
  enrolled: Enrolled,
  held: NonNullable<ReturnType<typeof heldBack>>,
  delivery: { stores: WantedStore[]; password: string | null },
): Reply {
  const { judged, key, retains } = enrolled;
  const kept = retains ? privateKeyToPkcs8(key).toString('base64') : null;
  const row = hold(call, judged, held, orderFor(call, judged, publicKeyInfo(key), kept), delivery);
  const information = {
    SerialNumber: '',
    IssuerDN: null,
    Thumbprint: '',
    KeyfactorId: 0,
    Pkcs12Blob: null,
    Password: null,
    ...later(call, row.workflow, []),
    KeyfactorRequestId: row.Id,
    RequestDisposition: row.disposition,
    DispositionMessage: row.message,
    EnrollmentContext: null,
  };
  return { body: wrapped(call, information, null, metadataEcho(judged)) };
}

/** Stores of the request and, when renewing, those that hold the old certificate (InstallIntoExistingCertificateStores). */
async function targets(call: Call, request: PfxRequest): Promise<{ asked: WantedStore[]; renewed: WantedStore[] }> {
  const renewal = request.renewalCertificateId;
  const renewed = renewal !== null && request.installIntoExisting ? await placesOf(call, renewal) : [];
  return { asked: request.stores ?? [], renewed };
}

async function enrollPfx(call: Call): Promise<Reply> {
  const { world } = call;
  const format = certificateFormat(call, world.profile.replaceFormat ? formatsV25 : formatsV10);
  const request = readPfxRequest(call);
  const { asked, renewed } = await targets(call, request);
  if (asked.length > 0 || renewed.length > 0) requireSchedule(call);
  refusePast(request.jobTime, call);
  const enrolled = await prepare(call, request);
  const { judged, key, retains } = enrolled;
  const held = heldBack(judged);
  if (held !== null) {
    return heldReply(call, enrolled, held, { stores: [...asked, ...renewed], password: request.password });
  }

  const spki = publicKeyInfo(key);
  const kept = retains ? privateKeyToPkcs8(key).toString('base64') : null;
  const at = call.now.getTime();
  const row = issue(world, orderFor(call, judged, spki, kept), at);
  const password = request.password ?? randomPassword(world);
  const passwordHash = hashPassword(password);
  stage(world, { certificateId: row.Id, requestId: 0, user: call.user, passwordHash }, at);
  const delivery = { privateKey: true, startAt: request.jobTime };
  const done = deliver(call, row.Id, asked, delivery);
  const again = deliver(call, row.Id, renewed, delivery);
  const workflow = workflowOfIssued(call, judged, row);
  if (judged.commonName.toLowerCase().startsWith('timeout.')) return gatewayTimeout;

  const chain = chainOf(judged.target.authority, await certificateDer(world, row));
  const delivered = [...done.delivered, ...again.delivered];
  const information = {
    SerialNumber: row.serial,
    IssuerDN: issuerText(call, judged),
    Thumbprint: row.thumbprint,
    KeyfactorId: row.Id,
    Pkcs12Blob: bundle(call, request, enrolled, { chain, password, format }),
    Password: request.password === null ? password : null,
    ...later(
      call,
      workflow,
      again.failed.map((one) => one.storeId),
    ),
    KeyfactorRequestId: 0,
    RequestDisposition: 'ISSUED',
    DispositionMessage: retains ? retained : notRetained,
    EnrollmentContext: null,
  };
  return {
    body: wrapped(call, information, asked.length + renewed.length === 0 ? null : delivered, metadataEcho(judged)),
    headers: {
      'X-CertificateFile': fileHeader(judged.commonName, bundleExtensions[format] ?? 'pfx'),
      'X-PrivateKeyStatus': retains ? 'Saved' : 'NoRetention',
    },
  };
}

export const enrollPfxRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Enrollment/PFX',
    versions: '1.0, 2',
    permission: permissions.enrollPfx,
    handle: enrollPfx,
  },
];
