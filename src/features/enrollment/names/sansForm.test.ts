import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDn, type Rdn } from '../../../domain/dn.ts';
import { findings } from '../../../domain/policy.ts';
import type { SanKind } from '../../../domain/sans.ts';
import {
  readChip,
  requestedSans,
  sanChip,
  sanChips,
  sanFindings,
  sanProblems,
  serverAdds,
  withNames,
} from './sansForm.ts';
import { addedWords, hostOfAddress, nameToAdd, replacedChips, withKind } from './sansEdits.ts';

const subject = (text: string): Rdn[] => {
  const parsed = parseDn(text);
  return parsed.ok ? parsed.value : [];
};

describe('chips', () => {
  test('pasted text becomes chips that keep their kind, each once', () => {
    const chips = sanChips(
      'a.example.com, A.example.com 10.0.0.1 2001:db8::17 user@example.com https://a.example.com/x',
    );
    expect(chips).toHaveLength(5);
    expect(requestedSans(chips).map((san) => san.kind)).toEqual(['dns', 'ip4', 'ip6', 'rfc822', 'uri']);
    expect(sanProblems(chips)).toEqual([]);
  });

  test('a chip of any kind reads as the name it was made of, whatever signs are in it', () => {
    for (const san of [
      { kind: 'dns', value: '*.example.com' },
      { kind: 'ip4', value: '10.0.0.1' },
      { kind: 'ip6', value: '2001:db8::1' },
      { kind: 'rfc822', value: 'u@example.com' },
      { kind: 'uri', value: 'https://example.com/a,b;c?dns:x' },
      { kind: 'ms_ntprincipalname', value: 'user@corp.example' },
      { kind: 'ms_ntdsreplication', value: '00112233445566778899aabbccddeeff' },
      { kind: 'directory', value: 'CN="a, b",O=c d' },
      { kind: 'registeredid', value: '1.2.3.4' },
      { kind: 'other', value: '1.2.3.4;text, more' },
    ] as const) {
      expect(requestedSans([sanChip(san)])).toEqual([san]);
    }
  });

  test('a chip keeps its kind and every sign of its value', () => {
    const kind = fc.constantFrom<SanKind>('dns', 'rfc822', 'uri', 'ms_ntprincipalname', 'directory', 'other');
    const value = fc.oneof(fc.string(), fc.constantFrom('upn:u@x', '/C=SE/CN=a', ':x', '1.2.3::x', ' dns: a', 'a, b'));
    fc.assert(
      fc.property(kind, value, (which, text) => {
        expect(readChip(sanChip({ kind: which, value: text }))).toMatchObject({ kind: which, value: text });
      }),
    );
  });

  test('an internationalised name is shown as typed and asked for in its ASCII form', () => {
    const [chip = ''] = sanChips('müller.example');
    expect(readChip(chip)).toMatchObject({
      value: 'müller.example',
      wire: 'xn--mller-kva.example',
      problem: undefined,
    });
    expect(requestedSans([chip])).toEqual([{ kind: 'dns', value: 'xn--mller-kva.example' }]);
    expect(requestedSans(sanChips('u@müller.example https://müller.example/x?y'))).toEqual([
      { kind: 'rfc822', value: 'u@xn--mller-kva.example' },
      { kind: 'uri', value: 'https://xn--mller-kva.example/x?y' },
    ]);
  });

  test('an IPv6 address is asked for in its one spelling', () => {
    expect(requestedSans(sanChips('2001:DB8:0:0:0:0:0:1'))).toEqual([{ kind: 'ip6', value: '2001:db8::1' }]);
  });

  test('what cannot be read stays as a chip with its reason, and is not asked for', () => {
    const chips = sanChips('a.example 10.0.0.0/8 dns:b..example');
    expect(chips).toEqual(['dns:a.example', '10.0.0.0/8', 'dns:b..example']);
    expect(requestedSans(chips).map(({ value }) => value)).toEqual(['a.example', 'b..example']);
    expect(sanProblems(chips)).toEqual([
      { path: ['sans'], text: '10.0.0.0/8: This is a range; a certificate names single addresses.' },
    ]);
    expect(sanProblems(['dns: ', 'upn:'])).toHaveLength(2);
    expect(requestedSans(['dns: ', 'upn:'])).toEqual([]);
  });

  test('a malformed name of a known kind is asked for, and likely refused rather than certainly', () => {
    for (const chip of ['dns:web*.example.com', 'upn:user', 'uri:https://a b/ü', 'dns:b..example', 'other:text']) {
      expect(sanProblems([chip])).toEqual([]);
      expect(requestedSans([chip])).toHaveLength(1);
      expect(sanFindings([chip], [])).toMatchObject([{ grade: 'likely refused', where: 'sans' }]);
    }
    expect(sanFindings(['dns:a.example', '10.0.0.0/8', 'dns:'], [])).toEqual([]);
  });

  test('what the rules say about a malformed name already is not said twice', () => {
    const chips = ['dns:b..example', 'upn:user'];
    const rules = { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null };
    const found = findings({ subject: [], sans: requestedSans(chips), key: null }, rules);
    expect(found).toHaveLength(2);
    expect(sanFindings(chips, found)).toEqual(found);
    expect(sanFindings(chips, found.slice(1))).toHaveLength(2);
  });

  test('a chip that names no kind is taken by its look', () => {
    expect(requestedSans(['app.example.com', 'user@example.com'])).toEqual([
      { kind: 'dns', value: 'app.example.com' },
      { kind: 'rfc822', value: 'user@example.com' },
    ]);
  });
});

describe('adding and changing', () => {
  test('doubles are left out and counted, those among the chips and those in the text', () => {
    const { chips, added, doubles } = withNames(
      ['dns:a.example'],
      'A.example b.example B.example 10.0.0.0/8 10.0.0.0/8',
    );
    expect(chips).toEqual(['dns:a.example', 'dns:b.example', '10.0.0.0/8']);
    expect([added.length, doubles]).toEqual([2, 3]);
    expect(addedWords(added, doubles)).toBe('Added b.example. 1 cannot be asked for. 3 doubles left out.');
    expect(addedWords([], 1)).toBe('1 double left out.');
    expect(addedWords(sanChips('a b c d'), 0)).toBe('Added 4 names.');
  });

  test('the same address as mail and as UPN is no double', () => {
    expect(sanChips('u@example.com upn:u@example.com')).toHaveLength(2);
  });

  test('a chip can become another kind, a URI the DNS name of its host', () => {
    expect(withKind(readChip('email:u@corp.example'), 'ms_ntprincipalname')).toBe('upn:u@corp.example');
    expect(withKind(readChip('uri:https://u@app.example:8443/x'), 'dns')).toBe('dns:app.example');
    expect(withKind(readChip('a/b'), 'uri')).toBe('uri:a/b');
  });

  test('a changed chip stays in its place, makes way for a double, and may become several', () => {
    const chips = ['dns:a', 'dns:b', 'dns:c'];
    expect(replacedChips(chips, 1, 'dns:x').chips).toEqual(['dns:a', 'dns:x', 'dns:c']);
    expect(replacedChips(chips, 1, 'dns:A')).toEqual({ chips: ['dns:a', 'dns:c'], words: '1 double left out.' });
    expect(replacedChips(chips, 1, 'x.example 10.0.0.1').chips).toEqual([
      'dns:a',
      'dns:x.example',
      'ip:10.0.0.1',
      'dns:c',
    ]);
    expect(replacedChips(chips, 1, '').chips).toEqual(['dns:a', 'dns:c']);
  });
});

test('the rare kinds of the wire are named by their prefix, go as they are typed, and what is not documented is said', () => {
  const { chips } = withNames([], 'x400: C=us; A= ; P=Org; S=Doe\nedi party name: Partner, Inc.; 12');
  expect(chips).toEqual(['x400:C=us; A= ; P=Org; S=Doe', 'ediparty:Partner, Inc.; 12']);
  expect(requestedSans(chips)).toEqual([
    { kind: 'x400', value: 'C=us; A= ; P=Org; S=Doe' },
    { kind: 'ediparty', value: 'Partner, Inc.; 12' },
  ]);
  expect(sanFindings(chips, []).map(({ grade, text }) => `${grade} ${text}`)).toEqual([
    expect.stringMatching(/^worth a look X\.400 address .* not documented/),
    expect.stringMatching(/^worth a look EDI party name .* not documented/),
  ]);
  expect(sanFindings(chips, sanFindings(chips, []))).toHaveLength(2);
  // The server's own key for either version is chosen by hand only.
  expect(requestedSans(['ipaddress:2001:DB8::1', 'ip:10.0.0.1'])).toEqual([
    { kind: 'ip', value: '2001:db8::1' },
    { kind: 'ip4', value: '10.0.0.1' },
  ]);
  expect(readChip('ipaddress:10.0.0.256').problem).toBeDefined();
});

test('what was added is counted without what cannot be asked for', () => {
  const { added, doubles } = withNames(
    ['dns:a.example'],
    'a.example b.example c.example d.example e.example 10.0.0.0/8',
  );
  expect(addedWords(added, doubles)).toBe('Added 4 names. 1 cannot be asked for. 1 double left out.');
  expect(addedWords(withNames([], '10.0.0.0/8').added, 0)).toBe('1 cannot be asked for.');
});

describe('the common name', () => {
  test('is offered as the name it can be, until it is one', () => {
    expect(nameToAdd(subject('CN=app.example.com'), [])).toEqual({ kind: 'dns', value: 'app.example.com' });
    expect(nameToAdd(subject('CN=App.Example.com'), ['dns:app.example.com'])).toBeNull();
    expect(nameToAdd(subject('CN=10.0.0.1'), [])).toEqual({ kind: 'ip4', value: '10.0.0.1' });
    expect(nameToAdd(subject('CN=u@example.com'), [])).toEqual({ kind: 'rfc822', value: 'u@example.com' });
    for (const cn of ['CN=Web Server', 'CN=server', 'O=app.example.com', 'CN=*']) {
      expect(nameToAdd(subject(cn), [])).toBeNull();
    }
  });

  test('that is an address is offered by its host alone', () => {
    const added = (cn: string) => nameToAdd([[{ type: 'CN', value: cn }]], []);
    const app = { kind: 'dns', value: 'app.example.com' };
    for (const cn of [
      'https://app.example.com:8443/login?x=1#y',
      'https://u@app.example.com',
      'app.example.com:8443',
      'app.example.com/login',
    ]) {
      expect(added(cn)).toEqual(app);
    }
    expect(added('https://[2001:db8::1]:8443/')).toEqual({ kind: 'ip6', value: '2001:db8::1' });
    expect(added('https://10.0.0.1/')).toEqual({ kind: 'ip4', value: '10.0.0.1' });
    for (const cn of ['10.0.0.0/8', 'Web/Server', 'urn:a:b', 'A Person: x']) expect(hostOfAddress(cn)).toBeUndefined();
  });

  test('is the DNS name that the server adds where RFC 2818 enforcement is on', () => {
    expect(serverAdds(subject('CN=app.example.com'), [], true)).toBe('app.example.com');
    expect(serverAdds(subject('CN=müller.example'), [], true)).toBe('xn--mller-kva.example');
    expect(serverAdds(subject('CN=app.example.com'), ['dns:APP.example.com'], true)).toBeNull();
    expect(serverAdds(subject('CN=app.example.com'), [], false)).toBeNull();
    expect(serverAdds(subject('CN=app.example.com'), [], null)).toBeNull();
    expect(serverAdds(subject('CN=John Doe'), [], true)).toBeNull();
    expect(serverAdds([], [], true)).toBeNull();
  });
});
