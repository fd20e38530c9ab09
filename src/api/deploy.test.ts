import { expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { replacePost } from './deploy.ts';

test('a replacement names both certificates, the password, and no request', () => {
  const { body } = replacePost({
    existingId: asCertificateId(4711),
    newId: asCertificateId(4790),
    password: 'uT4!xk09Pw2z',
    startsAt: null,
  });
  expect(body).toEqual({ ExistingCertificateId: 4711, CertificateId: 4790, Password: 'uT4!xk09Pw2z', JobTime: null });
});
