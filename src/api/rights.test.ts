import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../domain/scope.ts';
import { ApiError } from './errors.ts';
import { followAnswer, groundOf, lackedRight, takes, tryWithout, whyNot, type Act } from './rights.ts';
import { meQuery, type Me } from './server.ts';

const me = (...permissions: string[]): Me => ({ name: 'a', roles: ['R'], permissions, source: '' });
const collection = (collectionId: number): Scope => ({ collectionId, containerId: null });
const container = (containerId: number): Scope => ({ collectionId: null, containerId });

describe('a right told as paths', () => {
  it('is held with its path or one above it, and lacked otherwise, by its path', () => {
    expect(lackedRight(me('/'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern/read/'), 'patterns')).toBe('/enrollment_pattern/modify/');
    expect(lackedRight(me('/enrollment', ''), 'patterns')).toBe('/enrollment_pattern/modify/');
    expect(whyNot(me('/certificate_templates/read/'), 'templates')).toBe(
      'You lack the permission /certificate_templates/modify/',
    );
  });

  it('counts as held with a part of it, as what that allows is the server’s affair', () => {
    expect(lackedRight(me('/certificate_templates/modify/4/'), 'templates')).toBeUndefined();
  });

  it('that is spelled in two ways is lacked only where neither can be held', () => {
    for (const held of [
      '/certificates/enrollment/',
      '/certificates/enrollment/csr/',
      '/certificates/enrollment/csr_x/',
    ])
      expect(lackedRight(me(held), 'csrGeneration')).toBeUndefined();
    expect(lackedRight(me('/certificates/enrollment/pfx/'), 'csrGeneration')).toBe(
      '/certificates/enrollment/csr/generation/',
    );
  });
});

describe('a right told as area and name', () => {
  it('is lacked by that name', () => {
    expect(lackedRight(me('PkiManagement: Read'), 'templates')).toBe('PkiManagement: Modify');
    expect(lackedRight(me('PkiManagement: Modify'), 'templates')).toBeUndefined();
  });

  it('that has no such name is lacked where the server lists calls with their methods, and none that writes', () => {
    const listed = (...endpoints: string[]) => lackedRight({ ...me('PkiManagement: Read'), endpoints }, 'patterns');
    expect(listed('GET /EnrollmentPatterns', 'GET /EnrollmentPatterns/{id}')).toBe('/enrollment_pattern/modify/');
    for (const write of ['PUT /EnrollmentPatterns/{id}', 'POST /EnrollmentPatterns', 'DELETE /EnrollmentPatterns/{id}'])
      expect(listed('GET /EnrollmentPatterns', write)).toBeUndefined();
    expect(listed('get /enrollmentpatterns', 'put /enrollmentpatterns/{id}')).toBeUndefined();
    expect(listed('/EnrollmentPatterns')).toBeUndefined();
    expect(listed('GET /Status/Endpoints')).toBeDefined();
    expect(listed()).toBeUndefined();
    expect(lackedRight(me('PkiManagement: Read'), 'patterns')).toBeUndefined();
  });

  it('is not known where somebody with a role is told no name at all, as whoever holds everything is', () => {
    expect(lackedRight(me(), 'templates')).toBeUndefined();
    expect(lackedRight({ ...me(), roles: [] }, 'templates')).toBe('PkiManagement: Modify');
    expect(lackedRight({ ...me(), granular: ['Certificates: Read'] }, 'templates')).toBe('PkiManagement: Modify');
  });
});

describe('a right on certificates', () => {
  it('is held with a path above it, and with any spelling below private_key for recovering', () => {
    expect(lackedRight(me('/certificates/collections/'), 'recover')).toBeUndefined();
    expect(lackedRight(me('/certificates/collections/private_key/read/'), 'recover')).toBeUndefined();
    expect(lackedRight(me('/certificates/collections/private_key/read/3/'), 'recover', collection(3))).toBeUndefined();
    expect(lackedRight(me('/certificates/collections/read/'), 'revoke')).toBe('/certificates/collections/revoke/');
    expect(lackedRight(me('/certificates/collections/read/'), 'owner')).toBe('/certificates/collections/change_owner/');
  });

  it('for one collection counts in that one only', () => {
    const role = me('/certificates/collections/revoke/3/');
    expect(lackedRight(role, 'revoke', collection(3))).toBeUndefined();
    expect(lackedRight(role, 'revoke', collection(4))).toBeDefined();
    expect(lackedRight(role, 'revoke')).toBeDefined();
  });

  it('is not known in a container, and by names not in a collection, nor for the owner', () => {
    expect(lackedRight(me('/portal/'), 'revoke', container(2))).toBeUndefined();
    expect(lackedRight(me('Certificates: Read'), 'revoke')).toBe('Certificates: Revoke');
    expect(lackedRight(me('Certificates: Revoke'), 'revoke')).toBeUndefined();
    expect(lackedRight(me('Certificates: Read'), 'revoke', collection(3))).toBeUndefined();
    expect(lackedRight(me('Certificates: Read'), 'owner')).toBeUndefined();
  });
});

it('jobs of stores take a right on all of them or on one container, and names deny it only where those are told', () => {
  const lacks = (...permissions: string[]) => lackedRight(me(...permissions), 'deploy');
  expect(lacks('/certificate_stores/read/')).toBe('/certificate_stores/schedule/');
  for (const held of ['/certificate_stores/schedule/', '/certificate_stores/schedule/2/', '/'])
    expect(lacks(held)).toBeUndefined();
  expect(lacks('CertificateStoreManagement: Read')).toBeUndefined();
  const named = (...granular: string[]) =>
    lackedRight({ ...me('CertificateStoreManagement: Read'), granular }, 'deploy');
  expect(named()).toBe('CertificateStoreManagement: Schedule');
  expect(named('CertificateStoreManagement: Schedule')).toBeUndefined();
  expect(lackedRight({ ...me('CertificateStoreManagement: Schedule'), granular: [] }, 'deploy')).toBeUndefined();
});

it.each([
  ['templates', '/certificate_templates/modify/', 'PkiManagement: Modify'],
  ['enrollPfx', '/certificates/enrollment/pfx/', 'CertificateEnrollment: EnrollPFX'],
  ['enrollCsr', '/certificates/enrollment/csr/', 'CertificateEnrollment: EnrollCSR'],
  ['csrGeneration', '/certificates/enrollment/csr/generation/', 'CertificateEnrollment: CsrGeneration'],
  ['pendingCsrs', '/certificates/requests/manage/', 'CertificateEnrollment: PendingCsr'],
  ['decideAtCa', '/certificates/requests/manage/', 'WorkflowManagement: Participate'],
  ['recover', '/certificates/collections/private_key/', 'Certificates: Recover'],
  ['revoke', '/certificates/collections/revoke/', 'Certificates: Revoke'],
  ['metadata', '/certificates/collections/metadata/modify/', 'Certificates: EditMetadata'],
] satisfies [Act, string, string][])('%s takes %s, in version 10 %s', (act, path, name) => {
  expect(lackedRight(me('/elsewhere/'), act)).toBe(path);
  expect(lackedRight(me(path), act)).toBeUndefined();
  expect(lackedRight(me('Elsewhere: Read'), act)).toBe(name);
  expect(lackedRight(me(name), act)).toBeUndefined();
});

it('nothing is held back where the server does not tell', () => {
  const silent: Me = { ...me(), permissions: null, endpoints: ['GET /EnrollmentPatterns'] };
  for (const act of ['templates', 'patterns', 'csrGeneration', 'decideAtCa'] satisfies Act[]) {
    expect(whyNot(undefined, act)).toBeUndefined();
    expect(whyNot(silent, act)).toBeUndefined();
  }
});

describe('the server’s answer to an act', () => {
  const client = new QueryClient();
  const { queryKey } = meQuery();
  const now = () => client.getQueryData(queryKey);
  const forbidden = (missingPermission: string | null) =>
    new ApiError({ kind: 'http', status: 403, missingPermission, serverWords: 'No.' });
  beforeEach(() => client.setQueryData(queryKey, { ...me('/'), permissions: null }));
  afterEach(() => client.clear());

  it('that is a refusal turns the act off, by the permission that it names', () => {
    followAnswer(client, takes('patterns').act, forbidden('/enrollment_pattern/modify/'));
    expect(whyNot(now(), 'patterns')).toBe('You lack the permission /enrollment_pattern/modify/');
    expect(whyNot(now(), 'templates')).toBeUndefined();
    followAnswer(client, 'templates', forbidden('/spelled/otherwise/'));
    expect(lackedRight(now(), 'templates')).toBe('/spelled/otherwise/');
    expect(lackedRight(now(), 'patterns')).toBe('/enrollment_pattern/modify/');
  });

  it('that names no permission turns it off in its own words', () => {
    followAnswer(client, 'patterns', forbidden(null));
    expect(lackedRight(now(), 'patterns')).toBeUndefined();
    expect(whyNot(now(), 'patterns')).toBe('The server refused this: No.');
  });

  it('that is a success turns it on again, and nothing else', () => {
    for (const act of ['patterns', 'templates']) followAnswer(client, act, forbidden(null));
    followAnswer(client, 'patterns', null);
    expect(whyNot(now(), 'patterns')).toBeUndefined();
    expect(whyNot(now(), 'templates')).toBeDefined();
  });

  it('that is another error, or to something else, changes nothing', () => {
    const before = now();
    followAnswer(client, 'patterns', new ApiError({ kind: 'http', status: 400 }));
    followAnswer(client, 'patterns', new ApiError({ kind: 'network' }));
    followAnswer(client, undefined, forbidden(null));
    followAnswer(client, 'patterns', null);
    expect(now()).toBe(before);
    client.clear();
    followAnswer(client, 'patterns', forbidden(null));
    expect(now()).toBeUndefined();
  });

  it('in one collection or container says nothing of the other certificates', () => {
    followAnswer(client, 'revoke', forbidden('/x/'), { certificateId: 5, scope: collection(3) });
    expect(whyNot(now(), 'revoke', collection(3))).toBe('You lack the permission /x/');
    for (const scope of [collection(4), container(3), { collectionId: null, containerId: null }])
      expect(whyNot(now(), 'revoke', scope)).toBeUndefined();
    followAnswer(client, 'revoke', null, { certificateId: 5, scope: collection(4) });
    expect(whyNot(now(), 'revoke', collection(3))).toBeDefined();
    followAnswer(client, 'revoke', null, { certificateId: 6, scope: collection(3) });
    expect(whyNot(now(), 'revoke', collection(3))).toBeUndefined();
  });

  describe('where the list of names leaves a right out', () => {
    const name = 'PkiManagement: Modify';
    beforeEach(() => client.setQueryData(queryKey, me('PkiManagement: Read')));

    it('is asked once somebody chose to try, and holds', () => {
      expect(groundOf(now(), whyNot(now(), 'templates') ?? '')).toEqual({ kind: 'guessed', permission: name });
      tryWithout(client, name);
      expect(whyNot(now(), 'templates')).toBeUndefined();
      followAnswer(client, 'templates', null);
      expect(whyNot(now(), 'templates')).toBeUndefined();
      tryWithout(client, name);
      followAnswer(client, 'templates', forbidden(name));
      const reason = whyNot(now(), 'templates');
      expect(reason).toBe(`You lack the permission ${name}`);
      expect(groundOf(now(), reason ?? '')).toEqual({ kind: 'refused' });
      // As when the rights are read again.
      client.setQueryData(queryKey, (known) => known && { ...known, refused: {} });
      expect(whyNot(now(), 'templates')).toBe(reason);
    });

    it('a refusal that names no permission ends the trying, so that the guess counts again', () => {
      tryWithout(client, name);
      followAnswer(client, 'templates', forbidden(null));
      expect(whyNot(now(), 'templates')).toBe(`You lack the permission ${name}`);
      expect(lackedRight(now(), 'templates')).toBe(name);
    });

    it('corrects the list when it is a success', () => {
      followAnswer(client, 'templates', null);
      expect(whyNot(now(), 'templates')).toBeUndefined();
    });

    it('a reason about something else rests on no right', () => {
      expect(groundOf(now(), 'Nothing has changed')).toBeUndefined();
      expect(groundOf(undefined, 'You lack the permission of the lord')).toBeUndefined();
    });
  });
});
