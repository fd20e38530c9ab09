import type { CertificateChecks } from '../../api/certificateChecks.ts';

/** One result of the server's checks, in words. */
export interface CheckLine {
  kind: 'ok' | 'error' | 'warning' | 'info';
  text: string;
}

/**
 * What the server found, each in a sentence, and nothing that it did not tell. Results under the server's own names are
 * repeated without judging them: their meaning is not published.
 */
export function checkLines({ valid, chainBuilt, revocationServerOnline, results }: CertificateChecks): CheckLine[] {
  const lines: CheckLine[] = [];
  if (valid !== null) {
    lines.push(
      valid
        ? { kind: 'ok', text: 'The server calls the certificate valid.' }
        : { kind: 'error', text: 'The server calls the certificate not valid.' },
    );
  }
  if (chainBuilt !== null) {
    lines.push(
      chainBuilt
        ? { kind: 'ok', text: 'The server could build the chain of the certificate.' }
        : { kind: 'error', text: 'The server could not build the chain of the certificate.' },
    );
  }
  if (revocationServerOnline !== null) {
    lines.push(
      revocationServerOnline
        ? {
            kind: 'ok',
            text: 'The revocation server of the CA can be reached. That says nothing about this certificate being revoked.',
          }
        : { kind: 'warning', text: 'The revocation server of the CA cannot be reached.' },
    );
  }
  return [...lines, ...results.map(({ name, value }) => ({ kind: 'info' as const, text: `${name}: ${value}` }))];
}

/** Why checks may have failed that the certificate's state explains; undefined where they passed or the state explains nothing. */
export function stateRemark({ valid, chainBuilt }: CertificateChecks, state: string): string | undefined {
  if ((state !== 'revoked' && state !== 'on hold') || (valid !== false && chainBuilt !== false)) return undefined;
  return `The certificate is ${state}: that is the likely reason.`;
}
