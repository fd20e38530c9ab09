import type { SentCsr } from '../sent.ts';

type Sent = { post: Pick<SentCsr['post'], 'path'>; values: Pick<SentCsr['values'], 'key'> } & Pick<SentCsr, 'madeKey'>;

const together = 'Put certificate and key file together.';

/** Where the private key of a certificate is, as far as its request tells: the next step for whoever got the certificate. */
export function keyWords({ post, values, madeKey }: Sent): string {
  // Only what Command made is sent with it.
  if (post.path.includes('forceEnroll=true')) {
    return 'Its key is in Command, which made the request.';
  }
  if (madeKey === null) return 'Hand it back to whoever holds the key of the request.';
  const { saved } = madeKey;
  const how = saved?.how === 'encrypted' ? 'under its password' : 'without encryption';
  if (values.key === 'made') {
    const file =
      saved === null ? '' : ` It is also in the file that was downloaded from this page, ${how}. ${together}`;
    return `The key that this page made went to Command with the request.${file}`;
  }
  return saved === null
    ? 'The key that this page made was never downloaded.'
    : `The key that this page made is in the file that was downloaded before sending, ${how}, and nowhere else. ${together}`;
}
