/**
 * Why a certificate cannot be renewed: in the words of the server, '' where it has none. It has no word of its own for a
 * hold, `state` is what the page calls it.
 */
export function notRenewable(message: string, state: string): string {
  if (state !== 'on hold') return message || 'The server does not renew this certificate';
  return message === ''
    ? 'It is on hold, and the server does not renew it'
    : `It is on hold. The server says: ${message}`;
}
