const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const cause: unknown = error.cause;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return error.name;
};

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/**
 * Asks the API once, without credentials, before the page is served.
 * @param address base address of the API, such as `https://command.keyexample.com/KeyfactorAPI`
 * @returns null when something that can be the API answers (401 counts), else one sentence for the person who started it.
 */
export async function probe(address: string, timeoutMs = 15_000): Promise<string | null> {
  let status: number;
  try {
    const answer = await fetch(`${address}/Status/Endpoints`, {
      headers: { 'x-keyfactor-requested-with': 'APIClient', accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    const code = codeOf(error);
    const host = new URL(address).host;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return `The host of KEYFACTOR_URL is not known: ${host} (${code}).`;
    if (code === 'TimeoutError')
      return `${host} did not answer within ${timeoutMs / 1000} seconds; check KEYFACTOR_URL.`;
    if (untrusted.has(code)) {
      return `The certificate of ${host} is not trusted here (${code}); name your root in NODE_EXTRA_CA_CERTS=/path/to/root.pem.`;
    }
    // Some ports are never called, by browsers and by Node alike; the reason is in the cause then.
    const reason =
      code === 'TypeError' && error instanceof Error && error.cause instanceof Error ? error.cause.message : code;
    return `KEYFACTOR_URL could not be reached: ${host} (${reason || 'network error'}).`;
  }
  if (status === 404 || status === 405 || status === 501) {
    return `${address} answers, but there is no Keyfactor API under this path (${status}); usual paths are /KeyfactorAPI and /Keyfactor/API.`;
  }
  if (status >= 300 && status < 400) {
    return `${address} redirects elsewhere (${status}), which an API does not do; check KEYFACTOR_URL.`;
  }
  return null;
}
