import { expect, test } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { newPatternTarget, type PatternServer } from './newPatternTarget.ts';

const blank: WireDocument = { Name: '', Template: { Id: 17 } };
const body: WireDocument = { Name: 'X', Template: 17 };
const refused = new ApiError({ kind: 'http', status: 400 });
const dropped = new ApiError({ kind: 'network', outcomeUnknown: true });

/** A server that holds patterns, and what a POST to it does. */
function serverWith(held: Record<number, WireDocument>, post: (body: WireDocument) => number) {
  const calls: string[] = [];
  const server: PatternServer = {
    create: async (sent) => {
      calls.push('create');
      return post(sent);
    },
    save: async (id, sent) => calls.push(`save ${id} ${Object.keys(sent).join()}`),
    fetch: async (id) => held[id] ?? {},
    find: async (name) => {
      const found = Object.entries(held).find(([, pattern]) => pattern['Name'] === name);
      return found === undefined ? null : Number(found[0]);
    },
  };
  return { calls, target: newPatternTarget(blank, server) };
}
const fails = (error: unknown) => () => {
  throw error;
};
const other: WireDocument = { Id: 3, Name: 'X', Template: { Id: 17 } };

test('the pattern that was made is what the server holds afterwards', async () => {
  const held: Record<number, WireDocument> = {};
  const { target } = serverWith(held, () => {
    held[9] = { Id: 9, Name: 'X', Template: { Id: 17 } };
    return 9;
  });
  expect(await target.get()).toBe(blank);
  await target.put(body);
  expect(await target.get()).toBe(held[9]);
});

test('after a refusal nothing is there, though another pattern has the name', async () => {
  const { target } = serverWith({ 3: other }, fails(refused));
  await expect(target.put(body)).rejects.toBe(refused);
  expect(await target.get()).toBe(blank);
});

test('after a lost answer the new pattern of that name is found', async () => {
  const held: Record<number, WireDocument> = {};
  const { target } = serverWith(held, () => {
    held[9] = { Id: 9, Name: 'X', Template: { Id: 17 } };
    throw dropped;
  });
  await expect(target.put(body)).rejects.toBe(dropped);
  expect(await target.get()).toBe(held[9]);
});

test.each([
  ['that was there before', { 3: other }, {}],
  ['of another template', {}, { 9: { Id: 9, Name: 'X', Template: { Id: 4 } } }],
])('after a lost answer a pattern %s is not taken for the new one', async (_words, before, after) => {
  const held: Record<number, WireDocument> = { ...before };
  const { target } = serverWith(held, () => {
    Object.assign(held, after);
    throw dropped;
  });
  await expect(target.put(body)).rejects.toBe(dropped);
  expect(await target.get()).toBe(blank);
});

test('once it was made, a further save changes it and makes no second one', async () => {
  const held: Record<number, WireDocument> = { 9: { Id: 9, Name: 'X', Template: { Id: 17 } } };
  const { calls, target } = serverWith(held, () => 9);
  await target.put({ ...body, Name: 'Y' });
  await target.put(body);
  expect(calls).toEqual(['create', 'save 9 Name']);
});
