import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call } from './client.ts';
import { loose, maybe, read, text } from './wire.ts';

/** A part of the subject (or of the SANs) that a regex or a default can be about. */
export interface SubjectPart {
  code: string;
  label: string;
}

const parts = z.array(loose({ SubjectPart: text, SubjectPartName: maybe(text) }));

/** Reads the server's subject parts; a part without a name is called by its code. */
export function readSubjectParts(body: unknown): SubjectPart[] {
  return read(parts, body, 'subject parts').map((part) => ({
    code: part.SubjectPart,
    label: part.SubjectPartName || part.SubjectPart,
  }));
}

/** The subject parts this server knows; where enrollment patterns exist they have moved there. */
export function subjectPartsQuery(enrollmentPatterns: boolean) {
  return queryOptions({
    queryKey: ['subject parts', enrollmentPatterns],
    queryFn: async ({ signal }) => {
      const path = enrollmentPatterns ? '/EnrollmentPatterns/SubjectParts' : '/Templates/SubjectParts';
      return readSubjectParts((await call(path, { signal })).body);
    },
    staleTime: Infinity,
  });
}
