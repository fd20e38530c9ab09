import { describe, expect, it } from 'vitest';
import type { Scope } from '../domain/scope.ts';
import { lackedRight, noContainer, whyNot, type Act } from './rights.ts';
import type { Me } from './server.ts';

const me = (...permissions: string[]): Me => ({ name: 'a', roles: ['R'], permissions, source: '' });
const collection = (collectionId: number): Scope => ({ collectionId, containerId: null });
const container = (containerId: number): Scope => ({ collectionId: null, containerId });

describe('a right told as paths', () => {
  it('is held with its path or one above it, and lacked otherwise, by its path', () => {
    expect(lackedRight(me('/'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern/read/'), 'patterns')).toBe('/enrollment_pattern/modify/');
    expect(lackedRight(me('/enrollment', ''), 'patterns')).toBe('/enrollment_pattern/modify/');
    expect(whyNot(me('/certificate_templates/read/'), 'templates')?.words).toBe(
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
  ['readJobs', '/agents/management/read/', 'AgentManagement: Read'],
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

describe('jobs of the stores of one container', () => {
  const lacks = (containerId: number, ...permissions: string[]) =>
    lackedRight(me(...permissions), 'deploy', container(containerId)) !== undefined;

  it.each([
    ['/', false],
    ['/certificate_stores/', false],
    ['/certificate_stores/schedule/', false],
    ['/certificate_stores/schedule/3/', false],
    ['CertificateStoreManagement: Schedule', false],
    ['/certificate_stores/schedule/33/', true],
    ['/certificate_stores/read/', true],
    ['', true],
  ])('%s leaves them out: %s', (held, out) => {
    expect(lacks(3, ...(held.startsWith('C') ? [] : ['/portal/']), held)).toBe(out);
  });

  it('take the right on all stores where a store is in none', () => {
    expect(lacks(noContainer, '/certificate_stores/schedule/3/')).toBe(true);
    expect(lacks(noContainer, 'CertificateEnrollment: EnrollPFX')).toBe(true);
    expect(lacks(noContainer, '/certificate_stores/')).toBe(false);
  });

  it('are not known where the server tells nothing, or names only, which are those of rights everywhere', () => {
    expect(lacks(3)).toBe(false);
    expect(lacks(3, 'CertificateEnrollment: EnrollPFX')).toBe(false);
    expect(lackedRight({ ...me(), permissions: null }, 'deploy', container(3))).toBeUndefined();
  });

  it('are tried where somebody chose to try them, or those of any store', () => {
    const told = me('/certificate_stores/schedule/4/');
    const key = (known: Me, scope?: Scope) => whyNot(known, 'deploy', scope)?.tries ?? '';
    const one = { ...told, tried: [key(told, container(3))] };
    expect(whyNot(one, 'deploy', container(3))).toBeUndefined();
    expect(whyNot(one, 'deploy', container(5))).toBeDefined();
    const any = { ...me('/portal/'), tried: [key(me('/portal/'))] };
    expect(whyNot(any, 'deploy', container(5))).toBeUndefined();
  });
});
