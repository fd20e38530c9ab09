import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authoritiesQuery, logicalName, readAuthority } from './authorities.ts';
import { configureClient } from './client.ts';

// As recorded on 25.4, without the members that nothing here reads.
const recorded = {
  Id: 1,
  LogicalName: 'Sub-CA',
  HostName: 'http://ejbca-ca.example.com:8082/ejbca',
  ForestRoot: 'ejbca',
  ConfigurationTenant: 'ejbca',
  Standalone: false,
  AllowedEnrollmentTypes: 3,
  KeyRetention: 1,
  UseAllowedRequesters: true,
  AllowedRequesters: ['InstanceOwner'],
  CAType: 1,
  AllowOneClickRenewals: true,
  ClientSecret: { SecretValue: '****', Parameters: {}, Provider: null },
  UseForEnrollment: true,
};

let server: Server;
const answer = { status: 200, body: [recorded] as unknown };

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = answer.status;
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  Object.assign(answer, { status: 200, body: [recorded] });
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/KeyfactorAPI`,
  });
});

const load = () => new QueryClient().fetchQuery(authoritiesQuery());

test('a recorded authority is read, and its secret goes no further', async () => {
  expect(await load()).toStrictEqual([
    {
      id: 1,
      logicalName: 'Sub-CA',
      hostName: 'http://ejbca-ca.example.com:8082/ejbca',
      tenant: 'ejbca',
      standalone: false,
      useForEnrollment: true,
      enrollmentTypes: 3,
      restrictsRequesters: true,
      requesters: ['InstanceOwner'],
      oneClickRenewals: true,
      kind: 'https',
    },
  ]);
});

test('what an older server does not say is null, and the old name of the tenant is taken', () => {
  const old = readAuthority({ Id: 2, LogicalName: 'Corp', ForestRoot: 'corp', CAType: 0, AllowedRequesters: [] });
  expect(old).toMatchObject({ tenant: 'corp', kind: 'microsoft', useForEnrollment: null, oneClickRenewals: null });
});

test.each([[2], [null], ['Cloud']])('a kind of authority that is not known stays unknown: %j', (CAType) => {
  expect(readAuthority({ Id: 2, CAType, AllowedRequesters: [] }).kind).toBe('unknown');
});

test('the list is null where the caller may not read it, and an error where the server fails', async () => {
  answer.status = 403;
  expect(await load()).toBeNull();
  answer.status = 500;
  await expect(load()).rejects.toMatchObject({ status: 500 });
});

test('the logical name is what stands behind the last backslash', () => {
  expect(logicalName('https://ca.example.com/ejbca\\Sub-CA')).toBe('Sub-CA');
  expect(logicalName('Sub-CA')).toBe('Sub-CA');
});
