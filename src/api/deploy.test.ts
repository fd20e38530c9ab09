import { expect, test } from 'vitest';
import { asCertificateId, asRequestId } from '../domain/ids.ts';
import { deployPfx, replacePfx, replacePost } from './deploy.ts';

test('a replacement names both certificates, the password, and no request', () => {
  const { body } = replacePost({
    existingId: asCertificateId(4711),
    newId: asCertificateId(4790),
    password: 'uT4!xk09Pw2z',
    startsAt: null,
  });
  expect(body).toEqual({ ExistingCertificateId: 4711, CertificateId: 4790, Password: 'uT4!xk09Pw2z', JobTime: null });
});

test('a replacement by a certificate whose request was pending names the request, and not the certificate', () => {
  const { body } = replacePost({
    existingId: asCertificateId(4711),
    newId: asCertificateId(4790),
    requestId: asRequestId(318),
    password: 'uT4!xk09Pw2z',
    startsAt: null,
  });
  expect(body).toEqual({ ExistingCertificateId: 4711, RequestId: 318, Password: 'uT4!xk09Pw2z', JobTime: null });
});

test.each([deployPfx(), replacePfx()])('what puts a staged key into stores is never sent again and not kept', (o) => {
  expect(o).toMatchObject({ retry: false, gcTime: 0 });
});
