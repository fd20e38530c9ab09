import { asCertificateId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import { agentsQuery } from './agents.ts';
import { changeOwner, historyQuery, revokeCertificate, saveCertificateMetadata } from './certificateActions.ts';
import { certificatesQuery } from './certificateList.ts';
import { replacePfx, replacePost } from './deploy.ts';
import { type FaultCall, read, refusedGives, write } from './faultCallsForTests.ts';
import { secrets } from './faultsForTests.ts';
import { inventoryTimesQuery } from './inventory.ts';
import { rescheduleJob, unscheduleJob } from './orchestratorJobs.ts';
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

/** What puts certificates into stores, takes them out, and follows that: reads as a screen makes them. */
export const deployReads: readonly FaultCall[] = [
  read('orchestrators', agentsQuery(), [], [{ AgentId: 1 }], {
    instead: (fault) => refusedGives(null)(fault) ?? (fault.error.status === 401 ? { value: null } : undefined),
    keepsSession: true,
  }),
  read('times of inventories', inventoryTimesQuery(['My']), [], [{ JobHistoryId: 'x' }], {
    instead: (fault) => refusedGives(null)(fault) ?? (fault.error.status === 401 ? { value: null } : undefined),
    keepsSession: true,
  }),
  read('history of a certificate', historyQuery(certificateId), [{ Id: 1 }], [{ Id: 'x' }], {
    instead: refusedGives(null),
  }),
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
  write('metadata', saveCertificateMetadata(), { ...target, metadata: { Owner: 'Ann' } }, 60_000, readBack({})),
  write('owner', changeOwner(), { ...target, owner: 'Web Team' }, 60_000, readBack({ OwnerRoleName: 'Web Team' })),
];
