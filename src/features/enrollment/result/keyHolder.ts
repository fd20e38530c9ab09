import type { SentCsr } from '../sent.ts';

type Sent = { post: Pick<SentCsr['post'], 'path'>; values: Pick<SentCsr['values'], 'way' | 'key'> };

/** Where the private key of a certificate is, as far as its request tells: the next step for whoever got the certificate. */
export function keyWords({ post, values }: Sent): string {
  // Only what Command made is sent with it.
  if (post.path.includes('forceEnroll=true')) {
    return 'Its key is in Command, which made the request.';
  }
  if (values.key === 'made') {
    return 'Its key was made in this browser and went to Command with the request. If you downloaded it as well, put certificate and key file together.';
  }
  if (values.way === 'browser') {
    return 'If its key was made in this browser, it is in the file that you downloaded before sending, and nowhere else: put certificate and key file together.';
  }
  return 'Hand it back to whoever holds the key of the request.';
}
