import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { SentPfx } from '../sent.ts';
import { askedWithRequest, asksToInstall } from './storeAnswers.ts';

type Sent = Pick<SentPfx, 'post' | 'stores' | 'password'> & { values?: Pick<SentPfx['values'], 'replaces'> };

/** What to do with an issued certificate. `adopted`: it was searched for, as the answer was lost. */
export function nextWords(sent: Sent, answer: Pick<PfxAnswer, 'pfx'>, adopted: boolean): string {
  if (adopted) {
    return 'You took this certificate for the one of your request. Its file was lost with the answer; compare it below before it is used.';
  }
  if (askedWithRequest(sent) || asksToInstall(sent))
    return 'The certificate exists. Below is what becomes of the stores.';
  if (sent.stores > 0) {
    return 'The certificate exists. The stores of the plan did not go with this kind of request: their deployment follows it, and is shown below.';
  }
  const replaces = sent.values?.replaces ?? null;
  if (replaces !== null) {
    return `The certificate exists. Below is what becomes of the stores that hold certificate ${replaces}.${answer.pfx === null ? '' : ' Save the file, too, where it is needed elsewhere.'}`;
  }
  return answer.pfx === null ? 'The certificate exists.' : 'The certificate exists. Save the file and its password.';
}

/**
 * What an approval, or a validation by the CA, leads to: stores that went with the request get the certificate then; a key is
 * given out later only where the template keeps keys.
 * @param retention the template's policy of keeping keys; null where it cannot be read
 * @param follows the page follows the request, and can deploy it to the stores of the plan
 */
export function laterWords(sent: Sent, retention: string | null, follows = false): string[] {
  const renewed = asksToInstall(sent);
  const withRequest = askedWithRequest(sent) || renewed;
  const stores =
    sent.stores > 0
      ? [
          'The stores of the plan did not go with this kind of request: once the certificate is issued, nothing is put into them by itself.',
          ...(follows
            ? ['While this page stays open, it asks for the certificate, and can deploy to them once it is there.']
            : []),
        ]
      : [];
  const plan = askedWithRequest(sent)
    ? ['The stores of the plan get the certificate once it is issued, without another step from you.']
    : stores;
  const after = [
    ...plan,
    ...(renewed
      ? ['The stores of the renewed certificate get it once it is issued, without another step from you.']
      : []),
    ...(withRequest ? [] : [keyWords(retention, follows)]),
  ];
  const replaces = sent.values?.replaces ?? null;
  const said =
    replaces === null
      ? after
      : [
          ...after,
          `Certificate ${replaces} stays in its stores: once the new one is issued, nothing is replaced by itself.`,
          ...(follows
            ? ['While this page stays open, it asks for the certificate, and can replace the old one once it is there.']
            : []),
        ];
  // Without stores it opens nothing any more, which is said beside it.
  if (sent.password === null || !withRequest) return said;
  return [...said, 'Keep the password below: stores that need an entry password get it.'];
}

/** What the password is good for while no file has come that it opens. */
export function passwordUse(sent: Pick<Sent, 'post'>, end: 'unknown' | 'waiting' | 'issued later' | 'adopted'): string {
  const withRequest = askedWithRequest(sent) || asksToInstall(sent);
  const stores = withRequest ? ' Stores that need an entry password get it with the certificate.' : '';
  if (end === 'adopted') {
    return `It opens no file, as that was lost. For five minutes after enrollment it unlocks the key for a deployment to stores.${stores} Recover asks for a new one.`;
  }
  if (end === 'issued later') return 'It unlocks the key for a deployment from this page, and opens no file.';
  if (end === 'waiting') {
    return `It opens nothing now: no file came with the answer.${stores} Recover asks for a new one once the certificate is issued.`;
  }
  return `It opens a file only if one still turns up. If a certificate was issued, it unlocks the key for a deployment within five minutes.${stores}`;
}

function keyWords(retention: string | null, follows: boolean): string {
  if (retention === null) {
    return 'Once the certificate is issued, its key can be fetched only where the template keeps keys, with Recover on the page of the certificate.';
  }
  if (retention.toLowerCase() === 'none') {
    const page = follows ? '' : ', and this page cannot bring it to a store then';
    return `The template keeps no keys: once the certificate is issued, nobody can fetch its key with Recover${page}.`;
  }
  return 'Once the certificate is issued, its key can be fetched with Recover on the page of the certificate, by whoever may recover keys.';
}
