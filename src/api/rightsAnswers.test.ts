import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../domain/scope.ts';
import { deployPfx, replacePfx } from './deploy.ts';
import { enrollCsr, enrollPfx } from './enrollment.ts';
import { enrollmentContextQuery } from './enrollmentContext.ts';
import { ApiError } from './errors.ts';
import { renewCertificate } from './renewals.ts';
import { followAnswer, lackedRight, takes, tryWithout, whyNot, type Act, type Taking } from './rights.ts';
import { meQuery, type Me } from './server.ts';
import { addToStores, removeFromStores } from './storeEntries.ts';

const me = (...permissions: string[]): Me => ({ name: 'a', roles: ['R'], permissions, source: '' });
const collection = (collectionId: number): Scope => ({ collectionId, containerId: null });
const container = (containerId: number): Scope => ({ collectionId: null, containerId });

describe('the server’s answer to an act', () => {
  const client = new QueryClient();
  const { queryKey } = meQuery();
  const now = () => client.getQueryData(queryKey);
  const refused = (missingPermission: string | null) => ({
    error: new ApiError({ kind: 'http', status: 403, missingPermission, serverWords: 'No.' }),
  });
  beforeEach(() => client.setQueryData(queryKey, { ...me('/'), permissions: null }));
  afterEach(() => client.clear());

  it('that is a refusal turns the act off, by the permission that it names', () => {
    followAnswer(client, takes('patterns'), refused('/enrollment_pattern/modify/'));
    expect(whyNot(now(), 'patterns')?.words).toBe('You lack the permission /enrollment_pattern/modify/');
    expect(whyNot(now(), 'templates')).toBeUndefined();
    followAnswer(client, takes('templates'), refused('/spelled/otherwise/'));
    expect(lackedRight(now(), 'templates')).toBe('/spelled/otherwise/');
    expect(lackedRight(now(), 'patterns')).toBe('/enrollment_pattern/modify/');
  });

  it('that names no permission turns it off in its own words', () => {
    followAnswer(client, takes('patterns'), refused(null));
    expect(lackedRight(now(), 'patterns')).toBeUndefined();
    expect(whyNot(now(), 'patterns')?.words).toBe('The server refused this: No.');
  });

  it('that is a success turns it on again, and nothing else', () => {
    for (const act of ['patterns', 'templates'] as const) followAnswer(client, takes(act), refused(null));
    followAnswer(client, takes('patterns'), { error: null });
    expect(whyNot(now(), 'patterns')).toBeUndefined();
    expect(whyNot(now(), 'templates')).toBeDefined();
  });

  it('that is another error, or to something else, changes nothing', () => {
    const before = now();
    followAnswer(client, takes('patterns'), { error: new ApiError({ kind: 'http', status: 400 }) });
    followAnswer(client, takes('patterns'), { error: new ApiError({ kind: 'network' }) });
    followAnswer(client, undefined, refused(null));
    followAnswer(client, takes('patterns'), { error: null });
    expect(now()).toBe(before);
    client.clear();
    followAnswer(client, takes('patterns'), refused(null));
    expect(now()).toBeUndefined();
  });

  it('in one collection or container says nothing of the other certificates', () => {
    followAnswer(client, takes('revoke'), { ...refused('/x/'), sent: { certificateId: 5, scope: collection(3) } });
    expect(whyNot(now(), 'revoke', collection(3))?.words).toBe('You lack the permission /x/');
    for (const scope of [collection(4), container(3), { collectionId: null, containerId: null }])
      expect(whyNot(now(), 'revoke', scope)).toBeUndefined();
    followAnswer(client, takes('revoke'), { error: null, sent: { certificateId: 5, scope: collection(4) } });
    expect(whyNot(now(), 'revoke', collection(3))).toBeDefined();
    followAnswer(client, takes('revoke'), { error: null, sent: { certificateId: 6, scope: collection(3) } });
    expect(whyNot(now(), 'revoke', collection(3))).toBeUndefined();
  });

  describe('where the list of names leaves a right out', () => {
    const name = 'PkiManagement: Modify';
    beforeEach(() => client.setQueryData(queryKey, me('PkiManagement: Read')));

    it('is asked once somebody chose to try, and holds', () => {
      const tries = whyNot(now(), 'templates')?.tries ?? '';
      tryWithout(client, tries);
      expect(whyNot(now(), 'templates')).toBeUndefined();
      followAnswer(client, takes('templates'), { error: null });
      expect(whyNot(now(), 'templates')).toBeUndefined();
      tryWithout(client, tries);
      followAnswer(client, takes('templates'), refused(name));
      const reason = { words: `You lack the permission ${name}`, tries: null };
      expect(whyNot(now(), 'templates')).toMatchObject(reason);
      // As when the rights are read again.
      client.setQueryData(queryKey, (known) => known && { ...known, refused: {} });
      expect(whyNot(now(), 'templates')).toMatchObject({ ...reason, tries });
    });

    it('a refusal that names no permission ends the trying, so that the guess counts again', () => {
      tryWithout(client, whyNot(now(), 'templates')?.tries ?? '');
      followAnswer(client, takes('templates'), refused(null));
      expect(whyNot(now(), 'templates')?.words).toBe(`You lack the permission ${name}`);
      expect(lackedRight(now(), 'templates')).toBe(name);
    });

    it('corrects the list when it is a success', () => {
      followAnswer(client, takes('templates'), { error: null });
      expect(whyNot(now(), 'templates')).toBeUndefined();
    });
  });

  describe('where rights are told as paths that leave one out', () => {
    const may = (id: number) => whyNot(now(), 'revoke', collection(id)) === undefined;
    const answered = (id: number, outcome: { error: unknown }) =>
      followAnswer(client, takes('revoke'), { ...outcome, sent: { scope: collection(id) } });
    beforeEach(() => client.setQueryData(queryKey, me('/certificates/collections/read/')));

    it('what is found or tried in one collection does not count in another', () => {
      answered(3, { error: null });
      tryWithout(client, whyNot(now(), 'revoke', collection(5))?.tries ?? '');
      expect([may(3), may(5), may(7)]).toEqual([true, true, false]);
    });

    it('a refusal in one collection does not take back what was found in another', () => {
      for (const id of [3, 7]) answered(id, { error: null });
      answered(7, refused(null));
      expect([may(3), may(7)]).toEqual([true, false]);
    });

    it('what is found everywhere holds in each collection, until it is refused there', () => {
      followAnswer(client, takes('revoke'), { error: null });
      answered(7, refused(null));
      expect([may(3), may(7)]).toEqual([true, false]);
    });
  });

  describe('to a call that takes several rights', () => {
    const enroll = takes('enrollPfx', { amongOthers: true });

    it('turns off the act whose permission it names, under either name, and not the one that was asked for', () => {
      followAnswer(client, enroll, refused('/certificate_stores/schedule'));
      expect(lackedRight(now(), 'deploy')).toBe('/certificate_stores/schedule');
      followAnswer(client, enroll, refused('Certificates: Recover'));
      expect(lackedRight(now(), 'recover')).toBe('Certificates: Recover');
      expect(whyNot(now(), 'enrollPfx')).toBeUndefined();
      followAnswer(client, enroll, refused('CertificateEnrollment: EnrollPFX, Certificates: Recover'));
      expect(whyNot(now(), 'enrollPfx')).toBeDefined();
    });

    it('turns nothing off where it names none, or one that stands before no act', () => {
      const before = now();
      for (const named of [null, '/certificates/collections/read/']) followAnswer(client, enroll, refused(named));
      expect(now()).toBe(before);
    });

    it('is that of each enrollment and of each deployment', () => {
      const deploys = [deployPfx(), replacePfx(), addToStores(), removeFromStores()];
      for (const { meta } of [enrollPfx(), renewCertificate(), enrollCsr(), ...deploys]) {
        const before = now();
        followAnswer(client, meta, refused(null));
        expect(now()).toBe(before);
        followAnswer(client, meta, refused('/certificates/collections/revoke/'));
        expect(whyNot(now(), 'revoke')).toBeDefined();
        client.setQueryData(queryKey, before);
      }
      followAnswer(client, enrollCsr().meta, refused('/certificates/enrollment/csr/'));
      expect(whyNot(now(), 'enrollCsr')).toBeDefined();
    });

    it('proves no right where it offers nothing to enroll with, or made no job', () => {
      client.setQueryData(queryKey, me('/portal/'));
      const nothing = now();
      const answered = (meta: Taking | undefined, answer: unknown) =>
        followAnswer(client, meta, { error: null, answer });
      answered(enrollmentContextQuery('csr').meta, { templates: [], standalone: [] });
      answered(deployPfx().meta, { accepted: [], refused: ['a'] });
      expect(now()).toBe(nothing);
      answered(enrollmentContextQuery('csr').meta, { templates: [], standalone: [{}] });
      answered(deployPfx().meta, { accepted: ['a'], refused: [] });
      const off = (['enrollPfx', 'enrollCsr', 'deploy'] satisfies Act[]).map((act) => whyNot(now(), act) !== undefined);
      expect(off).toEqual([true, false, false]);
    });

    it('turns on only what it proves', () => {
      const taking = takes('enrollPfx', { proves: (answer) => answer === 'some' });
      followAnswer(client, takes('enrollPfx'), refused(null));
      for (const [answer, off] of [
        ['none', true],
        ['some', false],
      ] as const) {
        followAnswer(client, taking, { error: null, answer });
        expect(whyNot(now(), 'enrollPfx') !== undefined).toBe(off);
      }
    });
  });

  it('to jobs of stores turns those off, unless the right is told for some containers: then it may be about the others', () => {
    const off = (known: Me) => {
      client.setQueryData(queryKey, known);
      followAnswer(client, takes('deploy', { amongOthers: true }), refused('/certificate_stores/schedule/'));
      return whyNot(now(), 'deploy') !== undefined;
    };
    expect(off(me('/certificate_stores/schedule/'))).toBe(true);
    expect(off(me('CertificateStoreManagement: Schedule'))).toBe(true);
    expect(off(me('/certificate_stores/schedule/4/'))).toBe(false);
    const granular = ['CertificateStoreManagement: Schedule'];
    expect(off({ ...me('CertificateEnrollment: EnrollPFX'), granular })).toBe(false);
  });
});
