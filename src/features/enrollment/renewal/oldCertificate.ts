import type { CertificateDetails } from '../../../api/certificates.ts';
import { explain } from '../../../api/errors.ts';
import type { SubjectValue } from '../names/subjectForm.ts';
import type { EnrollChoice } from '../setup.ts';
import { namesOf } from './renewedCertificate.ts';

/** The certificate that a link renews or replaces, as far as it can be read. */
export interface OldCertificate {
  certificateId: number;
  /** Subject and alternative names as form values; null: they cannot be read. */
  names: { subject: SubjectValue; sans: readonly string[] } | null;
  /** Whole name of the CA that issued it; empty where it is not known. */
  authority: string;
  /** Why nothing of it can be read; empty where something can. */
  failure: string;
  /** Name of its template; empty where it is not known. */
  templateName: string;
  /** What of the choices it could have been enrolled with: its own pattern, or where that is not told all of its template. */
  fitting: readonly EnrollChoice[];
}

/** The choices that fit a certificate. Which pattern it came by only newer servers tell (recorded on 25.4). */
export function fittingChoices(
  choices: readonly EnrollChoice[],
  { patternId, templateId }: Pick<CertificateDetails, 'patternId' | 'templateId'>,
): EnrollChoice[] {
  const own = choices.filter(({ pattern }) => pattern !== null && pattern.patternId === patternId);
  if (own.length > 0) return own;
  return choices.filter(({ template }) => template !== null && template.templateId === templateId);
}

/** What a link's certificate fills in, by what the server answered about it. */
export function oldCertificate(
  certificateId: number,
  { data, error }: { data: CertificateDetails | undefined; error: unknown },
  choices: readonly EnrollChoice[],
): OldCertificate {
  if (data === undefined) {
    return {
      certificateId,
      names: null,
      authority: '',
      failure: explain(error).summary,
      templateName: '',
      fitting: [],
    };
  }
  return {
    certificateId,
    names: namesOf(data),
    authority: data.authorityName,
    failure: '',
    templateName: data.templateName,
    fitting: fittingChoices(choices, data),
  };
}
