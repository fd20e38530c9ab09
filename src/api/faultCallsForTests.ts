import {
  MutationObserver,
  type FetchQueryOptions,
  type MutationOptions,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { asCertificateId, asPatternId, asRequestId, asTemplateId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import { appSettingsQuery, shippedSettings } from './appSettings.ts';
import { recoverCertificate } from './certificateActions.ts';
import { certificateQuery, liveCertificatesQuery, newCertificatesQuery } from './certificates.ts';
import { certificatesOfKeyQuery } from './certificatesOfKey.ts';
import { containersQuery } from './containers.ts';
import {
  deletePendingCsr,
  fetchPendingCsr,
  generateCsr,
  madeByCommandQuery,
  pendingCsrsQuery,
} from './csrGeneration.ts';
import { deployPfx } from './deploy.ts';
import { downloadCertificate } from './downloads.ts';
import { enrollCsr, enrollPfx } from './enrollment.ts';
import {
  enrollmentContextQuery,
  patternChoicesQuery,
  patternMetadataQuery,
  ruleSetQuery,
} from './enrollmentContext.ts';
import { secrets, type Fault } from './faultsForTests.ts';
import { jobsQuery } from './jobs.ts';
import { metadataFieldsQuery } from './metadata.ts';
import { availableRenewalQuery, renewCertificate, renewPost } from './renewals.ts';
import { certificatesToRenewQuery } from './renewalSearch.ts';
import { certificateOfRequest, requestAtAuthority, workflowOfRequest } from './requests.ts';
import { rolesQuery } from './roles.ts';
import { detectServer, meQuery } from './server.ts';
import { settingsQuery } from './settings.ts';
import { allStoresQuery, noStoreFilters, storePageQuery, storesByIdQuery } from './stores.ts';
import { storeTypesQuery } from './storeTypes.ts';
import { templateQuery } from './templates.ts';

/** One call of the wizards, their results or Activity. */
export interface FaultCall {
  name: string;
  run(client: QueryClient): Promise<unknown>;
  /** What the server answers when all is well. */
  good: unknown;
  /** An answer of the right kind in which a member has another type. */
  wrong: unknown;
  /** What a fault gives instead of an error; undefined where it is an error. */
  instead?: (fault: Fault) => { value: unknown } | undefined;
  /** A 401 is a missing right here and ends no session. */
  keepsSession?: boolean;
  /** What was taken is read again: a second request. */
  readsAgain?: boolean;
  /** Milliseconds after which no answer is an error. */
  limitMs: number;
}

const minuteMs = 60_000;
const { signal } = new AbortController();

const certificateId = asCertificateId(4711);
const requestId = asRequestId(318);
const instanceId = '8c0f6f9e-53a3-4f0e-9a55-6f3c9c3e1f20';
const storeId = '1b4f6c0e-6d3b-4a57-9b9f-0a8c1d2e3f40';
const row = { Id: 1, Name: 'x' };

const statusOf = (fault: Fault) => fault.error.status ?? 0;
const isHttp = (fault: Fault) => fault.error.kind === 'http';

/** 403, 404, 405 and 501 are "not for you": they give a value (`notPermitted`). */
export const refusedGives = (value: unknown) => (fault: Fault) =>
  isHttp(fault) && [403, 404, 405, 501].includes(statusOf(fault)) ? { value } : undefined;

/** Activity tells a missing right, with its name, from a thing that is not there. */
export const evidence = (fault: Fault) =>
  isHttp(fault) && statusOf(fault) === 403
    ? { value: { kind: 'not permitted', permission: fault.error.missingPermission ?? null } }
    : refusedGives({ kind: 'absent' })(fault);

/** What Keyfactor ships with, and the right that is missing. */
const shippedGives = (fault: Fault) =>
  refusedGives({ ...shippedSettings, missing: { permission: fault.error.missingPermission ?? null } })(fault);

/** Any refusal but 401, and any JSON, is an answer: what is not told stays unknown. */
const unknownGives = (value: unknown) => (fault: Fault) => {
  const status = statusOf(fault);
  const refused = isHttp(fault) && status !== 401 && (status < 500 || status === 501);
  return refused || fault.says === 'another kind' || fault.says === 'another member' ? { value } : undefined;
};

/** A read as a screen makes it. */
export function read<Data, Kept, Key extends QueryKey>(
  name: string,
  query: FetchQueryOptions<Data, Error, Kept, Key>,
  good: unknown,
  wrong: unknown,
  more: Partial<FaultCall> = {},
): FaultCall {
  return { name, run: (client) => client.fetchQuery(query), good, wrong, limitMs: minuteMs, ...more };
}

const asked = { ...row, Template: { Id: 4 } };
const place = { machine: 'web01', path: 'My', since: '2026-04-01T00:00:00Z', jobId: null };
const someCertificate = { Id: 4711, IssuedCN: 'a', ImportDate: '2026-04-01T00:00:00Z' };
const wrongRow = [{ Id: secrets.madePassword }];
const forgotten = { instead: refusedGives(null) };

export const reads: readonly FaultCall[] = [
  {
    name: 'version and abilities',
    run: () => detectServer(),
    good: ['GET /EnrollmentPatterns'],
    wrong: { Endpoints: 1 },
    // A list that fails is done without where the version came with it.
    instead: (fault) =>
      fault.error.status === 500 && fault.error.correlationId
        ? { value: { version: '25.4.1' } }
        : unknownGives({ endpoints: null })(fault),
    limitMs: minuteMs,
  },
  read('context of PFX', enrollmentContextQuery('pfx'), {}, { Templates: [{ Id: 'x' }] }),
  read('context of CSR', enrollmentContextQuery('csr'), {}, { StandaloneCAs: [{ Name: 1 }] }),
  read('patterns', patternChoicesQuery(), [asked], wrongRow, forgotten),
  read('rules of a pattern', ruleSetQuery({ patternId: asPatternId(3) }), {}, { Regexes: 'x' }, forgotten),
  read('rules of a template', ruleSetQuery({ templateId: asTemplateId(4) }), {}, { TemplateRegexes: 1 }, forgotten),
  read('metadata of a pattern', patternMetadataQuery(asPatternId(3)), [], [{ MetadataId: 'x' }], forgotten),
  read('metadata fields', metadataFieldsQuery(), [row], wrongRow),
  read('application settings', appSettingsQuery(), [], [{ Value: 12 }], { instead: shippedGives }),
  read('roles', rolesQuery(), [row], wrongRow, forgotten),
  read('me', meQuery(), { Roles: [] }, { Roles: 1 }, { instead: unknownGives({ roles: null, permissions: null }) }),
  read('template', templateQuery(4), { Id: 4 }, { Id: 'x' }),
  read('system-wide rules', settingsQuery(true), {}, { Regexes: 'x' }),
  read('system-wide rules of templates', settingsQuery(false), {}, { TemplateRegexes: 'x' }),
  read(
    'planned stores',
    storesByIdQuery([storeId]),
    { Id: storeId, CertStoreType: 6 },
    { Id: 6 },
    {
      instead: refusedGives([]),
    },
  ),
  read('store types', storeTypesQuery(), [{ StoreType: 6 }], [{ StoreType: 'x' }]),
  read('ways to renew', availableRenewalQuery(certificateId), {}, { AvailableRenewalType: {} }, forgotten),
  read('certificates to renew', certificatesToRenewQuery('4ECFB0E9'), [someCertificate], wrongRow),
  read('certificate', certificateQuery(certificateId), someCertificate, { Id: 'x' }),
  read('certificates that came in', newCertificatesQuery('a', 0), [someCertificate], wrongRow),
  read('certificates in use', liveCertificatesQuery('a'), [someCertificate], wrongRow),
  read('certificates of a key', certificatesOfKeyQuery('AB'), [someCertificate], wrongRow, {
    instead: (fault) =>
      fault.error.kind === 'timeout' || (isHttp(fault) && [400, 404, 405, 500, 501].includes(statusOf(fault)))
        ? { value: null }
        : undefined,
  }),
  {
    name: 'requests made by Command',
    run: (client) => client.fetchInfiniteQuery(pendingCsrsQuery()),
    good: [row],
    wrong: wrongRow,
    limitMs: minuteMs,
  },
  read(
    'whether Command made it',
    madeByCommandQuery('x', () => Promise.resolve(false)),
    [row],
    wrongRow,
    forgotten,
  ),
  {
    name: 'request made by Command',
    run: () => fetchPendingCsr(7),
    good: { CSRText: 'x' },
    wrong: { CSRText: 1 },
    limitMs: minuteMs,
  },
  {
    name: 'workflow instance',
    run: () => workflowOfRequest(instanceId, signal),
    good: { Status: 'Suspended' },
    wrong: { Status: {} },
    instead: evidence,
    limitMs: minuteMs,
  },
  {
    name: 'request at the CA',
    run: () => requestAtAuthority(requestId, signal),
    good: { State: 5 },
    wrong: { State: 'x' },
    instead: evidence,
    limitMs: minuteMs,
  },
  {
    name: 'certificate of a request',
    run: () => certificateOfRequest(requestId, signal),
    good: [row],
    wrong: wrongRow,
    instead: evidence,
    limitMs: minuteMs,
  },
  read('page of stores', storePageQuery(noStoreFilters, 1), [{ Id: storeId, CertStoreType: 6 }], [{ Id: 6 }]),
  read('all stores', allStoresQuery(noStoreFilters), [{ Id: storeId, CertStoreType: 6 }], [{ Id: 6 }]),
  read('store containers', containersQuery('container'), [row], wrongRow, forgotten),
  read('jobs', jobsQuery([place]), [{ JobHistoryId: 1, Id: 'x' }], [{ JobHistoryId: 'x', Id: 1 }], {
    instead: (fault) =>
      refusedGives(null)(fault) || statusOf(fault) === 401
        ? { value: { stores: {}, historyMissing: { permission: fault.error.missingPermission ?? null } } }
        : undefined,
    keepsSession: true,
  }),
];

/** A mutation as a screen runs it. */
export function write<Answer, Post>(
  name: string,
  options: MutationOptions<Answer, Error, Post>,
  post: Post,
  limitMs: number,
  more: Pick<FaultCall, 'good' | 'wrong'> & Partial<FaultCall>,
): FaultCall {
  return { name, run: (client) => new MutationObserver(client, options).mutate(post), limitMs, ...more };
}

const pfxBody = {
  Subject: 'CN=app01.keyexample.com',
  Password: secrets.password,
  Stores: [{ StoreId: storeId, Properties: { EntryPassword: secrets.entryPassword, Pin: secrets.storeParameter } }],
};
const deployPost = { body: pfxBody, secrets: [secrets.storeParameter] };
const csrBody = { CSR: '-----BEGIN CERTIFICATE REQUEST-----', PrivateKey: secrets.privateKey };

const issued = { CertificateInformation: { KeyfactorId: 4711, RequestDisposition: 'ISSUED' } };
/** A disposition of another type, beside what must not be told. */
const odd = {
  CertificateInformation: { RequestDisposition: 7, Password: secrets.madePassword, Pkcs12Blob: secrets.pfx },
};
/** An answer that says nothing known is none of the known ends, and no error. */
const unclear = (fault: Fault) => (fault.says === undefined ? undefined : { value: { disposition: 'unclear' } });
const enrolled = { good: issued, wrong: odd, instead: unclear };
const tenMinutesMs = 600_000;
const renewal = renewPost(certificateId, new Date(0));

/** What may issue a certificate: sent once, and told apart by `outcomeOf`. */
export const enrollments: readonly FaultCall[] = [
  write('PFX, version 1', enrollPfx(), { ...deployPost, version: 1, certificateFormat: 'PFX' }, tenMinutesMs, enrolled),
  write(
    'PFX, version 2',
    enrollPfx(),
    { ...deployPost, version: 2, certificateFormat: 'STORE' },
    tenMinutesMs,
    enrolled,
  ),
  write('CSR', enrollCsr(), { certificateFormat: 'PEM', forceEnroll: true, body: csrBody }, tenMinutesMs, enrolled),
  write('one-click renewal', renewCertificate(), renewal, tenMinutesMs, {
    ...enrolled,
    good: issued.CertificateInformation,
    wrong: odd.CertificateInformation,
  }),
];

/** Everything else that changes something on the server. */
export const otherWrites: readonly FaultCall[] = [
  write('CSR made by Command', generateCsr(), { Subject: 'CN=a' }, tenMinutesMs, {
    good: { CSR: 'x' },
    wrong: { CSR: 1 },
  }),
  write('deletion of a CSR made by Command', deletePendingCsr(), 7, minuteMs, {
    good: {},
    wrong: {},
    // Its answer has no body that could be wrong.
    instead: (fault) => (fault.says === undefined ? undefined : { value: undefined }),
  }),
  write('deployment', deployPfx(), deployPost, 2 * minuteMs, { good: {}, wrong: { FailedStores: 1 } }),
];

const recovered = {
  format: 'PEM',
  includeChain: true,
  chainOrder: 'RootFirst',
  friendlyName: '',
  newer: true,
} as const;
const recovery = { ...recovered, certificateId, scope: noScope, password: secrets.password };

/** Sent as POST, and changes nothing. */
export const readingPosts: readonly FaultCall[] = [
  write('download', downloadCertificate(), { certificateId, format: 'P7B' as const, includeChain: true }, minuteMs, {
    good: { Content: 'AQID' },
    wrong: { Content: 1 },
  }),
  write('recovery', recoverCertificate(), recovery, minuteMs, { good: { PFX: 'AQID' }, wrong: { PFX: 1 } }),
];
