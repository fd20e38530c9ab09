import type { PfxAnswer } from '../../../api/enrollment.ts';

/** What goes with a page for good, in the words of every way out of it. */
export interface Loss {
  title: string;
  text: string;
  leaveLabel: string;
}

/** A password that only this page shows and that nobody is known to have. */
export const passwordLoss: Loss = {
  title: 'Leave without the password?',
  text: 'Only this page shows the password, and nobody can look it up later. It was not copied, and you have not ticked that you have it. A file or a store that it protects cannot be opened without it.',
  leaveLabel: 'Leave without the password',
};

const keyLoss: Loss = {
  title: 'Leave without the key?',
  text: 'The file on this page may be the only copy of the private key. Leaving without saving it loses the key for good.',
  leaveLabel: 'Leave without the key',
};

const fileLoss: Loss = {
  title: 'Leave without the file?',
  text: 'The file you asked for has not been saved. The server keeps the key, but gives it out only to those who may recover keys.',
  leaveLabel: 'Leave without the file',
};

const storesLoss: Loss = {
  title: 'Leave without the stores?',
  text: 'The stores of the plan did not go with the request. Once the certificate is issued, this page can deploy to them; after leaving, they stay as they are.',
  leaveLabel: 'Leave without the stores',
};

/** What was entered for a request that came to nothing: the steps have it as long as the page is there. */
export const typedLoss: Loss = {
  title: 'Leave this page?',
  text: 'No certificate was issued. What you entered can be corrected and sent again from here; leaving loses it.',
  leaveLabel: 'Leave without it',
};

/** Did a request come to nothing, by its refusal or a denial? What was entered for it is then needed again. */
export function cameToNothing({ kind }: { kind: string }, answer: Pick<PfxAnswer, 'disposition'> | null): boolean {
  return kind === 'refused' || answer?.disposition === 'denied';
}

/** Is the password nowhere but on the page? The server made it, or the page did (`generated`). */
export function onlyOnPage(answer: Pick<PfxAnswer, 'password'> | null, generated: boolean): boolean {
  return generated || (answer !== null && answer.password !== null);
}

interface PageState {
  /** The page made the password. */
  generated: boolean;
  /** The password was copied, or somebody said that they have it. */
  held: boolean;
  /** The file was saved. */
  saved: boolean;
  /** The file was asked for. */
  wanted: boolean;
  /** Stores that got, or may get, the password. */
  stores: number;
  /** Stores wait for the approval of the request, and only this page can deploy to them. */
  undeployed?: boolean;
}

/** What leaving the result of a PFX enrollment would lose now; null where nothing is only on the page. No answer came: null. */
export function pfxLoss(
  answer: Pick<PfxAnswer, 'disposition' | 'pfx' | 'key' | 'password'> | null,
  page: PageState,
): Loss | null {
  if (answer?.disposition === 'denied') return null;
  const password = onlyOnPage(answer, page.generated) && !page.held ? passwordLoss : null;
  if (answer === null || answer.disposition === 'pending' || answer.disposition === 'external validation') {
    return password ?? (page.undeployed === true ? storesLoss : null);
  }
  if (answer.pfx === null) {
    // Stores that need an entry password got this one; without a file, deploying the key takes what the server made.
    const needed = answer.disposition === 'unclear' || page.stores > 0 || answer.password !== null;
    return needed ? password : null;
  }
  if (!page.saved && answer.key !== 'saved') return keyLoss;
  if (!page.saved && page.wanted) return fileLoss;
  return page.saved || page.stores > 0 ? password : null;
}
