import { describe, expect, test } from 'vitest';
import { formatDn } from '../../../domain/dn.ts';
import { requestedSans, requestedSubject, sanChips } from './pfxNames.ts';

const subject = { CN: 'app01.example.com', O: '', OU: '', L: '', ST: '', C: 'SE', E: '' };

describe('the subject', () => {
  test('goes with the common name first and further parts behind the organizational unit', () => {
    const moreParts = [
      { type: 'OU', value: 'Ops' },
      { type: '', value: 'no part' },
    ];
    const more = { subject: { ...subject, OU: 'Web', O: 'Example' }, moreParts };
    expect(formatDn(requestedSubject(more))).toBe('CN=app01.example.com,OU=Web,OU=Ops,O=Example,C=SE');
  });

  test('spaces around a part stay behind, and a part of spaces only is none', () => {
    const padded = {
      subject: { ...subject, CN: ' app01.example.com\t', L: '  ' },
      moreParts: [{ type: 'OU', value: 'Ops ' }],
    };
    expect(formatDn(requestedSubject(padded))).toBe('CN=app01.example.com,OU=Ops,C=SE');
  });
});

describe('alternative names', () => {
  test('pasted text becomes chips that keep their kind, each once', () => {
    const chips = sanChips(
      'a.example.com, A.example.com 10.0.0.1 2001:db8::17 user@example.com https://a.example.com/x',
    );
    expect(chips).toHaveLength(5);
    expect(requestedSans({ sans: chips }).map((san) => san.kind)).toEqual(['dns', 'ip4', 'ip6', 'rfc822', 'uri']);
  });

  test('a user principal name stays one when its chip is read again', () => {
    expect(requestedSans({ sans: sanChips('upn:user@corp.example') })).toEqual([
      { kind: 'ms_ntprincipalname', value: 'user@corp.example' },
    ]);
  });

  test('an internationalised name becomes its ASCII form', () => {
    expect(sanChips('müller.example')).toEqual(['dns:xn--mller-kva.example']);
  });
});
