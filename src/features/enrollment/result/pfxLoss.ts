import type { PfxAnswer } from '../../../api/enrollment.ts';

/** What goes with a page for good, in the words of every way out of it. */
export interface Loss {
  title: string;
  text: string;
  leaveLabel: string;
}

/** A password made on this page that no file was saved with. */
export const passwordLoss: Loss = {
  title: 'Leave without the password?',
  text: 'The password was generated here and is shown nowhere else. A certificate that comes of this request may need it.',
  leaveLabel: 'Leave without the password',
};

const keyLoss: Loss = {
  title: 'Leave without the key?',
  text: 'The file on this page may be the only copy of the private key. Leaving without saving it loses the key for good.',
  leaveLabel: 'Leave without the key',
};

const fileLoss: Loss = {
  title: 'Leave without the file?',
  text: 'The file you asked for has not been saved, and its password is shown nowhere else. The server keeps the key, but gives it out only to those who may recover keys.',
  leaveLabel: 'Leave without the file',
};

/** What leaving the result of a PFX enrollment would lose now; null where nothing is only on the page. */
export function pfxLoss(
  answer: Pick<PfxAnswer, 'disposition' | 'pfx' | 'key'>,
  page: { generated: boolean; saved: boolean; wanted: boolean },
): Loss | null {
  if (answer.disposition === 'denied') return null;
  if (answer.disposition !== 'issued') return page.generated ? passwordLoss : null;
  if (answer.pfx === null || page.saved) return null;
  if (answer.key !== 'saved') return keyLoss;
  return page.wanted ? fileLoss : null;
}
