import { describe, expect, it } from 'vitest';
import { readErrorBody } from './errorBody.ts';
import { ApiError, explain, explainPage, notPermitted } from './errors.ts';

const http = (status: number, raw = '') => new ApiError({ kind: 'http', status, ...readErrorBody(status, raw) });

describe('the sentence of an error', () => {
  it('differs for not signed in, no role, a missing permission and no connection', () => {
    const sentences = [
      explain(http(401)).summary,
      explain(http(403)).summary,
      explain(
        http(403, '{"ErrorCode":"0xA0140002","Message":"You lack the required permissions: /metadata/types/read/."}'),
      ).summary,
      explain(new ApiError({ kind: 'network' })).summary,
    ];
    expect(new Set(sentences).size).toBe(4);
    expect(sentences[0]).toContain('not signed in');
    expect(sentences[1]).toContain('no security role');
    expect(sentences[2]).toContain('/metadata/types/read/');
  });

  it('is there for every status and never holds the server’s words', () => {
    for (const status of [400, 401, 403, 404, 405, 409, 413, 429, 500, 501, 502, 503, 504]) {
      const explained = explain(http(status, '{"Message":"Words of the server"}'));
      expect(explained.summary).toMatch(/^[A-Z].*\.$/);
      expect(explained.summary).not.toContain('Words of the server');
      expect(explained.serverWords).toBe('Words of the server');
    }
  });

  it('says of a write with unknown outcome that it may have been made', () => {
    expect(explain(new ApiError({ kind: 'timeout', outcomeUnknown: true })).summary).toContain('not known');
    expect(explain(new ApiError({ kind: 'timeout' })).summary).not.toContain('not known');
  });

  it('exists for anything that can be thrown', () => {
    expect(explain(new DOMException('x', 'AbortError')).summary).toBe('The request was cancelled.');
    expect(explain(new TypeError('rows is undefined')).summary).toContain('rows is undefined');
    expect(explain('text').summary).not.toBe('');
  });

  it('leaves out members the server did not send', () => {
    expect(Object.keys(explain(http(404)))).toEqual(['summary']);
  });
});

describe('"not for you"', () => {
  it('is a refusal or an absence, never a sign-in, a failure or a broken connection', () => {
    expect([403, 404, 405, 501].every((status) => notPermitted(http(status)))).toBe(true);
    expect([400, 401, 500, 503].some((status) => notPermitted(http(status)))).toBe(false);
    expect(notPermitted(new ApiError({ kind: 'unreadable', status: 403 }))).toBe(false);
    expect(notPermitted(new TypeError('x'))).toBe(false);
  });
});

describe('the body of a refusal', () => {
  it('is read in Keyfactor’s shape with escaped apostrophes', () => {
    const facts = readErrorBody(400, '{"ErrorCode":"0xA011000F","Message":"\\u0027Policies\\u0027 cannot be empty"}');
    expect(facts).toMatchObject({ code: '0xA011000F', serverWords: "'Policies' cannot be empty", reasons: [] });
  });

  it('gives the reasons of failed operations, where the useful text is', () => {
    const raw =
      '{"Message":"Failed","FailedOperations":[{"Reason":"CN does not match"},{"Reason":""},{"Id":4},"Key too small"]}';
    expect(readErrorBody(400, raw).reasons).toEqual(['CN does not match', 'Key too small']);
  });

  it('is read in ASP.NET’s shape', () => {
    const raw =
      '{"title":"One or more validation errors occurred.","errors":{"$.KeyUsage":["Not a number."],"":["No body."]}}';
    expect(readErrorBody(400, raw)).toMatchObject({
      serverWords: 'One or more validation errors occurred.',
      reasons: ['$.KeyUsage: Not a number.', 'No body.'],
    });
  });

  it('is only the title where it is a web page', () => {
    const page =
      '<!DOCTYPE html><html><head><title>502 &amp; Bad&#32;Gateway</title></head><body>secret path /a/b/</body></html>';
    expect(readErrorBody(502, page)).toEqual({ serverWords: '502 & Bad Gateway' });
    expect(readErrorBody(403, '<html><body><h1>403 <b>Forbidden</b></h1></body></html>')).toEqual({
      serverWords: '403 Forbidden',
    });
    expect(readErrorBody(401, '<html></html>')).toEqual({ serverWords: null });
  });

  it('may be a bare JSON text, plain text, a list, null or nothing', () => {
    expect(readErrorBody(400, '"No such template"').serverWords).toBe('No such template');
    expect(readErrorBody(500, 'upstream connect error').serverWords).toBe('upstream connect error');
    expect(readErrorBody(500, '').serverWords).toBeNull();
    expect(readErrorBody(400, '[1]').serverWords).toBeNull();
    expect(readErrorBody(400, 'null').serverWords).toBeNull();
    expect(readErrorBody(400, '{"Message":"cut').serverWords).toBe('{"Message":"cut');
  });
});

describe('the permission a 403 names', () => {
  const named = (message: string) => readErrorBody(403, JSON.stringify({ Message: message })).missingPermission;

  it('is a path, several paths, or all', () => {
    expect(named('You do not have the required permissions: /metadata/types/read/.')).toBe('/metadata/types/read/');
    expect(named("Requires '/certificates/enrollment/pfx/' or '/certificate_stores/schedule/4/'.")).toBe(
      '/certificates/enrollment/pfx/, /certificate_stores/schedule/4/',
    );
    expect(named('Missing the required permissions: /.')).toBe('/');
  });

  it('is an area with a permission on version 10', () => {
    expect(named('The caller needs CertificateEnrollment: EnrollPFX to do this.')).toBe(
      'CertificateEnrollment: EnrollPFX',
    );
  });

  it('is none where the text names none', () => {
    for (const message of [
      'Access denied.',
      'See https://keyfactor.test/docs/roles/',
      'Error: Forbidden',
      'read and/or modify',
      '1/2/2026',
    ]) {
      expect(named(message)).toBeNull();
    }
  });

  it('is looked for in the reasons, too, and only on a 403', () => {
    expect(readErrorBody(403, '{"FailedOperations":[{"Reason":"needs /security/read/"}]}').missingPermission).toBe(
      '/security/read/',
    );
    expect(readErrorBody(400, '{"Message":"needs /security/read/"}').missingPermission).toBeUndefined();
  });
});

describe('what a page says that cannot be read', () => {
  it('is no error for want of a right: the permission where it is named, else the server’s words', () => {
    const named = http(
      403,
      '{"ErrorCode":"0xA0140002","Message":"You lack the required permissions: /security/read/."}',
    );
    expect(explainPage(named)).toEqual({
      summary: 'You do not have the permission this needs: /security/read/.',
      isRight: true,
    });
    const unnamed = http(403, '{"ErrorCode":"0xA0140002","Message":"No."}');
    expect(explainPage(unnamed)).toEqual({ ...explain(unnamed), isRight: true });
    expect(explainPage(unnamed)).toMatchObject({ serverWords: 'No.', code: '0xA0140002' });
  });

  it('is an error as everywhere for anything else', () => {
    for (const error of [http(404), http(500), new ApiError({ kind: 'network' })]) {
      expect(explainPage(error)).toEqual(explain(error));
      expect(explainPage(error)).not.toHaveProperty('isRight');
    }
  });
});
