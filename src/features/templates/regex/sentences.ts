/** A sentence in its two halves: what the server says by itself, and the message that follows. */
export interface Sentence {
  server: string;
  message: string;
}

/**
 * The sentences an enroller may read when a value is refused. The server puts its own words before the message; two
 * wordings are known from the field, and neither is documented.
 */
export function refusalSentences(part: string, label: string, message: string): Sentence[] {
  return [`${label}:`, `Invalid ${part} provided:`].map((server) => ({ server, message }));
}

/** Does the message say again what the server says before it? */
export function repeatsServer(part: string, label: string, message: string): boolean {
  const said = message.trim().toLowerCase();
  const beginnings = [`${label}:`, `${part}:`, `invalid ${part} `, `invalid ${label}`];
  return beginnings.some((beginning) => said.startsWith(beginning.toLowerCase()));
}
