import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import { followAnswer, lackedRight, takes, whyNot, type Act } from './rights.ts';
import { meQuery, type Me } from './server.ts';

const me = (...permissions: string[]): Me => ({ name: 'a', roles: [], permissions, source: '' });

describe('a right told as paths', () => {
  it('is held with its path or one above it, and lacked otherwise, by its path', () => {
    expect(lackedRight(me('/'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern'), 'patterns')).toBeUndefined();
    expect(lackedRight(me('/enrollment_pattern/read/'), 'patterns')).toBe('/enrollment_pattern/modify/');
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
    expect(listed('GET /EnrollmentPatterns', 'PUT /EnrollmentPatterns/{id}')).toBeUndefined();
    expect(listed('get /enrollmentpatterns', 'put /enrollmentpatterns/{id}')).toBeUndefined();
    expect(listed('/EnrollmentPatterns')).toBeUndefined();
    expect(listed('GET /Status/Endpoints')).toBeDefined();
    expect(listed()).toBeUndefined();
    expect(lackedRight(me('PkiManagement: Read'), 'patterns')).toBeUndefined();
  });
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
});
