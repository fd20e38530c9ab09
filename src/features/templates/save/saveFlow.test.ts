import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../api/errors.ts';
import { templateBody } from '../../../api/templateBody.ts';
import { rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import { inWords } from './changeWords.ts';
import { confirmSave, plannedChanges, requestBody, startSave, type Review } from './saveFlow.ts';
import { loaded, Server } from './serverForTests.ts';
import { newRegexRow } from '../rules/regexForm.ts';
import { fromWire, toWire } from '../templateForm.ts';

const rename = (name: string) => toWire(loaded, { ...fromWire(loaded), friendlyName: name });
const withRegex = (base: WireDocument, part: string, regex: string) => {
  const values = fromWire(base);
  return toWire(base, {
    ...values,
    regexes: values.regexes.map((row) => (row.subjectPart === part ? { ...row, regex } : row)),
  });
};
const words = (server: Server, review: Review, answers = {}) => inWords(plannedChanges(server, review, answers));

describe('the review', () => {
  test('a changed name and regex are told in plain words, with the exact body', async () => {
    const server = new Server();
    const review = await startSave(server, loaded, { ...withRegex(loaded, 'OU', '^Ops$'), FriendlyName: 'Web' });
    expect(words(server, review)).toEqual([
      { what: 'Friendly name', before: 'Web server, 90 days', after: 'Web' },
      { what: 'Regex for OU', before: '^(PKI|Ops) $', after: '^Ops$' },
    ]);
    expect(JSON.stringify(requestBody(server, review, {}))).toBe(
      JSON.stringify(templateBody({ ...withRegex(loaded, 'OU', '^Ops$'), FriendlyName: 'Web' })),
    );
    expect(server.puts).toEqual([]);
  });

  test('what somebody else changed elsewhere is kept and told apart', async () => {
    const server = new Server();
    server.held = { ...withRegex(loaded, 'CN', '.+'), KeyRetentionDays: 60, 'x-later': { a: null } };
    const review = await startSave(server, loaded, rename('Web'));
    expect(words(server, review)).toEqual([{ what: 'Friendly name', before: 'Web server, 90 days', after: 'Web' }]);
    expect(inWords(review.theirs).map(({ what }) => what)).toEqual(['Days to keep the key', 'Regex for CN', 'x-later']);
    expect(requestBody(server, review, {})).toEqual(templateBody({ ...server.held, FriendlyName: 'Web' }));
  });

  test('two people who edit different regexes both get theirs, whatever was added above', async () => {
    const server = new Server();
    const rows = rowsOf(withRegex(loaded, 'CN', '.+')['TemplateRegexes']);
    const theirs = { TemplateId: 6, SubjectPart: 'L', Regex: '^Bonn$', Error: '', CaseSensitive: false };
    server.held = { ...loaded, TemplateRegexes: [theirs, ...rows] };
    const review = await startSave(server, loaded, withRegex(loaded, 'OU', '^Ops$'));
    expect(review.clashes).toEqual([]);
    const sent = rowsOf(requestBody(server, review, {})?.['TemplateRegexes']);
    expect(sent.map((row) => [row['SubjectPart'], row['Regex']])).toEqual([
      ['L', '^Bonn$'],
      ['CN', '.+'],
      ['OU', '^Ops$'],
      ['O', null],
    ]);
  });

  test('a place that both changed is asked for, and nothing can be sent before it is answered', async () => {
    const server = new Server();
    server.held = { ...withRegex(loaded, 'OU', '^Net$'), FriendlyName: 'Theirs' };
    const review = await startSave(server, loaded, { ...withRegex(loaded, 'OU', '^Ops$'), FriendlyName: 'Mine' });
    expect(review.clashes.map(({ base, mine, theirs }) => [base, mine, theirs])).toEqual([
      ['Web server, 90 days', 'Mine', 'Theirs'],
      ['^(PKI|Ops) $', '^Ops$', '^Net$'],
    ]);
    expect(review.theirs).toEqual([]);
    const [name, regex] = review.clashes.map((clash) => clash.key);
    const half = { [String(name)]: 'mine' } as const;
    expect(requestBody(server, review, half)).toBeNull();
    expect(words(server, review, half)).toEqual([{ what: 'Friendly name', before: 'Theirs', after: 'Mine' }]);
    expect((await confirmSave(server, review, half)).kind).toBe('review');
    expect(server.puts).toEqual([]);
    const both = { ...half, [String(regex)]: 'theirs' } as const;
    expect(requestBody(server, review, both)).toEqual(templateBody({ ...server.held, FriendlyName: 'Mine' }));
    expect(words(server, review, both)).toEqual([{ what: 'Friendly name', before: 'Theirs', after: 'Mine' }]);
  });

  test('a row that one removed and the other changed is asked for, and a chosen removal is sent', async () => {
    const server = new Server();
    server.held = withRegex(loaded, 'OU', '^Net$');
    const values = fromWire(loaded);
    const mine = toWire(loaded, { ...values, regexes: values.regexes.filter((row) => row.subjectPart !== 'OU') });
    const review = await startSave(server, loaded, mine);
    const key = String(review.clashes[0]?.key);
    expect(
      rowsOf(requestBody(server, review, { [key]: 'mine' })?.['TemplateRegexes']).map((row) => row['SubjectPart']),
    ).toEqual(['CN', 'O']);
    expect(requestBody(server, review, { [key]: 'theirs' })).toEqual(templateBody(server.held));
  });

  test('when the server already holds it, nothing would change', async () => {
    const server = new Server();
    server.held = { ...loaded, FriendlyName: 'Web' };
    expect(words(server, await startSave(server, loaded, rename('Web')))).toEqual([]);
  });
});

describe('the confirmation', () => {
  test('is saved only when reading back shows what was asked, whatever ids and names the server made up', async () => {
    const server = new Server();
    const edited = { ...rename('Web'), EnrollmentFields: [{ Name: 'Order', DataType: 1, Options: [] }] };
    const outcome = await confirmSave(server, await startSave(server, loaded, edited), {});
    expect(outcome).toMatchObject({
      kind: 'saved',
      lostAnswer: false,
      stored: { FriendlyName: 'Web', DisplayName: 'Web' },
    });
    expect(server.puts).toHaveLength(1);
  });

  test('moves back to a review when the server moved in between, and sends nothing', async () => {
    const server = new Server();
    const first = await startSave(server, loaded, rename('Web'));
    server.held = { ...server.held, KeyRetentionDays: 60 };
    const outcome = await confirmSave(server, first, {});
    expect(outcome.kind === 'review' && outcome.review).toMatchObject({
      moved: true,
      theirs: [{ path: ['KeyRetentionDays'] }],
    });
    expect(server.puts).toEqual([]);
    expect(outcome.kind === 'review' && (await confirmSave(server, outcome.review, {})).kind).toBe('saved');
  });

  test('an answer to a clash does not count once the other side moved on', async () => {
    const server = new Server();
    server.held = { ...loaded, FriendlyName: 'Theirs' };
    const review = await startSave(server, loaded, rename('Mine'));
    const answers = { [String(review.clashes[0]?.key)]: 'mine' } as const;
    server.held = { ...loaded, FriendlyName: 'Theirs again' };
    const outcome = await confirmSave(server, review, answers);
    expect(outcome.kind === 'review' && requestBody(server, outcome.review, answers)).toBeNull();
  });

  test('a different order of roles is not a move', async () => {
    const server = new Server();
    const review = await startSave(server, loaded, rename('Web'));
    server.held = { ...server.held, AllowedRequesters: ['InstanceOwner', 'Administrator'] };
    expect((await confirmSave(server, review, {})).kind).toBe('saved');
  });

  test('tells what was asked and what is stored when the server kept something else', async () => {
    const server = new Server();
    const added = { ...newRegexRow(), subjectPart: 'L', regex: '^Bonn$' };
    const values = fromWire(loaded);
    const review = await startSave(
      server,
      loaded,
      toWire(loaded, { ...values, friendlyName: 'Web', regexes: [...values.regexes, added] }),
    );
    server.store = (body) => {
      server.held = { ...server.held, ...body, FriendlyName: 'WEB', TemplateRegexes: loaded['TemplateRegexes'] ?? [] };
    };
    const outcome = await confirmSave(server, review, {});
    expect(outcome.kind === 'differs' && inWords(outcome.differences)).toEqual([
      { what: 'Friendly name', before: 'Web', after: 'WEB' },
      { what: 'Regex for L', before: '^Bonn$' },
    ]);
  });

  test('a row that the server put there by itself is a difference, too', async () => {
    const server = new Server();
    const review = await startSave(server, loaded, rename('Web'));
    server.store = (body) => {
      server.held = {
        ...server.held,
        ...body,
        TemplateDefaults: [...rowsOf(body['TemplateDefaults']), { SubjectPart: 'C', Value: 'SE' }],
      };
    };
    const outcome = await confirmSave(server, review, {});
    expect(outcome.kind === 'differs' && inWords(outcome.differences).map(({ what }) => what)).toEqual([
      'Default for C',
    ]);
  });

  test('a refusal changes nothing and keeps the server’s words', async () => {
    const server = new Server();
    const refusal = new ApiError({ kind: 'http', status: 400, serverWords: "'Policies' cannot be empty" });
    server.onPut = () => {
      throw refusal;
    };
    expect(await confirmSave(server, await startSave(server, loaded, rename('Web')), {})).toEqual({
      kind: 'refused',
      error: refusal,
    });
  });
});

describe('a connection that drops during the save', () => {
  const dropped = new ApiError({ kind: 'network', outcomeUnknown: true });

  test('is looked into: saved all the same', async () => {
    const server = new Server();
    server.onPut = (body) => {
      server.store(body);
      throw dropped;
    };
    const outcome = await confirmSave(server, await startSave(server, loaded, rename('Web')), {});
    expect(outcome).toMatchObject({ kind: 'saved', lostAnswer: true });
    expect(server.puts).toHaveLength(1);
  });

  test('is looked into: nothing was saved', async () => {
    const server = new Server();
    server.onPut = () => {
      throw dropped;
    };
    expect(await confirmSave(server, await startSave(server, loaded, rename('Web')), {})).toEqual({
      kind: 'not saved',
      error: dropped,
    });
  });

  test('stays unknown when it cannot be looked into', async () => {
    const server = new Server();
    server.onPut = () => {
      server.onGet = () => {
        throw dropped;
      };
      throw dropped;
    };
    const review = await startSave(server, loaded, rename('Web'));
    expect(await confirmSave(server, review, {})).toEqual({ kind: 'not known', error: dropped, answered: false });
  });

  test('after the answer leaves an accepted save that was not seen', async () => {
    const server = new Server();
    server.onPut = () => {
      server.onGet = () => {
        throw dropped;
      };
    };
    const review = await startSave(server, loaded, rename('Web'));
    expect(await confirmSave(server, review, {})).toEqual({ kind: 'not known', error: dropped, answered: true });
  });
});
