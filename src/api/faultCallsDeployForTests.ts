import { asCertificateId, asRequestId, asStoreId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import { agentsQuery } from './agents.ts';
import { changeOwner, historyQuery, revokeCertificate, saveCertificateMetadata } from './certificateActions.ts';
import { assignedQuery, decide, instanceDetailQuery, myInstancesQuery, waitingAtCaQuery } from './approvals.ts';
import { certificateChecksQuery } from './certificateChecks.ts';
import { certificatesQuery } from './certificateList.ts';
import { replacePfx, replacePost } from './deploy.ts';
import { evidence, type FaultCall, read, refusedGives, write } from './faultCallsForTests.ts';
import { type Fault, secrets } from './faultsForTests.ts';
import { goneStoresQuery } from './goneStores.ts';
import { inventoryQuery, inventoryTimesQuery } from './inventory.ts';
import { rescheduleJob, unscheduleJob } from './orchestratorJobs.ts';
import { storesOfCertificateQuery } from './renewals.ts';
import { addPost, addToStores, removeFromStores, removePost } from './storeEntries.ts';

const limitMs = 120_000;
const certificateId = asCertificateId(4711);
const storeId = '1b4f6c0e-6d3b-4a57-9b9f-0a8c1d2e3f40';
const jobIds = ['aac43f8f-93e0-41c1-b05f-6b8301ca72af'];

const addition = addPost({
  certificateId,
  stores: [
    {
      CertificateStoreId: storeId,
      EntryPassword: { SecretValue: secrets.entryPassword },
      JobFields: { Pin: secrets.storeParameter },
    },
  ],
  startsAt: null,
  scope: noScope,
});
const removal = removePost(
  [{ storeId, alias: 'shop', parameters: { EntryPassword: secrets.entryPassword, Pin: secrets.storeParameter } }],
  null,
  noScope,
);
const replacement = replacePost({
  existingId: certificateId,
  newId: asCertificateId(4712),
  password: secrets.password,
  startsAt: null,
});

/** The right that is missing, with its name where the refusal tells it. */
const missingGives = (fault: Fault) => refusedGives({ permission: fault.error.missingPermission ?? null })(fault);

/** A store is gone where the server has none of that id; its answer has no body that counts. */
const goneGives = (fault: Fault) =>
  fault.says === undefined || fault.says === 'nothing'
    ? refusedGives(fault.error.status === 404 ? [storeId] : [])(fault)
    : { value: [] };

/** What puts certificates into stores, takes them out, and follows that: reads as a screen makes them. */
export const deployReads: readonly FaultCall[] = [
  read(
    'stores of a certificate',
    storesOfCertificateQuery(certificateId),
    {},
    { Details: 1 },
    { instead: missingGives },
  ),
  read('inventory', inventoryQuery(asStoreId(storeId)), [], [{ Name: 6 }], { instead: missingGives }),
  read('orchestrators', agentsQuery(), [], [{ AgentId: 1 }], {
    instead: (fault) =>
      missingGives(fault) ?? (fault.error.status === 401 ? { value: { permission: null } } : undefined),
    keepsSession: true,
  }),
  read('times of inventories', inventoryTimesQuery(['My']), [], [{ JobHistoryId: 'x' }], {
    instead: (fault) => refusedGives(null)(fault) ?? (fault.error.status === 401 ? { value: null } : undefined),
    keepsSession: true,
  }),
  read('history of a certificate', historyQuery(certificateId), [{ Id: 1 }], [{ Id: 'x' }], {
    instead: refusedGives(null),
  }),
  read('steps that wait for the caller', assignedQuery(), [{ Id: 'x' }], [{ Id: 1 }], { instead: evidence }),
  read('instances that the caller started', myInstancesQuery(), [{ Id: 'x' }], [{ Id: 1 }], { instead: evidence }),
  read('requests that wait at a CA', waitingAtCaQuery(), [{ Id: 318 }], [{ Id: 'x' }], { instead: evidence }),
  read('what is decided', instanceDetailQuery('x'), { Signals: [] }, { Signals: 1 }),
  read('checks of a certificate', certificateChecksQuery(certificateId), { ChainBuilt: true }, { ChainBuilt: 'x' }),
  read('stores that are gone', goneStoresQuery([{ storeId, askedAt: null }]), {}, {}, { instead: goneGives }),
  {
    name: 'list of certificates',
    run: (client) =>
      client.fetchInfiniteQuery(certificatesQuery({ search: '', filters: {}, sortField: 'CertId', descending: true })),
    good: [{ Id: 4711 }],
    wrong: [{ Id: 'x' }],
    limitMs: 60_000,
  },
];

/** Their answers have no body that could be wrong. */
const bodiless: Pick<FaultCall, 'good' | 'wrong' | 'instead'> = {
  good: {},
  wrong: {},
  instead: (fault) => (fault.says === undefined ? undefined : { value: undefined }),
};

const approval = { approve: true, comment: 'Checked' };
const target = { certificateId, scope: noScope };
/** What is done to a certificate is known from reading it again; what cannot be read then is null. */
const readBack = (good: object): Pick<FaultCall, 'good' | 'wrong' | 'instead' | 'readsAgain'> => ({
  good: { Id: 4711, ...good },
  wrong: { Id: 'x' },
  instead: (fault) => (fault.says === undefined ? undefined : { value: null }),
  readsAgain: true,
});

/** The same, for what changes something on the server. */
export const deployWrites: readonly FaultCall[] = [
  write('replacement', replacePfx(), replacement, limitMs, { good: {}, wrong: { FailedStores: 1 } }),
  write('addition to stores', addToStores(), { ...addition, secrets: [secrets.storeParameter] }, limitMs, {
    good: jobIds,
    wrong: [1],
  }),
  write('removal from stores', removeFromStores(), { ...removal, secrets: [secrets.storeParameter] }, limitMs, {
    good: jobIds,
    wrong: [1],
  }),
  write('cancelled job', unscheduleJob(), jobIds[0] ?? '', 60_000, { ...bodiless, keepsSession: true }),
  write('job run again', rescheduleJob(), 20_117, 60_000, { ...bodiless, keepsSession: true }),
  write('revocation', revokeCertificate(), { ...target, reason: 4, comment: 'Superseded', effectiveAt: null }, 60_000, {
    good: { Id: 4711, RevokedIds: [4711], SuspendedCerts: [] },
    wrong: { RevokedIds: ['x'] },
    readsAgain: true,
  }),
  write('decision in a workflow', decide('workflow'), { ...approval, instanceId: 'x', signalKey: 'y' }, 60_000, {
    ...bodiless,
    instead: (fault) => (fault.says === undefined ? undefined : { value: { kind: 'done' } }),
  }),
  write('decision at a CA', decide('authority'), { ...approval, requestId: asRequestId(318) }, 60_000, {
    good: { Successes: [{ KeyfactorRequestId: 318 }] },
    wrong: { Successes: 1 },
  }),
  write('metadata', saveCertificateMetadata(), { ...target, metadata: { Owner: 'Ann' } }, 60_000, readBack({})),
  write('owner', changeOwner(), { ...target, owner: 'Web Team' }, 60_000, readBack({ OwnerRoleName: 'Web Team' })),
];
