/** How long the server keeps an enrolled key for deployment, in milliseconds (Keyfactor POST Enrollment PFX Deploy). */
export const deployWindowMs = 300_000;

/**
 * Milliseconds left of the deploy window, between 0 and `deployWindowMs`. `issuedAtServerMs` is the server's time of
 * the answer, `nowMs` the browser's clock, `clockDifferenceMs` server clock minus browser clock.
 */
export function remainingMs(issuedAtServerMs: number, nowMs: number, clockDifferenceMs: number): number {
  const left = issuedAtServerMs + deployWindowMs - (nowMs + clockDifferenceMs);
  return Math.min(deployWindowMs, Math.max(0, left));
}
