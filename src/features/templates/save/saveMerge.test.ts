import { expect, test } from 'vitest';
import { ApiError } from '../../../api/errors.ts';
import { rowsOf } from '../../../api/wireDocument.ts';
import { inWords } from './changeWords.ts';
import { confirmSave, lookAgain, plannedChanges, requestBody, startSave, type Review } from './saveFlow.ts';
import { loaded, Server } from './serverForTests.ts';

const words = (server: Server, review: Review) => inWords(plannedChanges(server, review, {}));
const renamed = { ...loaded, FriendlyName: 'Web' };
const dropped = new ApiError({ kind: 'network', outcomeUnknown: true });

test('two people who add different roles both get theirs', async () => {
  const server = new Server();
  const roles = (...list: string[]) => ({ ...loaded, AllowedRequesters: list });
  server.held = roles('Auditors', 'Administrator', 'InstanceOwner');
  const review = await startSave(server, loaded, roles('Administrator', 'InstanceOwner', 'Ops'));
  expect(review.clashes).toEqual([]);
  expect(requestBody(server, review, {})?.['AllowedRequesters']).toEqual([
    'Auditors',
    'Administrator',
    'InstanceOwner',
    'Ops',
  ]);
  expect(words(server, review)).toEqual([
    {
      what: 'Allowed requesters',
      before: 'Auditors, Administrator, InstanceOwner',
      after: 'Auditors, Administrator, InstanceOwner, Ops',
    },
  ]);
});

test('a moved enrollment field is a change, is sent in its place, and held only where the server keeps it there', async () => {
  const fields = rowsOf(loaded['EnrollmentFields']);
  const server = new Server();
  const added = { Id: 77, Name: 'Extra', DataType: 1, Options: [] };
  const moved = { ...loaded, EnrollmentFields: fields.toReversed() };
  server.held = { ...loaded, EnrollmentFields: [...fields, added] };
  const review = await startSave(server, loaded, moved);
  expect(words(server, review)).toEqual([
    { what: 'Enrollment fields, order', before: 'CostCentre, Ticket, Extra', after: 'Ticket, CostCentre, Extra' },
  ]);
  expect(requestBody(server, review, {})?.['EnrollmentFields']).toEqual([...fields.toReversed(), added]);
  expect((await confirmSave(server, review, {})).kind).toBe('saved');
  server.held = { ...loaded };
  server.store = () => {};
  const outcome = await confirmSave(server, await startSave(server, loaded, moved), {});
  expect(outcome).toMatchObject({ kind: 'differs', differences: [{ before: ['Ticket', 'CostCentre'] }] });
});

test('their order of enrollment fields stays where only they moved rows, with my new row behind', async () => {
  const fields = rowsOf(loaded['EnrollmentFields']);
  const server = new Server();
  server.held = { ...loaded, EnrollmentFields: fields.toReversed() };
  const mine = { ...loaded, EnrollmentFields: [{ Name: 'Mine' }, ...fields] };
  const review = await startSave(server, loaded, mine);
  expect(inWords(review.theirs).map(({ what }) => what)).toEqual(['Enrollment fields, order']);
  expect(requestBody(server, review, {})?.['EnrollmentFields']).toEqual([...fields.toReversed(), { Name: 'Mine' }]);
});

test('another order of the enrollment fields is a move of the server', async () => {
  const server = new Server();
  const review = await startSave(server, loaded, renamed);
  server.held = { ...loaded, EnrollmentFields: rowsOf(loaded['EnrollmentFields']).toReversed() };
  expect((await confirmSave(server, review, {})).kind).toBe('review');
});

test('a save whose answer was lost can be looked into later', async () => {
  const server = new Server();
  server.onPut = (body) => {
    server.store(body);
    server.onGet = () => {
      throw dropped;
    };
    throw dropped;
  };
  const review = await startSave(server, loaded, renamed);
  await confirmSave(server, review, {});
  server.onGet = () => {};
  expect(await lookAgain(server, review, {}, dropped)).toMatchObject({ kind: 'saved', lostAnswer: true });
  server.held = loaded;
  expect(await lookAgain(server, review, {}, dropped)).toEqual({ kind: 'not saved', error: dropped });
});

test.each([401, 403, 409])('a refusal with %i is not taken for a lost answer', async (status) => {
  const server = new Server();
  server.onPut = () => {
    throw new ApiError({ kind: 'http', status });
  };
  const outcome = await confirmSave(server, await startSave(server, loaded, renamed), {});
  expect(outcome).toMatchObject({ kind: 'refused', error: { status } });
});

test('a lost answer, and a server that holds neither what was nor what was asked, is told as such', async () => {
  const server = new Server();
  server.onPut = () => {
    server.held = { ...loaded, FriendlyName: 'Theirs' };
    throw dropped;
  };
  const outcome = await confirmSave(server, await startSave(server, loaded, renamed), {});
  expect(outcome).toMatchObject({
    kind: 'differs',
    lostAnswer: true,
    differences: [{ path: ['FriendlyName'], before: 'Web', after: 'Theirs' }],
  });
});

test('bit lengths that the server keeps otherwise than asked are a difference even where the curves are the same', async () => {
  const policy = (bit_lengths: number[], curves: string[]) => ({
    ...loaded,
    TemplatePolicy: { PrimaryKeyAlgorithms: [{ name: 'ECDSA', bit_lengths, curves }] },
  });
  const [p256, p384] = ['1.2.840.10045.3.1.7', '1.3.132.0.34'];
  const server = new Server();
  server.held = policy([256], [p256]);
  server.store = () => {
    server.held = policy([256, 384, 521], [p256, p384]);
  };
  const review = await startSave(server, server.held, policy([256, 384], [p256, p384]));
  const outcome = await confirmSave(server, review, {});
  expect(outcome.kind === 'differs' && inWords(outcome.differences)).toEqual([
    { what: 'Key algorithm ECDSA, bit lengths', before: '256, 384', after: '256, 384, 521' },
  ]);
});

test('a row that comes back in its old place is sent there where nobody else touched the list', async () => {
  const server = new Server();
  const rows = rowsOf(loaded['TemplateRegexes']);
  server.held = { ...loaded, TemplateRegexes: rows.slice(1) };
  const review = await startSave(server, server.held, loaded);
  expect(requestBody(server, review, {})?.['TemplateRegexes']).toEqual(rows);
});

test('sizes that the form put in order are sent so, deep in a policy as well', async () => {
  const server = new Server();
  const sized = (...RSAValidKeySizes: number[]) => ({ ...loaded, TemplatePolicy: { RSAValidKeySizes } });
  server.held = sized(3072, 4096);
  const review = await startSave(server, server.held, sized(2048, 3072, 4096));
  expect(requestBody(server, review, {})?.['TemplatePolicy']).toEqual({ RSAValidKeySizes: [2048, 3072, 4096] });
});
