import { describe, expect, test } from 'vitest';
import { readPfxAnswer } from '../../../api/enrollment.ts';
import { asCertificateId, asStoreId } from '../../../domain/ids.ts';
import {
  carriedStores,
  enrolledDeployment,
  followUpOf,
  installedByRequest,
  followUpOfRenewal,
  plannedByRequest,
  planReason,
} from './followUp.ts';
import { command25, filledFor, onPattern, plannedStore } from './pfxForTests.ts';
import { askedAfter } from '../../deploy/deployments.ts';
import type { PfxValues } from './pfxForm.ts';
import { sentPfx } from './pfxSent.ts';
import { pfxToWire } from './pfxToWire.ts';

const now = new Date('2026-04-22T02:00:00Z');

/** Where inventories know the renewed certificate: in a store of the plan, too. */
const held = [plannedStore.storeId, 's2', 's3'].map((storeId) => ({
  storeId: asStoreId(storeId),
  machine: 'web02',
  path: '/etc/tls',
  alias: 'shop',
  typeName: 'PEM',
}));

/** Version 1 of the request, which takes no stores. */
const version1: Partial<PfxValues> = { populateFromAd: true };

function sentFor(more: Partial<PfxValues>) {
  const values = filledFor(onPattern, { stores: [plannedStore], ...more });
  return sentPfx({
    values,
    setup: onPattern,
    post: pfxToWire(values, onPattern, command25, now),
    startedAt: now,
    held: values.renewal.install ? held : [],
  });
}

const answerWith = (information: object, rest: object = {}) =>
  readPfxAnswer({ body: { CertificateInformation: information, ...rest }, header: () => null, receivedAt: 0 });
const issued = answerWith({ KeyfactorId: 4712, RequestDisposition: 'ISSUED' });
const pending = answerWith({ KeyfactorRequestId: 7, RequestDisposition: 'PENDING' });

describe('after an enrollment', () => {
  test('a plan that did not go with the request is deployed, with the password and at the chosen time', () => {
    const sent = sentFor({ ...version1, when: 'later', jobTime: '2036-01-01T00:00' });
    expect(followUpOf(issued, sent)).toEqual({
      staged: {
        certificateId: 4712,
        commonName: 'app01.example.com',
        password: 'Vq7-hdk2-MMz9-plm4',
        startsAt: new Date('2036-01-01T00:00').toISOString().replace('.000', ''),
      },
      plan: [plannedStore],
      replaces: null,
    });
  });

  test('a plan that went with the request is not deployed a second time', () => {
    expect(followUpOf(issued, sentFor({}))?.plan).toEqual([]);
  });

  test('the places of another certificate follow, whatever the plan', () => {
    expect(followUpOf(issued, sentFor({ replaces: 4711 }))?.replaces).toBe(4711);
    expect(followUpOf(issued, sentFor({ ...version1, stores: [], replaces: 4711 }))?.replaces).toBe(4711);
  });

  test('nothing follows without an issued certificate, an answer, or a password', () => {
    expect(followUpOf(pending, sentFor(version1))).toBeNull();
    const contradicts = answerWith({ KeyfactorId: 4712, RequestDisposition: 'DENIED' });
    expect(followUpOf(contradicts, sentFor(version1))).toBeNull();
    expect(followUpOf(null, sentFor(version1))).toBeNull();
    expect(followUpOf(issued, sentFor({ ...version1, passwordFrom: 'server' }))).toBeNull();
  });

  test('the password that the server made is the one that counts', () => {
    const made = answerWith({ KeyfactorId: 4712, RequestDisposition: 'ISSUED', Password: 'made by the server' });
    const sent = sentFor({ ...version1, passwordFrom: 'server' });
    expect(followUpOf(made, sent)?.staged.password).toBe('made by the server');
  });
});

describe('after a one-click renewal', () => {
  const renewed = answerWith({ KeyfactorId: 4790, RequestDisposition: 'ISSUED', Password: 'made by the server' });
  const values = (more: Partial<PfxValues>) => filledFor(onPattern, { stores: [plannedStore], ...more });

  test('the plan is deployed with the password that the server made', () => {
    expect(followUpOfRenewal(renewed, sentFor({}), values({}))).toMatchObject({
      staged: { certificateId: 4790, password: 'made by the server' },
      plan: [plannedStore],
    });
  });

  test('a plan that misses something is not', () => {
    const { rules } = plannedStore;
    const unfinished = { ...plannedStore, alias: '', rules: { ...rules, alias: 'required' as const } };
    expect(planReason(values({ stores: [unfinished] }), now)).toBe('Complete the plan in the step Where first.');
    expect(followUpOfRenewal(renewed, sentFor({}), values({ stores: [unfinished] }))).toBeNull();
    expect(planReason(values({}), now)).toBeUndefined();
  });

  test('a plan whose time had passed when it was sent is not; one whose time passes meanwhile is', () => {
    const past = values({ when: 'later', jobTime: '2020-01-01T00:00' });
    expect(followUpOfRenewal(renewed, sentFor({}), past)).toBeNull();
    const earlier = { ...sentFor({}), startedAt: new Date('2019-12-31T00:00:00Z') };
    expect(followUpOfRenewal(renewed, earlier, past)?.plan).toEqual([plannedStore]);
  });
});

describe('stores that went with an enrollment', () => {
  const told = answerWith({ KeyfactorId: 4712, RequestDisposition: 'ISSUED' }, { SuccessfulStores: [] });
  const accepted = (adopted: boolean, answer = told) =>
    enrolledDeployment(answer, sentFor({}), adopted)?.stores.map((store) => store.accepted);

  test('are kept with what the answer says of them', () => {
    expect(accepted(false)).toEqual([false]);
    expect(accepted(false, issued)).toEqual([null]);
    expect(accepted(true)).toEqual([null]);
    expect(enrolledDeployment(told, sentFor({}), false)).toMatchObject({
      askedAt: '2026-04-22T02:00:00.000Z',
      certificateId: 4712,
      commonName: 'app01.example.com',
    });
  });

  test('are followed with what is known of them, where the answer was lost as well', () => {
    const known = (adopted: boolean, more: Parameters<typeof sentFor>[0] = {}) =>
      plannedByRequest(told, sentFor(more), adopted).map(({ store, askedAt, accepted }) => [
        store.storeId,
        askedAt,
        accepted,
      ]);
    expect(known(true)).toEqual([['s1', '2026-04-22T02:00:00.000Z', null]]);
    expect(known(false)).toEqual([['s1', '2026-04-22T02:00:00.000Z', false]]);
    expect(known(true, version1)).toEqual([]);
  });

  test('are not kept while there is no certificate, nor where none went with it', () => {
    expect(enrolledDeployment(pending, sentFor({}), false)).toBeNull();
    expect(enrolledDeployment(told, sentFor(version1), false)).toBeNull();
  });
});

describe('stores of the renewed certificate', () => {
  const renewal = { certificateId: 9, label: '', install: true };
  const told = answerWith(
    { KeyfactorId: 4712, RequestDisposition: 'ISSUED' },
    { SuccessfulStores: ['s1', 's2', 's4'] },
  );
  const known = (sending: ReturnType<typeof installedByRequest>) =>
    sending && askedAfter([], [sending]).map(({ store, accepted }) => [store.storeId, accepted]);

  test('are followed beside the plan with what the answer says of them, from the time of the request', () => {
    const sending = installedByRequest(told, sentFor({ renewal }), false);
    expect(sending).toMatchObject({ certificateId: 4712, askedAt: '2026-04-22T02:00:00.000Z', plan: [] });
    expect(known(sending)).toEqual([
      ['s2', true],
      ['s3', false],
      ['s4', true],
    ]);
  });

  test('may have a job where no answer came, or one that does not tell', () => {
    const unknown = [
      ['s2', null],
      ['s3', null],
    ];
    expect(known(installedByRequest(issued, sentFor({ renewal }), false))).toEqual(unknown);
    expect(known(installedByRequest(issued, sentFor({ renewal }), true))).toEqual(unknown);
  });

  test('are kept with those of the plan as one deployment, and for an approval', () => {
    const kept = (stores: PfxValues['stores']) =>
      enrolledDeployment(told, sentFor({ renewal, stores }), false)?.stores.map((one) => [one.storeId, one.accepted]);
    expect(kept([plannedStore])).toEqual([
      ['s1', true],
      ['s2', true],
      ['s3', false],
      ['s4', true],
    ]);
    expect(kept([])?.length).toBe(4);
    expect(carriedStores(sentFor({ renewal })).map(({ storeId }) => storeId)).toEqual(['s1', 's2', 's3']);
  });

  test('may have jobs once the request that asks for them was approved', () => {
    const approved = { certificateId: asCertificateId(4790), successfulStores: null };
    const sending = installedByRequest(approved, sentFor({ renewal }), true);
    expect(sending).toMatchObject({ certificateId: 4790, state: 'lost', askedAt: '2026-04-22T02:00:00.000Z' });
    expect(known(sending)).toEqual([
      ['s2', null],
      ['s3', null],
    ]);
  });

  test('are no part of a request that leaves them alone', () => {
    const kept = sentFor({ renewal: { ...renewal, install: false } });
    expect(installedByRequest(issued, kept, false)).toBeNull();
    expect(carriedStores(kept)).toHaveLength(1);
  });
});
