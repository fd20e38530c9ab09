/** What the page of a renewal knows by now. */
interface Known {
  /** Does the server keep the key? Undefined: not known, or not yet. */
  kept: boolean | undefined;
  /** The five minutes in which it has the key for stores are over. */
  over: boolean;
  /** Something was sent to stores from the page. */
  sent: boolean;
  /** A store has got a job for it. */
  reached: boolean;
}

interface Advice {
  kind: 'info' | 'warning';
  title: string;
  text: string;
}

/** What has become of a renewed certificate, in the head of its page. */
export function renewedWords({ sent }: Pick<Known, 'sent'>): string {
  const stores = sent ? 'Below is what becomes of the stores.' : 'No store has got it by itself.';
  return `The new certificate exists, and the old one stays valid. ${stores}`;
}

/** What is to be done with the key while the server still has it for stores; null: nothing, or it is too late for that. */
export function keyAdvice({ kept, over, reached }: Known): Advice | null {
  if (over || reached) return null;
  if (kept === undefined) {
    return {
      kind: 'warning',
      title: 'Deploy it now, unless the template keeps keys',
      text: 'A renewal comes without a file. After the five minutes its key can only be recovered, and only where the template keeps keys.',
    };
  }
  return kept
    ? {
        kind: 'info',
        title: 'The server keeps its key',
        text: 'A renewal comes without a file. Stores can get it here now, or at any time from the page of the certificate, where Recover gives a file.',
      }
    : {
        kind: 'warning',
        title: 'Deploy it now: the server does not keep its key',
        text: 'A renewal comes without a file. After the five minutes nobody can get its key.',
      };
}

/** What the password of a renewal is good for: no file has come that it opens. */
export function renewalPasswordUse({ kept, over }: Pick<Known, 'kept' | 'over'>): string {
  const later = kept === false ? '' : ' Recover asks for a new one.';
  return over
    ? `It opened the key for stores in the first five minutes, and opens nothing now.${later}`
    : `It opens no file, as none came: for five minutes it unlocks the key for stores, which this page does by itself.${later}`;
}
