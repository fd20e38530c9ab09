import { useState } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { SentPfx } from '../sent.ts';
import type { PagePassword } from './PasswordSection.tsx';
import { onlyOnPage } from './pfxLoss.ts';

/** The password of a request: the one sent, or the one that the server made, and whether somebody has it. */
export function usePagePassword(
  answer: PfxAnswer | null,
  { password, generated }: Pick<SentPfx, 'password' | 'generated'>,
): PagePassword {
  const [held, onHeld] = useState(false);
  return { text: answer?.password ?? password, onlyHere: onlyOnPage(answer, generated), held, onHeld };
}
